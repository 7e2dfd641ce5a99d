/* Words of the register of visits, without zod: screens import them. */

/** 利用方式. Only a reader who came in person is 接待; the others are shown apart. */
export const VISIT_CHANNELS = ['onsite', 'phone', 'online', 'cross', 'agent'] as const;
export type VisitChannel = (typeof VISIT_CHANNELS)[number];

/** 利用目的. */
export const VISIT_PURPOSES = ['proof', 'work', 'research', 'compilation', 'other'] as const;
export type VisitPurpose = (typeof VISIT_PURPOSES)[number];

/** 查档结果. */
export const VISIT_RESULTS = ['found', 'partly', 'not_found'] as const;
export type VisitResult = (typeof VISIT_RESULTS)[number];

export const VISIT_STATES = ['open', 'served', 'void'] as const;
export type VisitState = (typeof VISIT_STATES)[number];
