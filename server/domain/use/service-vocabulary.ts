/* Words of 政务服务事项, without zod: screens import them. */

export const MOST_STEPS = 12;

/** 已受理, 办理中, 已办结, 不予提供, 申请人未到: the states that the government counter shows. */
export const CASE_STATES = ['accepted', 'processing', 'done', 'refused', 'absent'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** 按时, 超时, 在办. */
export const CASE_TIMES = ['in_time', 'late', 'open'] as const;
export type CaseTime = (typeof CASE_TIMES)[number];
