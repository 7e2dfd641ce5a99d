import type { CellRule, StatisticalForm } from './form-schema.ts';

/* What follows from a form and its values, without zod: screens take it along. */

export type { CellRule, FormPart, StatisticalForm } from './form-schema.ts';

export interface FormCell {
  ref: string;
  rule: CellRule;
}

export const refOf = (row: string, column: string): string => `${row}.${column}`;

/** All cells in the order of reading. */
export const cellsOfForm = (form: StatisticalForm): FormCell[] =>
  form.parts.flatMap((part) =>
    part.rows.flatMap((row) =>
      part.columns.flatMap((column) => {
        const rule = row.cells[column.key];
        return rule ? [{ ref: refOf(row.key, column.key), rule }] : [];
      }),
    ),
  );

/** Row and column of a cell in words. */
export const cellName = (form: StatisticalForm, ref: string, language: 'zh' | 'en'): string => {
  const [rowKey = '', columnKey = ''] = ref.split('.');
  for (const part of form.parts) {
    const row = part.rows.find((one) => one.key === rowKey);
    const column = part.columns.find((one) => one.key === columnKey);
    if (row && column)
      return part.columns.length === 1 ? row.title[language] : `${row.title[language]} · ${column.title[language]}`;
  }
  return ref;
};

export type CellValues = Readonly<Record<string, number | null>>;

/** Exact to six digits: 6.4 and 12.8 are 19.2. */
const exact = (amount: number): number => Math.round(amount * 1e6) / 1e6;

const addUp = (refs: readonly string[], values: CellValues): number | null => {
  const known = refs.flatMap((ref) => values[ref] ?? []);
  return known.length === 0 ? null : exact(known.reduce((sum, value) => sum + value, 0));
};

const MOST_ROUNDS = 5;

/** Values of the cells that are sums, sums of sums included; what they add stands in `values`. */
export const withSums = (form: StatisticalForm, values: CellValues): Record<string, number | null> => {
  const all: Record<string, number | null> = { ...values };
  const sums = cellsOfForm(form).flatMap(({ ref, rule }) => (rule.by === 'sum' ? [{ ref, of: rule.of }] : []));
  for (let round = 0; round < MOST_ROUNDS; round += 1) for (const { ref, of } of sums) all[ref] = addUp(of, all);
  return all;
};

/** `missing`: nobody has entered it. `relation`: a balance does not hold. `year_on_year`: far from last year's. */
export const PROBLEM_KINDS = ['missing', 'relation', 'year_on_year'] as const;
export interface FormProblem {
  /** Under which the explanation is kept. */
  key: string;
  kind: (typeof PROBLEM_KINDS)[number];
  ref: string | null;
  left: number | null;
  right: number | null;
}

const isFarFrom = (now: number, before: number): boolean =>
  Math.abs(now - before) >= 10 && Math.abs(now - before) > Math.abs(before) / 2;

/** 审核: what is missing, what does not balance, and what is far from last year's value. */
export const checkForm = (form: StatisticalForm, values: CellValues, lastYear: CellValues): FormProblem[] => {
  const problems: FormProblem[] = [];
  for (const { ref, rule } of cellsOfForm(form)) {
    const now = values[ref] ?? null;
    const before = lastYear[ref] ?? null;
    if (rule.by === 'entered' && now === null)
      problems.push({ key: `missing:${ref}`, kind: 'missing', ref, left: null, right: null });
    if (now !== null && before !== null && isFarFrom(now, before))
      problems.push({ key: `year:${ref}`, kind: 'year_on_year', ref, left: now, right: before });
  }
  for (const check of form.checks) {
    const [left, right] = [addUp(check.left, values), addUp(check.right, values)];
    // What nobody knows contradicts nothing.
    if (left === null || right === null) continue;
    const holds = check.op === 'equal' ? left === right : left <= right;
    if (!holds) problems.push({ key: `relation:${check.key}`, kind: 'relation', ref: null, left, right });
  }
  return problems;
};
