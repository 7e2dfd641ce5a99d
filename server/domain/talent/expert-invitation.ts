import { z } from 'zod';
import { isoDate, optionalText, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { INVITATION_ANSWERS } from './talent-vocabulary.ts';

/** 邀请专家: those who were drawn are asked to come; their units answer for them. */
const answer = z.enum(INVITATION_ANSWERS);

export const inviteExpertsInput = z.strictObject({
  drawId: uuid,
  meetsOn: isoDate,
  /** By which day an answer is wanted. */
  replyBy: isoDate,
  place: optionalText(120),
  words: optionalText(500),
});
export type InviteExpertsInput = z.infer<typeof inviteExpertsInput>;
export const inviteExpertsView = z.object({
  /** How many went to a unit as a document. */
  sent: z.number().int(),
  /** How many are to be told in another way: their unit has no workspace here. */
  byHand: z.number().int(),
});

/** What the unit of an expert receives, frozen. */
export const expertInvitationBody = z.object({
  expertName: z.string(),
  task: z.string(),
  reviewed: z.string().nullable(),
  meetsOn: isoDate,
  place: z.string(),
  words: z.string(),
  invitedBy: z.string(),
});
export const expertAnswerBody = z.object({
  expertName: z.string(),
  answer,
  words: z.string(),
  answeredBy: z.string(),
});

export const expertInvitationView = z.object({
  id: uuid,
  drawId: uuid,
  expertName: z.string(),
  unitName: z.string(),
  isSent: z.boolean(),
  meetsOn: isoDate,
  place: z.string(),
  answer: answer.nullable(),
  answerWords: z.string(),
  answeredOn: isoDate.nullable(),
  /** How many tasks this expert has accepted until now, this one among them. */
  tasks: z.number().int(),
  rowVersion: z.number().int(),
});
export type ExpertInvitationView = z.infer<typeof expertInvitationView>;

const words = { answer, words: optionalText(200) };
const hasReason = (said: { answer: string; words?: string | undefined }) =>
  said.answer === 'accepted' || said.words !== undefined;
/** 代为登记: what an expert without a workspace said. */
export const recordExpertAnswerInput = z
  .strictObject({ invitationId: uuid, rowVersion: z.number().int().min(1), ...words })
  .refine(hasReason, { path: ['words'] });
export type RecordExpertAnswerInput = z.infer<typeof recordExpertAnswerInput>;

/** 本单位专家收到的邀请. */
export const listExpertInvitationsInput = z.strictObject({ ...pageInput });
export const receivedInvitationView = z.object({
  dispatchId: uuid,
  officeName: z.string(),
  expertName: z.string(),
  task: z.string(),
  meetsOn: isoDate,
  place: z.string(),
  words: z.string(),
  receivedAt: z.string(),
  replyBy: isoDate.nullable(),
  answer: answer.nullable(),
  answerWords: z.string(),
});
export type ReceivedInvitationView = z.infer<typeof receivedInvitationView>;
export const receivedInvitationPage = pageOf(receivedInvitationView);
export const answerExpertInvitationInput = z
  .strictObject({ dispatchId: uuid, ...words })
  .refine(hasReason, { path: ['words'] });
export type AnswerExpertInvitationInput = z.infer<typeof answerExpertInvitationInput>;
