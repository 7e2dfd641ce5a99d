/* 督办, 回头看, 公示: the words and rules, without zod, so that screens may take them along. */

/** 督办级别: the inspectors, the leader, the people's congress (人大“一年四问”). */
export const ESCALATION_LEVELS = ['inspector', 'leader', 'npc_question'] as const;
export type EscalationLevel = (typeof ESCALATION_LEVELS)[number];

/** How many working days a finding stays late before the leader is told. */
export const LEADER_AFTER_WORKING_DAYS = 5;

export const LOOK_BACK_OUTCOMES = ['closed', 'reopened'] as const;
export type LookBackOutcome = (typeof LOOK_BACK_OUTCOMES)[number];

/** 公示: hours after the end of an inspection. */
export const PUBLISH_HOURS = 24;
