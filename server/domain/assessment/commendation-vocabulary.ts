/* 表彰, 优秀案例: the words, without zod, so that screens may take them along. */

export const HONOUR_LEVELS = ['national', 'province', 'city', 'county', 'township', 'unit'] as const;
export type HonourLevel = (typeof HONOUR_LEVELS)[number];
export const HOLDER_KINDS = ['unit', 'person'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];
export const HONOUR_STATES = ['registered', 'proposed', 'awarded', 'declined', 'revoked'] as const;
export type HonourState = (typeof HONOUR_STATES)[number];

export const CASE_TOPICS = ['informatisation', 'resources', 'use', 'safety', 'grassroots', 'other'] as const;
export type CaseTopic = (typeof CASE_TOPICS)[number];
export const CASE_RESULTS = ['excellent', 'good', 'none'] as const;
export type CaseResult = (typeof CASE_RESULTS)[number];
/** `received`: nobody has judged it yet. */
export const CASE_STANDINGS = ['received', 'judged', 'published'] as const;
export type CaseStanding = (typeof CASE_STANDINGS)[number];
