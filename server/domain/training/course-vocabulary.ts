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

/** 学习计划的一条: no session yet and its day to come, or past; arranged; held. */
export const PLAN_LINE_STANDINGS = ['waiting', 'overdue', 'arranged', 'held'] as const;
export type PlanLineStanding = (typeof PLAN_LINE_STANDINGS)[number];

/** 系统使用培训. */
export const SYSTEM_STANDINGS = ['trained', 'untrained'] as const;

/** 专项: what figures count apart. */
export const SESSION_PROGRAMMES = ['general', 'special_topic', 'soe_retirees'] as const;
export type SessionProgramme = (typeof SESSION_PROGRAMMES)[number];

/** 岗位: whom a course is for, and by which rule a person's hours are counted. */
export const TRAINEE_POSTS = ['leader', 'full_time', 'part_time', 'project'] as const;
export type TraineePost = (typeof TRAINEE_POSTS)[number];

/** 科目: professional 专业科目, public 公需科目. */
export const KNOWLEDGE_KINDS = ['professional', 'public'] as const;
export type KnowledgeKind = (typeof KNOWLEDGE_KINDS)[number];
/** Sessions say their subject otherwise: archives is the profession, all else is public knowledge. */
export const knowledgeOf = (subjectField: string): KnowledgeKind =>
  subjectField === 'archives' ? 'professional' : 'public';

/** 课件类别. */
export const MATERIAL_KINDS = ['courseware', 'handbook', 'video', 'document'] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];
export const MATERIAL_STATES = ['draft', 'issued', 'withdrawn'] as const;
export type MaterialState = (typeof MATERIAL_STATES)[number];
export const COURSE_STATES = ['open', 'closed'] as const;

/** 签到: in time or late. Who is absent or on leave stands in the enrolment, not in the list of those who came. */
export const ARRIVALS = ['on_time', 'late'] as const;
export type Arrival = (typeof ARRIVALS)[number];
/** From how many minutes after the beginning on somebody is late. */
export const LATE_AFTER_MINUTES = 10;

export const ENROLMENT_STATES = ['enrolled', 'leave', 'withdrawn'] as const;
export type EnrolmentState = (typeof ENROLMENT_STATES)[number];
/** 出勤: what became of an enrolled person. */
export const TURNOUTS = ['place', 'waiting', 'on_time', 'late', 'leave', 'absent', 'withdrawn'] as const;
export type Turnout = (typeof TURNOUTS)[number];

/** 主办层级 of training outside the system. */
export const HOST_LEVELS = ['national', 'province', 'city', 'district', 'other'] as const;
export type HostLevel = (typeof HOST_LEVELS)[number];

/** Where hours come from. */
export const CREDIT_SOURCES = ['session', 'material', 'outside', 'carried'] as const;
export type CreditSource = (typeof CREDIT_SOURCES)[number];
