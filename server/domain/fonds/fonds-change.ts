import { z } from 'zod';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 机构变动 and what it does to the fonds (GB/T 13967-2026): seven rules, each with the fate of either side. */

export type PartyEffect = 'closed' | 'created' | 'continued' | 'reopened' | 'renamed' | 'unchanged';

export interface FondsChangeRule {
  code: string;
  zh: string;
  en: string;
  handlingZh: string;
  handlingEn: string;
  /** What becomes of the fonds on each side. */
  source: PartyEffect;
  target: PartyEffect;
  /** How many fonds the unit must name on the source side at least. */
  sources: number;
  hasTargets: boolean;
}

export const FONDS_CHANGE_RULES = [
  {
    code: 'MERGE_NEW',
    zh: '两个以上单位合并成立新单位',
    en: 'merged into a new unit',
    handlingZh: '原单位各自全宗封闭；新单位新建全宗',
    handlingEn: 'The old fonds are closed; the new unit has a new fonds',
    source: 'closed',
    target: 'created',
    sources: 2,
    hasTargets: true,
  },
  {
    code: 'MERGE_INTO',
    zh: '一单位并入另一单位',
    en: 'merged into an existing unit',
    handlingZh: '被并入单位全宗封闭；并入单位全宗延续',
    handlingEn: 'The fonds that is merged is closed; the other goes on',
    source: 'closed',
    target: 'continued',
    sources: 1,
    hasTargets: true,
  },
  {
    code: 'SPLIT_NEW',
    zh: '从原单位划出职能成立新单位',
    en: 'split off',
    handlingZh: '原全宗延续；新单位新建全宗',
    handlingEn: 'The old fonds goes on; the new unit has a new fonds',
    source: 'continued',
    target: 'created',
    sources: 1,
    hasTargets: true,
  },
  {
    code: 'MAIN_CONTINUE',
    zh: '分立但主体延续',
    en: 'divided, the main body continues',
    handlingZh: '主体沿用原全宗；分出单位新建全宗',
    handlingEn: 'The main body keeps the fonds; what leaves it has a new one',
    source: 'continued',
    target: 'created',
    sources: 1,
    hasTargets: true,
  },
  {
    code: 'RESTORE',
    zh: '撤销后恢复',
    en: 'restored',
    handlingZh: '沿用恢复前的全宗',
    handlingEn: 'The fonds from before is used again',
    source: 'reopened',
    target: 'unchanged',
    sources: 1,
    hasTargets: false,
  },
  {
    code: 'INTERNAL_MOVE',
    zh: '内设机构在单位间划转',
    en: 'an internal department moved',
    handlingZh: '按职能归入接收方全宗，原全宗不变',
    handlingEn: 'New records go to the fonds of the receiver; the old fonds stays as it is',
    source: 'unchanged',
    target: 'unchanged',
    sources: 1,
    hasTargets: true,
  },
  {
    code: 'RENAME',
    zh: '仅更名',
    en: 'renamed',
    handlingZh: '沿用原全宗，名称记演变',
    handlingEn: 'The fonds stays; its names are kept',
    source: 'renamed',
    target: 'unchanged',
    sources: 1,
    hasTargets: false,
  },
] as const satisfies readonly FondsChangeRule[];
export type FondsChangeRuleCode = (typeof FONDS_CHANGE_RULES)[number]['code'];
export const FONDS_CHANGE_RULE_CODES = FONDS_CHANGE_RULES.map((rule) => rule.code) as [
  FondsChangeRuleCode,
  ...FondsChangeRuleCode[],
];

export const fondsChangeRule = (code: string): FondsChangeRule | undefined =>
  FONDS_CHANGE_RULES.find((rule) => rule.code === code);

/** One change as the 全宗单 tells it: when, what, who became whom, by which document. */
export const changeLine = (change: {
  rule: string;
  effectiveOn: string;
  decreeNumber: string | null;
  parties: readonly { side: string; name: string }[];
}): string => {
  const named = (side: 'source' | 'target') =>
    change.parties
      .filter((one) => one.side === side)
      .map((one) => one.name)
      .join('、');
  const [from, to] = [named('source'), named('target')];
  const who = to === '' ? from : `${from} → ${to}`;
  const decree = change.decreeNumber ? `（${change.decreeNumber}）` : '';
  return `${change.effectiveOn} ${fondsChangeRule(change.rule)?.zh ?? change.rule}：${who}${decree}`;
};

const ruleCode = z.enum(FONDS_CHANGE_RULE_CODES);

/** A fonds of the unit, one to be made, or one that is kept elsewhere and known by name. */
const party = z.strictObject({
  fondsId: uuid.optional(),
  name: optionalText(100),
  /** Of a fonds that the change creates: the number that the repository gave, or none yet. */
  number: z
    .string()
    .regex(/^(?:[A-Z][0-9]{3}|[0-9]{1,4})$/)
    .optional(),
  isOfficial: z.boolean().optional(),
});
export type ChangeParty = z.infer<typeof party>;

export const registerChangeInput = z.strictObject({
  rule: ruleCode,
  effectiveOn: z.iso.date(),
  decreeNumber: optionalText(100),
  handover: optionalText(500),
  note: optionalText(1000),
  sources: z.array(party).min(1).max(20),
  targets: z.array(party).max(20).default([]),
  /** Of a renaming: what the fonds is called from that day. */
  newName: text(100).optional(),
});
export type RegisterChangeInput = z.infer<typeof registerChangeInput>;

export const changePartyView = z.object({
  side: z.enum(['source', 'target']),
  fondsId: uuid.nullable(),
  fondsNumber: z.string().nullable(),
  name: z.string(),
  effect: z.enum(['closed', 'created', 'continued', 'reopened', 'renamed', 'unchanged']),
});
export type ChangePartyView = z.infer<typeof changePartyView>;
export const fondsChangeView = z.object({
  id: uuid,
  rule: ruleCode,
  effectiveOn: z.string(),
  decreeNumber: z.string().nullable(),
  handover: z.string().nullable(),
  note: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.string(),
  parties: z.array(changePartyView),
});
export type FondsChangeView = z.infer<typeof fondsChangeView>;
export const fondsChangePage = pageOf(fondsChangeView);
export const listChangesInput = z.strictObject({ ...pageInput, fondsId: uuid.optional() });
export type ListChangesInput = z.infer<typeof listChangesInput>;
