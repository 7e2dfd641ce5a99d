/**
 * Who may run it over a unit. `archive`, `use`, `training`: the unit, and an inspector under a grant of that class.
 * `papers`: both sides, over the papers that went between the two. `unit`: the unit alone, which sends the result with
 * its self-check.
 */
export type ProbeReach = 'archive' | 'use' | 'training' | 'papers' | 'unit';

/**
 * How rows become a verdict. `share`: of all rows so many percent are without fault (met, mostly, partly). `none`: no
 * row may be at fault. `some`: there must be a row without fault. `sum`: the amounts add up to what the item asks for.
 */
export type ProbeRule =
  | { kind: 'share'; met: number; mostly: number; partly: number }
  | { kind: 'none' }
  | { kind: 'some' }
  | { kind: 'sum' };

export const WHOLE = { kind: 'share', met: 100, mostly: 80, partly: 60 } as const;
export const MOSTLY = { kind: 'share', met: 95, mostly: 80, partly: 60 } as const;
export const NONE = { kind: 'none' } as const;

/** Says nothing under a grant that leaves this category out. `*`: under a grant of some categories only. */
export type NeededCategory = 'WS' | '*' | null;

/** One line of the list of probes. */
export type ProbeLine<Code extends string> = readonly [
  code: Code,
  reach: ProbeReach,
  needsCategory: NeededCategory,
  rule: ProbeRule,
  name: readonly [zh: string, en: string],
  definition: readonly [zh: string, en: string],
];
