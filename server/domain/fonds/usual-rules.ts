import { z } from 'zod';
import { filingYear } from '@/server/domain/archive/archive-item';
import {
  type ClassificationPath,
  classificationPath,
  type SchemeView,
  schemeInForce,
} from '@/server/domain/archive/classification-scheme';
import type { CodeTemplateCode } from '@/server/domain/archive/code-templates';
import { uuid } from '@/server/domain/shared/ids';

/**
 * 常用编号规则: what nearly every office numbers by, set up for a fonds or for all fonds of a unit in one act. Each set
 * holds from its year on, so a unit with old volumes, records of the years between and new ones takes all three.
 */
export const USUAL_SETS = ['legacy', 'by2015', 'by2022'] as const;
export type UsualSet = (typeof USUAL_SETS)[number];

/** From when on each set is usual: the standards' own years, full filing years first. */
export const USUAL_FROM: Readonly<Record<UsualSet, number>> = { legacy: 1949, by2015: 2016, by2022: 2023 };

/** One act writes no more: a repository with more fonds takes them one by one. */
export const MOST_FONDS_AT_ONCE = 200;

export const usualRulesInput = z.strictObject({
  /** All fonds of the unit without it. */
  fondsId: uuid.optional(),
  sets: z
    .array(z.strictObject({ set: z.enum(USUAL_SETS), yearFrom: filingYear }))
    .min(1)
    .max(USUAL_SETS.length)
    .refine((sets) => new Set(sets.map((one) => one.set)).size === sets.length, 'REPEATED')
    .refine((sets) => new Set(sets.map((one) => one.yearFrom)).size === sets.length, 'SAME_YEAR'),
  /** Whether the unit arranges by organisation (机构或问题). */
  byOrganisation: z.boolean(),
});
export type UsualRulesInput = z.infer<typeof usualRulesInput>;

/** stands: the same holds already; own: another rule begins that year; numbered: an older rule numbered later years; closed: the fonds ended before. */
export const USUAL_OUTCOMES = ['new', 'stands', 'own', 'numbered', 'closed'] as const;
export type UsualOutcome = (typeof USUAL_OUTCOMES)[number];

export const usualRule = z.object({
  fondsId: uuid,
  fondsNumber: z.string(),
  categoryCode: z.string(),
  templateCode: z.string(),
  path: classificationPath,
  yearFrom: z.number().int(),
  outcome: z.enum(USUAL_OUTCOMES),
});
export type UsualRule = z.infer<typeof usualRule>;
export const usualRulesView = z.object({ rules: z.array(usualRule), fonds: z.number().int() });
export type UsualRulesView = z.infer<typeof usualRulesView>;

const STANDARD: Readonly<Record<string, CodeTemplateCode>> = {
  KU: 'DAT13_ACC',
  KJ: 'DAT13_PROJECT',
  ZP: 'DAT13_PHOTO',
  RS: 'DAT13_PERSON',
  ZY: 'DAT13_ITEM_SUB',
};
/** Kept in volumes when catalogues had numbers of their own. */
const IN_CATALOGUES = ['WS', 'KJ', 'KU', 'ZY', 'ZP'];

/** The template of a set for a category; undefined where the set has none. */
export function usualTemplate(set: UsualSet, category: string, byOrganisation: boolean): CodeTemplateCode | undefined {
  if (set === 'legacy') return IN_CATALOGUES.includes(category) ? 'LEGACY_4SEG' : undefined;
  const standard = STANDARD[category];
  if (standard) return standard;
  // The structure of 2015 was made for 归档文件 and always names the organisation.
  if (set === 'by2015' && category === 'WS') return 'DAT22_2015';
  return byOrganisation && category === 'WS' ? 'DAT13_ITEM_ORG' : 'DAT13_ITEM';
}

interface Circumstances {
  fonds: readonly { id: string; number: string; closedOn: string | null }[];
  /** First levels that the unit uses. */
  categories: readonly string[];
  schemes: readonly Pick<SchemeView, 'fondsId' | 'categoryCode' | 'templateCode' | 'path' | 'yearFrom'>[];
}
type Known = Circumstances['schemes'][number];

const outcomeOf = (
  rule: Omit<UsualRule, 'outcome'>,
  known: readonly Known[],
  closedOn: string | null,
): UsualOutcome => {
  if (closedOn !== null && Number(closedOn.slice(0, 4)) < rule.yearFrom) return 'closed';
  const inForce = schemeInForce(known, rule.categoryCode, rule.yearFrom);
  if (inForce?.templateCode === rule.templateCode && inForce.path === rule.path) return 'stands';
  return inForce?.yearFrom === rule.yearFrom ? 'own' : 'new';
};

/** What the act would do, rule by rule. Rules that stand are never changed by it. */
export function planUsualRules(input: UsualRulesInput, { fonds, categories, schemes }: Circumstances): UsualRule[] {
  const path: ClassificationPath = input.byOrganisation ? 'Y_R_O' : 'Y_R';
  const sets = [...input.sets].sort((left, right) => left.yearFrom - right.yearFrom);
  return fonds.flatMap((one) =>
    categories.flatMap((categoryCode) => {
      const known = schemes.filter((scheme) => scheme.fondsId === one.id && scheme.categoryCode === categoryCode);
      const planned: UsualRule[] = [];
      for (const { set, yearFrom } of sets) {
        const templateCode = usualTemplate(set, categoryCode, input.byOrganisation);
        if (!templateCode) continue;
        const rule = { fondsId: one.id, fondsNumber: one.number, categoryCode, templateCode, path, yearFrom };
        // What an earlier set brings counts as standing for a later one that says the same.
        const before = [...known, ...planned.filter((earlier) => earlier.outcome === 'new')];
        planned.push({ ...rule, outcome: outcomeOf(rule, before, one.closedOn) });
      }
      return planned;
    }),
  );
}
