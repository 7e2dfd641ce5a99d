import { z } from 'zod';
import { type ChecklistItem, isBuiltIn } from './checklist.ts';
import { RISKS, SCORING_METHODS } from './checklist-vocabulary.ts';

/**
 * 评分办法 as data. Places differ widely, so that nothing of it is a rule of ours: how grades are reached, which items
 * keep the whole from a grade, how risk adds up.
 */
const gradeCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,19}$/);
export const grade = z.strictObject({
  code: gradeCode,
  zh: z.string().trim().min(1).max(20),
  en: z.string().trim().min(1).max(40),
  /** Percent from which it is reached. Null where risk decides. */
  atLeast: z.number().min(0).max(100).nullable(),
});
export type Grade = z.infer<typeof grade>;

const itemCode = z.string().min(1).max(20);

export const scoringProfile = z.strictObject({
  method: z.enum(SCORING_METHODS),
  /** From this share of its points an item conforms. */
  conformingFrom: z.number().min(0).max(1).default(0.8),
  /** An item is 不符 for a veto below this share of its points. */
  vetoBelow: z.number().min(0).max(1).default(0.5),
  /** Best first. */
  grades: z.array(grade).min(2).max(8),
  /** 一票否决: when all of these items are not met, the grade is no better than the one named. */
  vetoes: z
    .array(z.strictObject({ allOf: z.array(itemCode).min(1).max(10), notAbove: gradeCode }))
    .max(100)
    .default([]),
  /** 风险等级: so many unmet items of a risk give this grade; the first that holds decides, else the best grade. */
  riskRules: z
    .array(z.strictObject({ risk: z.enum(RISKS), atLeast: z.number().int().min(1).max(500), grade: gradeCode }))
    .max(20)
    .default([]),
  /** 风险升级: an item judged by a sample whose faults are more than so many counts with a higher risk. */
  raises: z
    .array(z.strictObject({ item: itemCode, faultsOver: z.number().int().min(0).max(10_000), to: z.enum(RISKS) }))
    .max(50)
    .default([]),
  /** A section below its pass mark keeps the whole at this grade. */
  failedSectionNotAbove: gradeCode.nullable().default(null),
  /** 未报自查: without a self-check the grade is no better than this one. */
  withoutSelfCheckNotAbove: gradeCode.nullable().default(null),
});
export type ScoringProfile = z.infer<typeof scoringProfile>;

const ANNUAL_GRADES: Grade[] = [
  { code: 'EXCELLENT', zh: '优秀', en: 'excellent', atLeast: 85 },
  { code: 'GOOD', zh: '良好', en: 'good', atLeast: 70 },
  { code: 'PASS', zh: '合格', en: 'pass', atLeast: 60 },
  { code: 'FAIL', zh: '不合格', en: 'fail', atLeast: 0 },
];

/** 年度考核 60/70/85. */
export const POINTS_PROFILE: ScoringProfile = scoringProfile.parse({ method: 'points', grades: ANNUAL_GRADES });

/** 符合项比例: 80/70/60, and without a self-check not passed (档案检查工作办法). */
export const SHARE_PROFILE: ScoringProfile = scoringProfile.parse({
  method: 'share',
  vetoBelow: 0.8,
  grades: ANNUAL_GRADES.map((one, at) => ({ ...one, atLeast: [80, 70, 60, 0][at] ?? 0 })),
  withoutSelfCheckNotAbove: 'FAIL',
});

/** 风险等级: one high risk fails, three medium ones order a rectification. */
export const RISK_PROFILE: ScoringProfile = scoringProfile.parse({
  method: 'risk',
  grades: [
    { code: 'PASS', zh: '合格', en: 'pass', atLeast: null },
    { code: 'RECTIFY', zh: '限期整改', en: 'to be rectified', atLeast: null },
    { code: 'FAIL', zh: '不合格', en: 'fail', atLeast: null },
  ],
  riskRules: [
    { risk: 'HIGH', atLeast: 1, grade: 'FAIL' },
    { risk: 'MEDIUM', atLeast: 3, grade: 'RECTIFY' },
  ],
});

/** 村级: the eighth item, when more than two of its kinds of records are missing, goes from medium to high. */
const VILLAGE_PROFILE: ScoringProfile = scoringProfile.parse({
  ...RISK_PROFILE,
  raises: [{ item: 'V8', faultsOver: 2, to: 'HIGH' }],
});

export const PROFILE_PRESETS = { points: POINTS_PROFILE, share: SHARE_PROFILE, risk: RISK_PROFILE } as const;

/** What a list is scored by when it names nothing: by risk where its items carry risks, else by points. */
export const defaultProfile = (items: readonly ChecklistItem[]): ScoringProfile => {
  if (items.length === 0 || items.some((item) => item.risk === null)) return POINTS_PROFILE;
  return items.some((item) => item.code === 'V8' && item.type === 'sample') ? VILLAGE_PROFILE : RISK_PROFILE;
};

/** A profile as it is stored, or the default of the list. */
export const profileOf = (stored: unknown, items: readonly ChecklistItem[]): ScoringProfile =>
  stored === null || stored === undefined ? defaultProfile(items) : scoringProfile.parse(stored);

const splitWith = (text: string, separators: RegExp): string[] =>
  text
    .split(separators)
    .map((part) => part.trim())
    .filter(Boolean);

/**
 * 一票否决 as a bureau writes it, a line a rule: `7`, `23 和 61/62` (23 together with 61 or with 62). Answers the groups
 * of items that veto when all of a group are not met.
 */
export const parseVetoLines = (typed: string): string[][] =>
  splitWith(typed.normalize('NFKC'), /[\n;；]/u).flatMap((line) => {
    const parts = splitWith(line, /\s*(?:和|与|且|\+|&)\s*/u).map((part) => splitWith(part, /[/|、,或\s]+/u));
    // A line of alternatives alone is as many rules.
    return parts.reduce<string[][]>(
      (groups, choices) => groups.flatMap((group) => choices.map((choice) => [...group, choice])),
      [[]],
    );
  });

const RISK_OF: Readonly<Record<string, ScoringProfile['raises'][number]['to']>> = {
  高: 'HIGH',
  中: 'MEDIUM',
  低: 'LOW',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
};
const RISK_WORD = { HIGH: '高', MEDIUM: '中', LOW: '低' } as const;
const RAISE = /^(\S{1,20})\s*(?:缺|错|超过|>|over)*\s*(\d{1,5})\s*(?:为|is|→)?\s*(高|中|低|high|medium|low)$/iu;

/** 风险升级 as a bureau writes it, a line a rule: `V8 超过 2 为 高`. What is no rule is left out. */
export const parseRaiseLines = (typed: string): ScoringProfile['raises'] =>
  splitWith(typed.normalize('NFKC'), /[\n;；]/u).flatMap((line) => {
    const [, item, faults, word] = RAISE.exec(line) ?? [];
    const to = word === undefined ? undefined : RISK_OF[word.toLowerCase()];
    return item && faults && to ? [{ item, faultsOver: Number(faults), to }] : [];
  });
export const raiseLines = (profile: ScoringProfile): string =>
  profile.raises.map(({ item, faultsOver, to }) => `${item} 超过 ${faultsOver} 为 ${RISK_WORD[to]}`).join('\n');

/** Back into lines, one rule each. */
export const vetoLines = (profile: ScoringProfile): string =>
  profile.vetoes.map((veto) => veto.allOf.join(' 和 ')).join('\n');

export const isOwnList = (code: string): boolean => !isBuiltIn(code);
