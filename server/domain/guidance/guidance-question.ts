import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { QUESTION_STATES, QUESTION_SUBJECTS } from './guidance-vocabulary.ts';

/** 咨询答复: a thread of dispatches between a unit and its superior, about something, with a numbered official reply. */
const about = z.enum(QUESTION_SUBJECTS);
const files = z.array(uuid).max(9).default([]);

export const askInput = z.strictObject({
  title: text(100),
  words: text(2000),
  about: about.default('general'),
  /** The thing of the own workspace that it is about; its name is frozen with the question. */
  aboutId: uuid.optional(),
  /** 门类 and the like: what has a name only. */
  aboutLabel: optionalText(100),
  fileObjectIds: files,
});
export type AskInput = z.infer<typeof askInput>;
export const askAgainInput = z.strictObject({ questionId: uuid, words: text(2000), fileObjectIds: files });
export type AskAgainInput = z.infer<typeof askAgainInput>;
export const closeQuestionInput = z.strictObject({ questionId: uuid, isUseful: z.boolean() });
export type CloseQuestionInput = z.infer<typeof closeQuestionInput>;
export const answerInput = z.strictObject({
  questionId: uuid,
  words: text(8000),
  fileObjectIds: files,
  hours: z.number().min(0.5).max(100).multipleOf(0.5).default(0.5),
});
export type AnswerInput = z.infer<typeof answerInput>;

/** What is frozen with each step of a thread. */
export const questionBody = z.object({
  about,
  aboutId: uuid.nullable(),
  aboutLabel: z.string().nullable(),
  words: z.string(),
  askedBy: z.string(),
});
export const answerBody = z.object({ words: z.string(), answeredBy: z.string() });
export const closeBody = z.object({ receivedBy: z.string(), isUseful: z.boolean() });

export const listQuestionsInput = z.strictObject({
  ...pageInput,
  state: z.enum([...QUESTION_STATES, 'overdue']).optional(),
  q: optionalText(60),
});
export type ListQuestionsInput = z.infer<typeof listQuestionsInput>;

export const questionRowView = z.object({
  id: uuid,
  title: z.string(),
  unitTenantId: tenantId,
  unitName: z.string(),
  officeName: z.string(),
  about,
  aboutLabel: z.string().nullable(),
  state: z.enum(QUESTION_STATES),
  askedAt: z.string(),
  dueOn: isoDate.nullable(),
  isOverdue: z.boolean(),
  replyNumber: z.string().nullable(),
});
export type QuestionRowView = z.infer<typeof questionRowView>;
export const questionPage = pageOf(questionRowView);

const attachment = z.object({
  objectId: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
});
export const questionStepView = z.object({
  dispatchId: uuid,
  kind: z.enum(['question', 'answer', 'receipt']),
  senderName: z.string(),
  personName: z.string(),
  at: z.string(),
  words: z.string(),
  replyNumber: z.string().nullable(),
  isUseful: z.boolean().nullable(),
  files: z.array(attachment),
});
export type QuestionStepView = z.infer<typeof questionStepView>;
export const questionView = questionRowView.extend({
  /** Whether the reader asked, or is asked. */
  side: z.enum(['asked', 'received']),
  aboutId: uuid.nullable(),
  steps: z.array(questionStepView),
  /** The newest official reply that is in no knowledge base yet; for the office alone. */
  publishableReplyId: uuid.nullable(),
});
export type QuestionView = z.infer<typeof questionView>;
export const questionRef = z.strictObject({ questionId: uuid });

/** 知识库: an answer as an entry of its own, without the name of the unit that asked. */
export const publishKnowledgeInput = z.strictObject({
  /** The reply that it is made of; none for one that the office writes by itself. */
  replyId: uuid.optional(),
  about: about.default('general'),
  title: text(100),
  question: text(2000),
  answer: text(8000),
});
export type PublishKnowledgeInput = z.infer<typeof publishKnowledgeInput>;
export const changeKnowledgeInput = z.strictObject({
  entryId: uuid,
  rowVersion: z.number().int().min(1),
  about,
  title: text(100),
  question: text(2000),
  answer: text(8000),
});
export type ChangeKnowledgeInput = z.infer<typeof changeKnowledgeInput>;
export const withdrawKnowledgeInput = z.strictObject({ entryId: uuid, rowVersion: z.number().int().min(1) });
export type WithdrawKnowledgeInput = z.infer<typeof withdrawKnowledgeInput>;
export const voteInput = z.strictObject({ copyId: uuid, isUseful: z.boolean() });
export type VoteInput = z.infer<typeof voteInput>;

export const listKnowledgeInput = z.strictObject({ ...pageInput, about: about.optional(), q: optionalText(60) });
export type ListKnowledgeInput = z.infer<typeof listKnowledgeInput>;
export const knowledgeView = z.object({
  /** The own entry, or the copy that was received. */
  id: uuid,
  isOwn: z.boolean(),
  officeName: z.string(),
  about,
  title: z.string(),
  question: z.string(),
  answer: z.string(),
  publishedOn: isoDate,
  isWithdrawn: z.boolean(),
  /** What units said of an own entry. */
  useful: z.number().int(),
  notUseful: z.number().int(),
  /** What this unit said of a received one. */
  ownVote: z.boolean().nullable(),
  rowVersion: z.number().int(),
});
export type KnowledgeView = z.infer<typeof knowledgeView>;
export const knowledgePage = pageOf(knowledgeView);
