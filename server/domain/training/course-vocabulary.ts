/* Words of a course session, without zod: screens import them. */

/** 培训类别. The political study of a party branch is none of them: it is no training on archives work. */
export const COURSE_KINDS = ['business_study', 'onboarding', 'continuing', 'special', 'lecture'] as const;
export type CourseKind = (typeof COURSE_KINDS)[number];

/** 举办方式. */
export const COURSE_MODES = ['onsite', 'online', 'mixed'] as const;
export type CourseMode = (typeof COURSE_MODES)[number];

/** 主办单位: the own one, a superior one, another. */
export const ORGANISER_KINDS = ['own', 'superior', 'other'] as const;
export type OrganiserKind = (typeof ORGANISER_KINDS)[number];

/** 内容领域. */
export const SUBJECT_FIELDS = ['archives', 'politics', 'other'] as const;
export type SubjectField = (typeof SUBJECT_FIELDS)[number];

/** 培训场次的状态. */
export const COURSE_SESSION_STATES = ['planned', 'open', 'held', 'cancelled'] as const;
export type CourseSessionState = (typeof COURSE_SESSION_STATES)[number];

/** What became of a session after its invitations went out. */
export const SESSION_CHANGES = ['changed', 'cancelled'] as const;
export type SessionChange = (typeof SESSION_CHANGES)[number];

const NEXT: Record<CourseSessionState, readonly CourseSessionState[]> = {
  planned: ['open', 'cancelled'],
  open: ['held', 'cancelled'],
  held: [],
  cancelled: [],
};
export const nextSessionStates = (from: CourseSessionState): readonly CourseSessionState[] => NEXT[from];
export const canSessionMoveTo = (from: CourseSessionState, to: CourseSessionState): boolean => NEXT[from].includes(to);
/** Date, place and hours may change until the session is over. */
export const canEditSession = (state: CourseSessionState): boolean => state === 'planned' || state === 'open';
/** Who came may be entered while the session runs and afterwards, never before it and never when it was cancelled. */
export const takesAttendance = (state: CourseSessionState): boolean => state === 'open' || state === 'held';
