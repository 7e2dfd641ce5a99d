import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { ROLE_CODES } from '@/server/domain/tenancy/permission';
import {
  COURSE_KINDS,
  COURSE_MODES,
  COURSE_SESSION_STATES,
  ORGANISER_KINDS,
  SESSION_PROGRAMMES,
  SUBJECT_FIELDS,
  TRAINEE_POSTS,
} from './course-vocabulary.ts';

export const courseKind = z.enum(COURSE_KINDS);
export const courseMode = z.enum(COURSE_MODES);
export const organiserKind = z.enum(ORGANISER_KINDS);
export const subjectField = z.enum(SUBJECT_FIELDS);
export const courseSessionState = z.enum(COURSE_SESSION_STATES);

export const sessionProgramme = z.enum(SESSION_PROGRAMMES);
export const traineePost = z.enum(TRAINEE_POSTS);
/** 角色 of those who learn to work with this system. */
export const systemRole = z.enum(ROLE_CODES);
/** `09:00` in Shanghai. */
export const clockTime = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/);

export const sessionHours = z.number().min(0.5).max(200).multipleOf(0.5);

const sessionFields = {
  title: text(120),
  kind: courseKind,
  organiserKind: organiserKind.default('own'),
  mode: courseMode,
  subjectField: subjectField.default('archives'),
  place: optionalText(120),
  hours: sessionHours,
  heldOn: isoDate,
  programme: sessionProgramme.default('general'),
  speaker: optionalText(60),
  startsAt: clockTime.optional(),
  /** 名额 over all units together; without one everybody has a place. */
  capacity: z.number().int().min(1).max(5000).optional(),
  enrolBy: isoDate.optional(),
  /** 面向岗位; none is everybody. */
  posts: z.array(traineePost).max(TRAINEE_POSTS.length).default([]),
  courseId: uuid.optional(),
  /** 参加对象 in words. */
  audience: optionalText(100),
  /** 系统使用培训: whom the session teaches to work with this system; none is a session about something else. */
  systemRoles: z.array(systemRole).max(ROLE_CODES.length).default([]),
};

export const createSessionInput = z.strictObject(sessionFields);
export type CreateSessionInput = z.infer<typeof createSessionInput>;

export const updateSessionInput = z.strictObject({ ...sessionFields, sessionId: uuid, rowVersion: z.number().int() });
export type UpdateSessionInput = z.infer<typeof updateSessionInput>;

export const moveSessionInput = z.strictObject({
  sessionId: uuid,
  to: courseSessionState,
  rowVersion: z.number().int(),
});
export type MoveSessionInput = z.infer<typeof moveSessionInput>;

export const sessionFilter = {
  year: z.number().int().min(1900).max(2999).optional(),
  kind: courseKind.optional(),
  programme: sessionProgramme.optional(),
  courseId: uuid.optional(),
  state: courseSessionState.optional(),
  q: optionalText(60),
};
export const listSessionsInput = z.strictObject({ ...pageInput, ...sessionFilter });
export type ListSessionsInput = z.infer<typeof listSessionsInput>;
export const exportSessionsInput = z.strictObject(sessionFilter);
export type ExportSessionsInput = z.infer<typeof exportSessionsInput>;

export const courseSessionView = z.object({
  id: uuid,
  title: z.string(),
  kind: courseKind,
  organiserKind,
  mode: courseMode,
  subjectField,
  place: z.string().nullable(),
  hours: z.number(),
  heldOn: isoDate,
  programme: sessionProgramme,
  speaker: z.string().nullable(),
  startsAt: z.string().nullable(),
  capacity: z.number().int().nullable(),
  enrolBy: isoDate.nullable(),
  posts: z.array(traineePost),
  courseId: uuid.nullable(),
  audience: z.string().nullable(),
  systemRoles: z.array(systemRole),
  state: courseSessionState,
  attendanceCount: z.number().int(),
  rowVersion: z.number().int(),
});
export type CourseSessionView = z.infer<typeof courseSessionView>;
export const courseSessionPage = pageOf(courseSessionView);

export const sessionInvitationView = z.object({ unitTenantId: tenantId, unitName: z.string(), invitedAt: z.string() });

/** One session with what only its organiser sees: the code on the screen in the room, who is invited, who waits. */
export const courseSessionDetailView = courseSessionView.extend({
  checkInCode: z.string().nullable(),
  invitations: z.array(sessionInvitationView),
  /** Check-ins that units have sent and that are not in the list yet. */
  waitingCheckIns: z.number().int(),
  /** The line of the study plan that it was. */
  planEntry: z.object({ id: uuid, title: z.string() }).nullable(),
  courseTitle: z.string().nullable(),
  series: z.string().nullable(),
});
export type CourseSessionDetailView = z.infer<typeof courseSessionDetailView>;

export const inviteUnitsInput = z.strictObject({ sessionId: uuid, unitTenantIds: z.array(tenantId).min(1).max(2000) });
export type InviteUnitsInput = z.infer<typeof inviteUnitsInput>;
export const inviteUnitsView = z.object({ invited: z.number().int(), already: z.number().int() });
