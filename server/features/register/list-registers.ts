import type { TenantDb } from '@/db/client';
import { listDue } from '@/db/queries/register-deadline.queries';
import { summariseRegisters } from '@/db/queries/register-period.queries';
import { type DueState, deadlinesOf } from '@/server/domain/register/register-deadline';
import type { RegisterView } from '@/server/domain/register/register-entry';
import { registersOf } from '@/server/domain/register/registers';
import type { TenantScope } from '@/server/tenancy/scope';
import { readOpenPeriods } from './open-periods.ts';

/** More than these nobody counts. */
const MOST_DUE = 10_000;

/** The registers that a unit of this kind keeps, with this year's entries and how much is late. */
export const listRegisters = async (tdb: TenantDb, scope: TenantScope): Promise<RegisterView[]> => {
  const definitions = registersOf(scope.tenantKind);
  const { today, open } = await readOpenPeriods(tdb, scope.tenantId, definitions);
  const sums = await summariseRegisters(tdb, scope.tenantId, Number(today.slice(0, 4)));
  const bySum = new Map(sums.map((row) => [row.registerCode, row]));
  const lateOf = new Map(open.map(({ definition, late }) => [definition.code, late.length]));
  const due = await listDue(tdb, scope.tenantId, definitions.flatMap(deadlinesOf), MOST_DUE);
  const countDue = (code: string, state: DueState) =>
    due.filter((row) => row.registerCode === code && row.state === state).length;
  return definitions.map(({ code }) => ({
    code,
    entriesThisYear: bySum.get(code)?.entries ?? 0,
    lastOn: bySum.get(code)?.lastOn ?? null,
    late: lateOf.get(code) ?? 0,
    dueLate: countDue(code, 'late'),
    dueSoon: countDue(code, 'soon'),
  }));
};
