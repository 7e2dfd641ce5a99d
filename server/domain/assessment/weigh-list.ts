import type { FrozenList } from '@/server/domain/inspection/checklist-review';

/* 权重: what a section is worth is said by the year's scheme, not by the list, so that a list serves several years. */

export interface SectionWeight {
  section: string;
  percent: number;
}

export const WEIGHT_PROBLEMS = ['NOT_POINTS', 'SUM_NOT_100', 'SECTIONS_DIFFER', 'ITEM_WITHOUT_SECTION'] as const;
export type WeightProblem = (typeof WEIGHT_PROBLEMS)[number];

type Weighed = Pick<FrozenList, 'items' | 'profile'>;

const WHOLE = 100;
const CENT = 100;
const cents = (value: number): number => Math.round(value * CENT) / CENT;

const scored = (list: Weighed, section: string) =>
  list.items.filter((item) => item.section === section && (item.score ?? 0) > 0);

/** What keeps these weights from being laid over this list; none when there are no weights. */
export const problemsOfWeights = (list: Weighed, weights: readonly SectionWeight[]): WeightProblem[] => {
  if (weights.length === 0) return [];
  if (list.profile.method !== 'points') return ['NOT_POINTS'];
  const found: WeightProblem[] = [];
  if (cents(weights.reduce((sum, one) => sum + one.percent, 0)) !== WHOLE) found.push('SUM_NOT_100');
  const worth = list.items.filter((item) => (item.score ?? 0) > 0);
  if (worth.some((item) => item.section === '')) found.push('ITEM_WITHOUT_SECTION');
  const sections = new Set(worth.map((item) => item.section).filter((section) => section !== ''));
  const named = new Set(weights.map((one) => one.section));
  if (named.size !== weights.length || named.size !== sections.size || [...named].some((name) => !sections.has(name)))
    found.push('SECTIONS_DIFFER');
  return found;
};

/**
 * The list with its points scaled so that each section is worth its weight, to the hundredth of a point; what rounding
 * leaves over goes to the section's last item. Deductions scale along.
 */
export const weighList = <List extends Weighed>(list: List, weights: readonly SectionWeight[]): List => {
  if (weights.length === 0) return list;
  const scores = new Map<string, number>();
  const factors = new Map<string, number>();
  for (const { section, percent } of weights) {
    const own = scored(list, section);
    const sum = own.reduce((total, item) => total + (item.score ?? 0), 0);
    if (sum === 0) continue;
    const factor = percent / sum;
    factors.set(section, factor);
    let left = percent;
    for (const [at, item] of own.entries()) {
      const share = at === own.length - 1 ? cents(left) : cents((item.score ?? 0) * factor);
      scores.set(item.code, share);
      left -= share;
    }
  }
  const items = list.items.map((item) => {
    const factor = factors.get(item.section);
    const deductEach = item.deductEach === null || factor === undefined ? item.deductEach : item.deductEach * factor;
    return { ...item, score: scores.get(item.code) ?? item.score, deductEach };
  });
  return { ...list, items };
};

/** What each section of a list is worth in percent, as it stands. */
export const sharesOf = (list: Weighed): SectionWeight[] => {
  const total = list.items.reduce((sum, item) => sum + (item.score ?? 0), 0);
  const names = [...new Set(list.items.map((item) => item.section))];
  return total === 0
    ? []
    : names.map((section) => ({
        section,
        percent: cents(
          (list.items.reduce((sum, item) => sum + (item.section === section ? (item.score ?? 0) : 0), 0) * WHOLE) /
            total,
        ),
      }));
};
