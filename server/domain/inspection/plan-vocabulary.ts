/* 年度检查计划 and 名录库: the words, without zod, so that screens may take them along. Labels stand in app/i18n. */

/** 专项检查的专题 */
export const CAMPAIGN_THEMES = ['filing', 'vendor', 'safety', 'secrecy'] as const;
export type CampaignTheme = (typeof CAMPAIGN_THEMES)[number];
export const PLAN_STATES = ['draft', 'submitted', 'returned', 'approved'] as const;
export type PlanState = (typeof PLAN_STATES)[number];
/** The lines of a plan change until a leader has it, and again when it came back. */
export const planIsOpen = (state: PlanState): boolean => state === 'draft' || state === 'returned';

/** 检查对象的风险等级 */
export const RISK_LEVELS = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** 执法人员的专长 */
export const SPECIALITIES = [
  'filing',
  'storage',
  'digital',
  'safety',
  'secrecy',
  'accounting',
  'project',
  'law',
] as const;
export type Speciality = (typeof SPECIALITIES)[number];

/** In what order the inspectors' library is listed and exported. */
export const INSPECTOR_SORTS = ['name', '-name', 'certificate', '-certificate', 'workload', '-workload'] as const;
export type InspectorSort = (typeof INSPECTOR_SORTS)[number];

/** Certificates that end within this time are said beforehand: an exam is sat once or twice a year. */
export const CERTIFICATE_SOON_DAYS = 90;
export const CERTIFICATE_STATES = ['missing', 'expired', 'soon', 'valid'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** By what a draw is stratified. A key of a stratum names them in this order. */
export const STRATUM_FIELDS = ['kind', 'township', 'risk', 'score'] as const;
export type StratumField = (typeof STRATUM_FIELDS)[number];

/** 最近得分 in bands, as inspections are graded. */
export const SCORE_BANDS = ['S90', 'S80', 'S70', 'S60', 'S0'] as const;
export type ScoreBand = (typeof SCORE_BANDS)[number];
const BAND_FLOORS: readonly (readonly [number, ScoreBand])[] = [
  [90, 'S90'],
  [80, 'S80'],
  [70, 'S70'],
  [60, 'S60'],
];
export const scoreBandOf = (score: number): ScoreBand => BAND_FLOORS.find(([floor]) => score >= floor)?.[1] ?? 'S0';

/** What is asked of a draw: a number in all, a number of each stratum, a share of each stratum in per cent. */
export const QUOTA_KINDS = ['total', 'each', 'share'] as const;
export type QuotaKind = (typeof QUOTA_KINDS)[number];
