/* 检查表, 评分, 自查, 自动核查: the words, without zod, so that screens may take them along. */

/** 检查项类型. `yesno`: 是／否／不适用. `rating`: four steps. `count`: how many. `sample`: of how many. `score`: points. */
export const ITEM_TYPES = ['yesno', 'rating', 'count', 'sample', 'score'] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

/** 符合, 基本符合, 部分符合, 不符合, 不适用. */
export const VERDICTS = ['met', 'mostly', 'partly', 'unmet', 'na'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The share of its points that a judged item brings: 1, 0.8, 0.5 or nothing. */
export const RATING_OF: Readonly<Record<Exclude<Verdict, 'na'>, number>> = {
  met: 1,
  mostly: 0.8,
  partly: 0.5,
  unmet: 0,
};

export const verdictsOf = (type: ItemType): readonly Verdict[] =>
  type === 'yesno' ? ['met', 'unmet', 'na'] : type === 'rating' ? VERDICTS : ['na'];

export const RISKS = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Risk = (typeof RISKS)[number];

/** A draft is written; a published version is frozen for ever; a withdrawn one is chosen no more. */
export const CHECKLIST_STATES = ['draft', 'published', 'withdrawn'] as const;
export type ChecklistState = (typeof CHECKLIST_STATES)[number];

/** 计分, 符合项比例, 风险等级. */
export const SCORING_METHODS = ['points', 'share', 'risk'] as const;
export type ScoringMethod = (typeof SCORING_METHODS)[number];

export const MOST_ITEMS = 500;
export const MOST_SECTIONS = 50;

/** A list of the bureau's own has this before its id. */
export const OWN_LIST_PREFIX = 'own_';

/** 抽样比对 of one record. */
export const SAMPLE_VERDICTS = ['fits', 'differs', 'absent'] as const;
export type SampleVerdict = (typeof SAMPLE_VERDICTS)[number];
export const MOST_SAMPLED = 200;
/** A larger pool is narrowed by year or category first: the whole pool is kept, so that anybody can repeat the draw. */
export const MOST_IN_POOL = 50_000;

export const SELF_CHECK_STATES = ['draft', 'submitted'] as const;
export type SelfCheckState = (typeof SELF_CHECK_STATES)[number];
