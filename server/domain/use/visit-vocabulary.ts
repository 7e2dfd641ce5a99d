/* Words of the register of visits, without zod: screens import them. */

/** 利用方式. Only a reader who came in person is 接待; the others are shown apart. */
export const VISIT_CHANNELS = ['onsite', 'phone', 'letter', 'online', 'cross', 'agent'] as const;
export type VisitChannel = (typeof VISIT_CHANNELS)[number];

/** 利用目的. */
export const VISIT_PURPOSES = ['proof', 'work', 'research', 'compilation', 'other'] as const;
export type VisitPurpose = (typeof VISIT_PURPOSES)[number];

/** 查档结果. */
export const VISIT_RESULTS = ['found', 'partly', 'not_found'] as const;
export type VisitResult = (typeof VISIT_RESULTS)[number];

export const VISIT_STATES = ['open', 'served', 'void'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/** 利用者类别: one's own office, another office on business, a citizen. */
export const VISITOR_KINDS = ['internal', 'unit', 'citizen'] as const;
export type VisitorKind = (typeof VISITOR_KINDS)[number];

export const AGE_GROUPS = ['under_18', 'from_18', 'from_35', 'from_60'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** 证件. */
export const ID_KINDS = ['id_card', 'passport', 'permit', 'work_card', 'letter', 'other'] as const;
export type IdKind = (typeof ID_KINDS)[number];

/** 服务方式: what was done for the reader. An answer is one by telephone, letter or net. */
export const VISIT_SERVICES = ['reading', 'lending', 'copying', 'certificate', 'answer'] as const;
export type VisitService = (typeof VISIT_SERVICES)[number];

/** 卷, 件, and 资料, which is no archive. */
export const RETRIEVAL_UNITS = ['volume', 'piece', 'material'] as const;
export type RetrievalUnit = (typeof RETRIEVAL_UNITS)[number];
export const LINE_STATES = ['delivered', 'refused', 'void'] as const;

/** 提供利用的依据. The last two refuse. */
export const USE_BASES = [
  'open_records',
  'own_work',
  'consent',
  'listed_person',
  'not_catalogued',
  'closed_until',
  'not_listed',
] as const;
export type UseBasis = (typeof USE_BASES)[number];

/** 未查到的需求: new, taken up by those who collect, or not to be had. */
export const SOUGHT_STATES = ['open', 'collect', 'dismissed'] as const;
export type SoughtState = (typeof SOUGHT_STATES)[number];

/** 借阅. */
export const LOAN_STATES = ['requested', 'approved', 'refused', 'lent', 'returned', 'lost'] as const;
export type LoanState = (typeof LOAN_STATES)[number];
export const RETURN_CONDITIONS = ['good', 'damaged', 'incomplete', 'lost'] as const;
export type ReturnCondition = (typeof RETURN_CONDITIONS)[number];

/** 利用效果: 凭证, 节约, 决策, 维权, 研究, 社会效益. */
export const EFFECT_KINDS = ['evidence', 'saving', 'decision', 'rights', 'research', 'social'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

/** 审批: everybody who borrows, or only those who are not of the office. */
export const APPROVAL_RULES = ['all', 'outsiders'] as const;
