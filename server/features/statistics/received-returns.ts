import type { TenantDb } from '@/db/client';
import {
  findLastReceivedYear,
  listOwnSubmissions,
  listReceivedSubmissions,
  listSentStatisticsDocuments,
  type StatisticsDocumentRow,
  type SubmissionRow,
} from '@/db/queries/statistics/statistics.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { isCounted } from '@/server/domain/figure/reporting';
import { AppError } from '@/server/domain/shared/app-error';
import { outliersAmong } from '@/server/domain/shared/outliers';
import {
  type CellValues,
  cellsOfForm,
  checkForm,
  type StatisticalForm,
  withSums,
} from '@/server/domain/statistics/form';
import { indicatorOf, isIndicatorCode } from '@/server/domain/statistics/indicators';
import { isAlwaysOwed } from '@/server/domain/statistics/national-forms';
import {
  type ConsolidatedView,
  type FormRefInput,
  problemView,
  type ReceivedFormView,
  type ReceivedReturnView,
  type UnitReturnView,
} from '@/server/domain/statistics/statistics';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { figurePeriod } from '@/server/features/figure';
import type { TenantScope } from '@/server/tenancy/scope';
import { issuedForms, requireIssuedForm } from './require-form.ts';
import { isBehind, standingOf } from './standing.ts';

interface UnitBelow {
  tenantId: number;
  name: string;
  kind: TenantKind;
}

/** The year that is being looked at: the last of which units have handed anything up, null before the first did. */
export const findReceivedYear = (tdb: TenantDb, scope: TenantScope): Promise<number | null> =>
  findLastReceivedYear(tdb, scope.tenantId);

/** Units directly below on the day of the return, whatever the tree is today. */
export const unitsBelow = async (tdb: TenantDb, tenantId: number, year: number | null): Promise<UnitBelow[]> => {
  const on = year === null ? null : (await figurePeriod(tdb, { year })).to;
  return (await listKnownTenants(tdb, on))
    .filter((tenant) => tenant.depth === 1 && tenant.parentTenantId === tenantId)
    .map(({ tenantId: id, name, kind }) => ({ tenantId: id, name, kind: kind as TenantKind }));
};

const unitView = (
  unit: { tenantId: number; name: string; kind: TenantKind | null },
  submission: SubmissionRow | undefined,
  documents: readonly StatisticsDocumentRow[],
): UnitReturnView => {
  const said = documents.filter((document) => document.unitTenantId === unit.tenantId);
  const call = said.find((document) => document.kind === 'statistics_call');
  const open = submission ? problemView.array().parse(submission.problems) : [];
  return {
    ...unit,
    ...standingOf(submission, said),
    basis: submission?.basis ?? 'own',
    dueOn: call?.dueOn ?? null,
    isLate: isBehind(call, submission),
    submittedAt: submission?.submittedAt ?? null,
    problems: open.length,
  };
};

interface Received {
  units: UnitReturnView[];
  /** What stands: handed up, not sent back. */
  counted: SubmissionRow[];
}

/** Who owes the form and how each stands; what was handed up without owing stays to be seen. */
const receivedOf = (
  form: StatisticalForm,
  below: readonly UnitBelow[],
  submissions: readonly SubmissionRow[],
  documents: readonly StatisticsDocumentRow[],
): Received => {
  const rows = submissions.filter((row) => row.formKey === form.key);
  const said = documents.filter((document) => document.formKey === form.key);
  const called = new Set(said.map((document) => document.unitTenantId));
  const isOwed = form.key.startsWith('DJ') && isAlwaysOwed(form.key);
  const owing = below.filter((unit) => form.fillers.includes(unit.kind) && (isOwed || called.has(unit.tenantId)));
  const views = owing.flatMap((unit) => {
    const own = rows.filter((row) => row.unitTenantId === unit.tenantId);
    return own.length === 0 ? [unitView(unit, undefined, said)] : own.map((row) => unitView(unit, row, said));
  });
  const known = new Set(owing.map((unit) => unit.tenantId));
  const others = rows
    .filter((row) => !known.has(row.unitTenantId))
    .map((row) => {
      const kind = below.find((unit) => unit.tenantId === row.unitTenantId)?.kind ?? null;
      return unitView({ tenantId: row.unitTenantId, name: row.unitName, kind }, row, said);
    });
  const units = [...views, ...others];
  const standing = new Set(
    units.filter((unit) => isCounted(unit.state)).map((unit) => `${unit.tenantId} ${unit.basis}`),
  );
  return { units, counted: rows.filter((row) => standing.has(`${row.unitTenantId} ${row.basis}`)) };
};

/** The forms that units hand up, with how many have. */
export const listReceivedForms = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<ReceivedFormView[]> => {
  const below = await unitsBelow(tdb, scope.tenantId, input.year);
  const submissions = await listReceivedSubmissions(tdb, { tenantId: scope.tenantId, year: input.year });
  const documents = await listSentStatisticsDocuments(tdb, scope.tenantId, input.year);
  return (await issuedForms(tdb, scope.tenantId)).flatMap(({ form, isOwn, state }) => {
    const { units } = receivedOf(form, below, submissions, documents);
    const concerns = isOwn ? state !== 'retired' : below.some((unit) => form.fillers.includes(unit.kind));
    if (!concerns && units.length === 0) return [];
    return [
      {
        formKey: form.key,
        name: form.name,
        isOwn,
        owed: new Set(units.map((unit) => unit.tenantId)).size,
        handedUp: new Set(units.filter((unit) => isCounted(unit.state)).map((unit) => unit.tenantId)).size,
        accepted: units.filter((unit) => unit.state === 'accepted').length,
      },
    ];
  });
};

