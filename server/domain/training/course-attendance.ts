import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { clockTime, courseKind, courseMode, traineePost } from './course-session.ts';
import { ARRIVALS, KNOWLEDGE_KINDS, SESSION_CHANGES } from './course-vocabulary.ts';

/** 签到方式: entered from the list, or by the person with the code in the room. */
export const ATTENDANCE_CHANNELS = ['list', 'code'] as const;
export const attendanceChannel = z.enum(ATTENDANCE_CHANNELS);
export type AttendanceChannel = z.infer<typeof attendanceChannel>;

/** 签到码: six digits, read from a screen and typed on a phone. Spaces that a keyboard adds do not matter. */
export const CHECK_IN_CODE_DIGITS = 6;
export const checkInCode = z
  .string()
  .max(20)
  .transform((typed) => typed.normalize('NFKC').replace(/\s/g, ''));

const announced = {
  sessionId: uuid,
  title: z.string(),
  kind: courseKind,
  mode: courseMode,
  place: z.string().nullable(),
  hours: z.number(),
  heldOn: isoDate,
  // What was sent before these were said says nothing of them.
  knowledge: z.enum(KNOWLEDGE_KINDS).default('professional'),
  startsAt: clockTime.nullable().default(null),
  speaker: z.string().nullable().default(null),
  enrolBy: isoDate.nullable().default(null),
  capacity: z.number().int().nullable().default(null),
  posts: z.array(traineePost).default([]),
  audience: z.string().nullable().default(null),
};
export const sessionChange = z.enum(SESSION_CHANGES);

/** What an invitation carries to the unit. The code itself stays in the room: the digest only tells a wrong one. */
export const invitationBody = z.object({ ...announced, codeDigest: z.string() });
export type InvitationBody = z.infer<typeof invitationBody>;

/** What a change carries to a unit that was invited: all that the invitation said, as it is now. */
export const sessionChangeBody = z.object({ ...announced, change: sessionChange });
export type SessionChangeBody = z.infer<typeof sessionChangeBody>;

/** An invitation with the last change that came after it. */
export const currentInvitation = invitationBody.extend({ change: sessionChange.nullable().default(null) });

/** What a unit answers when one of its people checks in. */
export const checkInBody = z.object({
  sessionId: uuid,
  personName: z.string(),
  accountId: uuid,
  code: z.string(),
  scannedAt: z.iso.datetime().nullable().default(null),
});
export type CheckInBody = z.infer<typeof checkInBody>;

export const recordAttendanceInput = z.strictObject({
  sessionId: uuid,
  people: z
    .array(
      z.strictObject({ unitTenantId: tenantId, personName: text(40), arrival: z.enum(ARRIVALS).default('on_time') }),
    )
    .min(1)
    .max(500),
});
export type RecordAttendanceInput = z.infer<typeof recordAttendanceInput>;
export const recordAttendanceView = z.object({ recorded: z.number().int(), already: z.number().int() });

export const takeInCheckInsInput = z.strictObject({ sessionId: uuid });
export const takeInCheckInsView = z.object({ taken: z.number().int(), refused: z.number().int() });

export const listAttendanceInput = z.strictObject({ ...pageInput, sessionId: uuid, q: optionalText(40) });
export type ListAttendanceInput = z.infer<typeof listAttendanceInput>;
export const attendanceView = z.object({
  id: uuid,
  unitTenantId: tenantId,
  unitName: z.string(),
  personName: z.string(),
  checkedInAt: z.string(),
  channel: attendanceChannel,
  arrival: z.enum(ARRIVALS),
  /** Sent after the session by a phone that had no network in the room. */
  sentLater: z.boolean(),
});
export type AttendanceView = z.infer<typeof attendanceView>;
export const attendancePage = pageOf(attendanceView);

export const listInvitationsInput = z.strictObject({ ...pageInput });
export const invitationView = z.object({
  id: uuid,
  organiserName: z.string(),
  title: z.string(),
  kind: courseKind,
  mode: courseMode,
  place: z.string().nullable(),
  hours: z.number(),
  heldOn: isoDate,
  receivedAt: z.string(),
  /** When the signed-in person checked in; null before. */
  checkedInAt: z.string().nullable(),
  /** How many people of the unit have checked in. */
  checkedInCount: z.number().int(),
  isOver: z.boolean(),
  startsAt: z.string().nullable(),
  speaker: z.string().nullable(),
  enrolBy: isoDate.nullable(),
  capacity: z.number().int().nullable(),
  posts: z.array(traineePost),
  /** 参加对象 in the organiser's words. */
  audience: z.string().nullable(),
  /** Whether people can still be put on the list. */
  canEnrol: z.boolean(),
  enrolled: z.number().int(),
  waitingCount: z.number().int(),
  /** What the organiser has told since; the facts above are then the new ones. */
  change: sessionChange.nullable(),
});
export type InvitationView = z.infer<typeof invitationView>;
export const invitationPage = pageOf(invitationView);

/** `scannedAt`: a phone without network keeps the check-in and sends it later, with the moment it was made. */
export const checkInInput = z.strictObject({
  invitationId: uuid,
  code: checkInCode,
  scannedAt: z.iso.datetime().optional(),
});
/** For so many days after the session a kept check-in is taken. */
export const KEPT_CHECK_IN_DAYS = 3;
export type CheckInInput = z.infer<typeof checkInInput>;
export const checkInView = z.object({ title: z.string(), personName: z.string(), checkedInAt: z.string() });

/** 本单位人员参训: by the unit's own answers. */
export const ownAttendanceView = z.object({
  id: uuid,
  personName: z.string(),
  title: z.string(),
  organiserName: z.string(),
  heldOn: isoDate,
  hours: z.number(),
  checkedInAt: z.string(),
});
export type OwnAttendanceView = z.infer<typeof ownAttendanceView>;
export const ownAttendancePage = pageOf(ownAttendanceView);
export const listOwnAttendanceInput = z.strictObject({
  ...pageInput,
  year: z.number().int().min(1900).max(2999).optional(),
});
