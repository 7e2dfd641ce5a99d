/* Words of a guidance event, without zod: screens import them. */

/** 指导方式: 上门, 电话, 口头, 线上, 做样板. */
export const GUIDANCE_MODES = ['onsite', 'phone', 'oral', 'online', 'model'] as const;
export type GuidanceMode = (typeof GUIDANCE_MODES)[number];

/** 工作专项. An event has one, so that nothing is counted under two. */
export const GUIDANCE_PROGRAMMES = ['general', 'special_topic', 'retired_staff', 'village', 'transfer'] as const;
export type GuidanceProgramme = (typeof GUIDANCE_PROGRAMMES)[number];

export const GUIDANCE_STATES = ['draft', 'done', 'void'] as const;
export type GuidanceState = (typeof GUIDANCE_STATES)[number];
