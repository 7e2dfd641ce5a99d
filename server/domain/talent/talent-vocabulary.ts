/* 人才推荐: the words, without zod, so that screens may take them along. */

/** 档案专家, 工匠型人才, 青年业务骨干, 最美档案人, 其他. */
export const TALENT_SCHEMES = ['expert', 'craftsman', 'youth', 'model', 'other'] as const;
export type TalentScheme = (typeof TALENT_SCHEMES)[number];
/** `received`: nobody has decided yet; `voting`: the units are asked; `counted`: they were, and it is to be decided. */
export const TALENT_STANDINGS = ['received', 'voting', 'counted', 'selected', 'declined'] as const;
export type TalentStanding = (typeof TALENT_STANDINGS)[number];
export const TALENT_RESULTS = ['selected', 'declined'] as const;
export type TalentResult = (typeof TALENT_RESULTS)[number];

/** Fields of the register of experts (`registers/expert.ts`). */
export const EXPERT_FIELDS = ['management', 'law', 'digital', 'conservation', 'research', 'project'] as const;
export type ExpertField = (typeof EXPERT_FIELDS)[number];

export const FEWEST_CANDIDATES = 2;
export const MOST_CANDIDATES = 10;
/** So many experts at most are on a panel. */
export const MOST_DRAWN_EXPERTS = 50;
/** 应邀, 不能参加. */
export const INVITATION_ANSWERS = ['accepted', 'declined'] as const;
export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number];
/** The draw of experts, apart from other draws of one seed (`domain/inspection/draw.ts`). */
export const EXPERT_LABEL = 'expert';

/** 成长轨迹: entered a contest, was nominated, was decided on, is in a pool. */
export const TALENT_EVENTS = ['contest', 'nominated', 'decided', 'pool'] as const;
export type TalentEvent = (typeof TALENT_EVENTS)[number];
/** How far a person has come, the furthest last. */
export const TALENT_STAGES = ['contest', 'nominated', 'pool'] as const;
export type TalentStage = (typeof TALENT_STAGES)[number];
