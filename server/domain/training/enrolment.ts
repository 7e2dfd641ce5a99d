import { z } from 'zod';
import { isoDate, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { traineePost } from './course-session.ts';
import { TURNOUTS } from './course-vocabulary.ts';

export const turnout = z.enum(TURNOUTS);

/** 报名: many people of the unit in one step. `accountId` where the person has an account of the unit. */
export const enrolInput = z.strictObject({
  invitationId: uuid,
  people: z
    .array(z.strictObject({ personName: text(40), post: traineePost }))
    .min(1)
    .max(500),
});
export type EnrolInput = z.infer<typeof enrolInput>;
export const enrolView = z.object({
  enrolled: z.number().int(),
  already: z.number().int(),
  /** How many of those who were added now wait for a place. */
  waiting: z.number().int(),
});

export const withdrawEnrolmentInput = z.strictObject({ enrolmentId: uuid, rowVersion: z.number().int() });
/** 请假: has a reason, and frees the place. */
export const askLeaveInput = z.strictObject({ enrolmentId: uuid, rowVersion: z.number().int(), reason: text(200) });
export type AskLeaveInput = z.infer<typeof askLeaveInput>;

export const ownEnrolmentView = z.object({
  id: uuid,
  personName: z.string(),
  post: traineePost,
  turnout,
  /** Where in the line, from 1; null once out of it. */
  place: z.number().int().nullable(),
  reason: z.string().nullable(),
  rowVersion: z.number().int(),
});
export type OwnEnrolmentView = z.infer<typeof ownEnrolmentView>;
export const listOwnEnrolmentsInput = z.strictObject({ invitationId: uuid });

/** People whom the unit may put on the list: its own members and those it has trained before. */
export const candidateView = z.object({ personName: z.string(), post: traineePost });
export type CandidateView = z.infer<typeof candidateView>;

/** 报名名单 of the organiser. */
export const listEnrolmentsInput = z.strictObject({
  ...pageInput,
  sessionId: uuid,
  turnout: turnout.optional(),
});
export type ListEnrolmentsInput = z.infer<typeof listEnrolmentsInput>;
export const enrolmentView = z.object({
  id: uuid,
  unitName: z.string(),
  personName: z.string(),
  post: traineePost,
  turnout,
  place: z.number().int(),
  reason: z.string().nullable(),
  enrolledAt: z.string(),
});
export type EnrolmentView = z.infer<typeof enrolmentView>;
export const enrolmentPage = pageOf(enrolmentView);

/** 按单位出勤: what became of those who were named, unit by unit. */
export const sessionRef = z.strictObject({ sessionId: uuid });
export const listUnitTurnoutInput = z.strictObject({ ...pageInput, sessionId: uuid });
export const unitTurnoutView = z.object({
  unitTenantId: tenantId,
  unitName: z.string(),
  isInvited: z.boolean(),
  /** Whether it has named anybody or said that nobody comes. */
  hasAnswered: z.boolean(),
  enrolled: z.number().int(),
  waiting: z.number().int(),
  present: z.number().int(),
  late: z.number().int(),
  leave: z.number().int(),
  absent: z.number().int(),
});
export type UnitTurnoutView = z.infer<typeof unitTurnoutView>;
export const unitTurnoutPage = pageOf(unitTurnoutView);

export const remindView = z.object({ jobId: uuid, units: z.number().int() });

/** A unit that has named nobody yet is told once more. */
export const reminderBody = z.object({
  sessionId: uuid,
  title: z.string(),
  heldOn: isoDate,
  enrolBy: isoDate.nullable(),
  place: z.string().nullable(),
});

/** 培训结果: who of the unit came, sent when the session is over, and again when the list is corrected. */
export const resultBody = z.object({
  sessionId: uuid,
  title: z.string(),
  heldOn: isoDate,
  hours: z.number(),
  mode: z.string(),
  knowledge: z.string(),
  /** Only of a session that taught this system. */
  systemRoles: z.array(z.string()).optional(),
  people: z.array(z.object({ name: z.string(), accountId: uuid.nullable(), arrival: z.string() })),
});
export type ResultBody = z.infer<typeof resultBody>;
