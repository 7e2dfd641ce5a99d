/* 年度考核, 评级: the words, without zod, so that screens may take them along. */

/** 年度考核, 评级测评. */
export const ASSESSMENT_PURPOSES = ['annual', 'rating'] as const;
export type AssessmentPurpose = (typeof ASSESSMENT_PURPOSES)[number];

export const ROUND_STATES = ['open', 'closed'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** `open`: being filled in and scored. `scored`: the unit has its score. `handed_up`: with the authority above. */
export const SHEET_STATES = ['open', 'scored', 'final', 'excused', 'handed_up'] as const;
export type SheetState = (typeof SHEET_STATES)[number];

/** Where a sheet stands for whoever looks over a round. */
export const SHEET_STANDINGS = ['waiting', 'submitted', 'scored', 'objected', 'final', 'excused'] as const;
export type SheetStanding = (typeof SHEET_STANDINGS)[number];

export interface RatingLevel {
  code: string;
  zh: string;
  en: string;
  /** Percent of the test from which it is proposed; null where the source names none. */
  from: number | null;
}

/** 业务评价, 机关档案室等级, 数字档案室, 数字档案馆, 企业档案工作目标管理. */
export const RATING_KINDS = ['business', 'room_grade', 'digital_room', 'digital_archive', 'enterprise'] as const;
export type RatingKind = (typeof RATING_KINDS)[number];

const level = (code: string, zh: string, en: string, from: number | null = null): RatingLevel => ({
  code,
  zh,
  en,
  from,
});

/** Best first: a better level holds the lesser ones too. */
export const RATING_LEVELS: Readonly<Record<RatingKind, readonly RatingLevel[]>> = {
  business: [level('model', '省示范', 'provincial model'), level('standard', '省规范', 'provincial standard')],
  room_grade: [
    level('grade_1', '省一级', 'provincial grade 1'),
    level('grade_2', '省二级', 'provincial grade 2'),
    level('grade_3', '省三级', 'provincial grade 3'),
  ],
  digital_room: [level('model', '示范', 'model', 90), level('standard', '规范化', 'standard', 80)],
  digital_archive: [
    level('national_model', '全国示范', 'national model', 90),
    level('national', '国家级', 'national', 80),
    level('provincial_5a', '省5A级', 'provincial 5A'),
    level('provincial_4a', '省4A级', 'provincial 4A'),
    level('provincial_3a', '省3A级', 'provincial 3A'),
  ],
  enterprise: [
    level('grade_1', '一级', 'grade 1', 95),
    level('grade_2', '二级', 'grade 2', 85),
    level('grade_3', '三级', 'grade 3', 70),
  ],
};

export const findLevel = (kind: RatingKind, code: string): RatingLevel | undefined =>
  RATING_LEVELS[kind].find((one) => one.code === code);

/** The levels that satisfy a target: the level itself and every better one. */
export const levelsReaching = (kind: RatingKind, code: string): string[] => {
  const at = RATING_LEVELS[kind].findIndex((one) => one.code === code);
  return at < 0 ? [] : RATING_LEVELS[kind].slice(0, at + 1).map((one) => one.code);
};

/** The best level that a score proposes. People decide. */
export const proposedLevel = (kind: RatingKind, percent: number): RatingLevel | null =>
  RATING_LEVELS[kind].find((one) => one.from !== null && percent >= one.from) ?? null;

/** A level is warned of this many days before it runs out. */
export const EXPIRY_WARNING_DAYS = 180;
export const RATING_STANDINGS = ['valid', 'expiring', 'expired', 'withdrawn'] as const;
export type RatingStanding = (typeof RATING_STANDINGS)[number];

export const MOST_ROUND_UNITS = 500;
export const MOST_YEARS = 10;
