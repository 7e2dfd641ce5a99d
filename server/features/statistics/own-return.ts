import type { TenantDb } from '@/db/client';
import {
  listOwnSubmissions,
  listReturnDrafts,
  type ReturnDraftRow,
  type StatisticsDocumentRow,
  type SubmissionRow,
} from '@/db/queries/statistics/statistics.queries';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import {
  type CellValues,
  cellsOfForm,
  checkForm,
  type FormProblem,
  type StatisticalForm,
  withSums,
} from '@/server/domain/statistics/form';
import type { CellView, ProblemView } from '@/server/domain/statistics/statistics';
import { type FigureOwner, figurePeriod } from '@/server/features/figure';
import { computeCode, type IndicatorAmount } from './compute-indicator.ts';
import { type OwedForm, requireOwedForm } from './require-form.ts';

type Said = Readonly<Record<string, string>>;
export const enteredOf = (draft: ReturnDraftRow | undefined): CellValues => (draft?.entered ?? {}) as CellValues;
export const explanationsOf = (draft: ReturnDraftRow | undefined): Said => (draft?.explanations ?? {}) as Said;

const wholeYear = (year: number): FigurePeriodView => ({ year, from: `${year}-01-01`, to: `${year}-12-31` });

/** Values of all computed cells, one question for each indicator however many cells show it. */
const computeCells = async (
  tdb: TenantDb,
  owner: FigureOwner,
  form: StatisticalForm,
  period: FigurePeriodView,
): Promise<Map<string, IndicatorAmount>> => {
  const known = new Map<string, IndicatorAmount>();
  const byRef = new Map<string, IndicatorAmount>();
  for (const { ref, rule } of cellsOfForm(form)) {
    if (rule.by !== 'indicator') continue;
    const name = `${rule.code}@${rule.yearsBack ?? 0}`;
    const days = rule.yearsBack ? wholeYear(period.year - 1) : period;
    const amount = known.get(name) ?? (await computeCode(tdb, owner, rule.code, days));
    known.set(name, amount);
    byRef.set(ref, amount);
  }
  return byRef;
};

export interface FilledReturn extends OwedForm {
  documents: StatisticsDocumentRow[];
  submissions: SubmissionRow[];
  draft: ReturnDraftRow | undefined;
  period: FigurePeriodView;
  values: Record<string, number | null>;
  lastYear: CellValues;
  cells: CellView[];
  problems: FormProblem[];
}

/** A form as it stands now: computed from live records, with what was entered, its sums, last year and its checks. */
export const fillReturn = async (
  tdb: TenantDb,
  owner: FigureOwner,
  input: { year: number; formKey: string },
): Promise<FilledReturn> => {
  const { form, issuer, documents } = await requireOwedForm(tdb, owner, input);
  const period = await figurePeriod(tdb, { year: input.year });
  const draft = (await listReturnDrafts(tdb, owner.tenantId, input.year)).find((row) => row.formKey === form.key);
  const ofForm = (rows: readonly SubmissionRow[]) => rows.filter((row) => row.formKey === form.key);
  const submissions = ofForm(await listOwnSubmissions(tdb, owner.tenantId, input.year));
  const before = ofForm(await listOwnSubmissions(tdb, owner.tenantId, input.year - 1)).find(
    (row) => row.basis === 'own',
  );
  const lastYear = (before?.cells ?? {}) as CellValues;
  const computed = await computeCells(tdb, owner, form, period);
  const entered = enteredOf(draft);
  const given: Record<string, number | null> = {};
  for (const { ref, rule } of cellsOfForm(form))
    given[ref] = rule.by === 'indicator' ? (computed.get(ref)?.value ?? null) : (entered[ref] ?? null);
  const values = withSums(form, given);
  const cells = cellsOfForm(form).map(({ ref, rule }): CellView => {
    const value = values[ref] ?? null;
    const empty = value === null ? 'empty' : 'entered';
    const state = rule.by === 'sum' ? 'sum' : rule.by === 'entered' ? empty : (computed.get(ref)?.state ?? 'no_entry');
    const code = rule.by === 'indicator' ? rule.code : null;
    return { ref, value, state, code, lastYear: lastYear[ref] ?? null };
  });
  const problems = checkForm(form, values, lastYear);
  return { form, issuer, documents, submissions, draft, period, values, lastYear, cells, problems };
};

export const explained = (problems: readonly FormProblem[], said: Said): ProblemView[] =>
  problems.map((problem) => ({ ...problem, explanation: said[problem.key] ?? null }));
