/* 工作情况上报: the words, without zod, so that screens may take them along. Labels stand in app/i18n. */

export const WORK_STATE_TOPICS = ['checks', 'safety'] as const;
export type WorkStateTopic = (typeof WORK_STATE_TOPICS)[number];

/** 布置给谁: those that have not reported, or all. */
export const CALL_TARGETS = ['missing', 'all'] as const;

/** What is not as it should be in an archives, the worst first. */
export const SAFETY_CONCERNS = [
  'incidentOpen',
  'hazardOverdue',
  'noPlan',
  'planReviewDue',
  'noDrill',
  'drillOverdue',
  'roomUncovered',
  'climateBeyond',
] as const;
export type SafetyConcern = (typeof SAFETY_CONCERNS)[number];

/** Older than this, what was reported is said to be old. */
export const STALE_DAYS = 95;