/** Shares do not add up, and neither does what one record states. */
const addsUp = (rule: ReturnType<typeof cellsOfForm>[number]['rule']): boolean =>
  rule.by !== 'indicator' || !isIndicatorCode(rule.code) || indicatorOf(rule.code).aggregate !== 'ratio';

const exact = (amount: number): number => Math.round(amount * 1e6) / 1e6;

/** The sum of what stands, cell by cell; sums are added anew, shares are left out. */
export const addSubmissions = (form: StatisticalForm, rows: readonly { cells: unknown }[]) => {
  const sums: Record<string, number | null> = {};
  const counts: Record<string, number> = {};
  for (const { ref, rule } of cellsOfForm(form)) {
    const values = rows.flatMap((row) => (row.cells as CellValues)[ref] ?? []);
    counts[ref] = values.length;
    sums[ref] = values.length === 0 || !addsUp(rule) ? null : exact(values.reduce((sum, value) => sum + value, 0));
  }
  return { values: withSums(form, sums), counts };
};

export interface Consolidated extends Received {
  form: StatisticalForm;
  values: Record<string, number | null>;
  counts: Record<string, number>;
}

/** Adds up what was handed up to the tenant of one form. Never a look into the units' own tables. */
export const consolidate = async (tdb: TenantDb, scope: TenantScope, input: FormRefInput): Promise<Consolidated> => {
  const { form } = await requireIssuedForm(tdb, scope.tenantId, input.formKey);
  const below = await unitsBelow(tdb, scope.tenantId, input.year);
  const key = { tenantId: scope.tenantId, ...input };
  const submissions = await listReceivedSubmissions(tdb, key);
  const documents = await listSentStatisticsDocuments(tdb, scope.tenantId, input.year);
  const received = receivedOf(form, below, submissions, documents);
  return { form, ...received, ...addSubmissions(form, received.counted) };
};

/** 汇总 of one form: units, sums beside last year's, what does not balance, whose value is unlike the others'. */
export const getConsolidated = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FormRefInput,
): Promise<ConsolidatedView> => {
  const now = await consolidate(tdb, scope, input);
  const before = (await consolidate(tdb, scope, { ...input, year: input.year - 1 })).values;
  const cells = cellsOfForm(now.form).map(({ ref }) => ({
    ref,
    value: now.values[ref] ?? null,
    lastYear: before[ref] ?? null,
    units: now.counts[ref] ?? 0,
  }));
  const outliers = cells.flatMap(({ ref }) => {
    const own = now.counted.flatMap((row) => {
      const value = (row.cells as CellValues)[ref];
      return value === null || value === undefined ? [] : [{ ref, unitName: row.unitName, value }];
    });
    const among = outliersAmong(own.map((one) => one.value));
    return own.filter((one) => among.isOutlier(one.value)).map((one) => ({ ...one, median: among.median }));
  });
  const mine = (await listOwnSubmissions(tdb, scope.tenantId, input.year)).filter(
    (row) => row.formKey === input.formKey && row.basis === 'rolled_up',
  );
  const counted = new Set(now.units.filter((unit) => isCounted(unit.state)).map((unit) => unit.tenantId));
  return {
    form: now.form,
    year: input.year,
    units: now.units,
    cells,
    problems: checkForm(now.form, now.values, before).filter((problem) => problem.kind !== 'missing'),
    outliers,
    missing: [...new Set(now.units.filter((unit) => !counted.has(unit.tenantId)).map((unit) => unit.name))],
    supervisors: (await listKnownTenants(tdb)).filter((tenant) => tenant.depth === -1).map((tenant) => tenant.name),
    handedOnAt: mine[0]?.submittedAt ?? null,
  };
};

/** What one unit handed up, as it was then. */
export const getReceivedReturn = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FormRefInput & { unitTenantId: number; basis: 'own' | 'rolled_up' },
): Promise<ReceivedReturnView> => {
  const { year, formKey, unitTenantId, basis } = input;
  const row = (await listReceivedSubmissions(tdb, { tenantId: scope.tenantId, year, formKey })).find(
    (one) => one.unitTenantId === unitTenantId && one.basis === basis,
  );
  if (!row) throw new AppError('NOT_FOUND', `tenant ${unitTenantId} has not handed up ${formKey} ${year}`);
  return {
    form: row.form as StatisticalForm,
    unitName: row.unitName,
    asOf: row.asOf,
    submittedBy: row.submittedByName,
    submittedAt: row.submittedAt,
    cells: row.cells as Record<string, number | null>,
    problems: problemView.array().parse(row.problems),
    parts: row.parts as ReceivedReturnView['parts'],
  };
};
