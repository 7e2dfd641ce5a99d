import type { TenantDb } from '@/db/client';
import { listDepartmentRows } from '@/db/queries/filing-department.queries';
import { countByState } from '@/db/queries/filing-handed.queries';
import { countArranged, countOffPlan, listOwedLines } from '@/db/queries/filing-owed.queries';
import { findPlan, listPlanLineRows, listPlanYears, type PlanLineRow } from '@/db/queries/filing-plan.queries';
import { findOwnRelease, readYearHoldings } from '@/db/queries/filing-release.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import {
  type OwedView,
  type PlanLineView,
  type PlanView,
  planLineView,
  standingOf,
} from '@/server/domain/filing/filing-plan';
import { daysLate, isLate } from '@/server/domain/shared/lateness';
import type { TenantScope } from '@/server/tenancy/scope';
import { owedOf } from './filing-todos.ts';
import { ownDepartments } from './require-department.ts';

export const toLineView = (row: PlanLineRow, today: string): PlanLineView => {
  const standing = standingOf({ ...row, today });
  const until = standing === 'lateDone' ? (row.lastAcceptedOn ?? today) : today;
  const isOver = standing === 'late' || standing === 'lateDone';
  return planLineView.parse({ ...row, standing, daysLate: isOver ? daysLate(row.dueOn, until) : 0 });
};

type Sums = Pick<PlanView['departments'][number], 'expected' | 'handedIn' | 'accepted' | 'filed'>;
const sumOf = (rows: readonly Sums[]): Sums =>
  rows.reduce(
    (sum, row) => ({
      expected: sum.expected + row.expected,
      handedIn: sum.handedIn + row.handedIn,
      accepted: sum.accepted + row.accepted,
      filed: sum.filed + row.filed,
    }),
    { expected: 0, handedIn: 0, accepted: 0, filed: 0 },
  );

/** 归档进度 of a year: lines with their standing, and sums by department, material outside the plan beside them. */
export const getPlan = async (tdb: TenantDb, scope: TenantScope, input: { year: number }): Promise<PlanView> => {
  const { tenantId } = scope;
  const today = await readShanghaiToday(tdb);
  const plan = await findPlan(tdb, tenantId, input.year);
  const rows = plan ? await listPlanLineRows(tdb, tenantId, plan.id) : [];
  const lines = rows.map((row) => toLineView(row, today));
  const offPlan = await countOffPlan(tdb, tenantId, input.year);
  const arranged = await countArranged(tdb, tenantId, input.year);
  const known = (await listDepartmentRows(tdb, tenantId)).filter((department) => department.state === 'active');
  const departments = known.map((department) => {
    const own = lines.filter((line) => line.departmentId === department.id);
    const open = own.filter((line) => line.standing === 'waiting' || line.standing === 'partly');
    const records = arranged.find((one) => one.orgCode === department.code);
    const beside = offPlan.find((one) => one.departmentId === department.id);
    const sums = sumOf(own.map((line) => ({ ...line, expected: line.expectedCount })));
    return {
      departmentId: department.id,
      departmentCode: department.code,
      departmentName: department.name,
      ...sums,
      // What stands outside the plan waits in the inbox all the same.
      handedIn: sums.handedIn + (beside?.handedIn ?? 0),
      offPlan: beside?.accepted ?? 0,
      arranged: records?.arranged ?? 0,
      numbered: records?.numbered ?? 0,
      boxed: records?.boxed ?? 0,
      lateLines: own.filter((line) => line.standing === 'late').length,
      nextDueOn: open.map((line) => line.dueOn).sort()[0] ?? null,
    };
  });
  const totals = sumOf(lines.map((line) => ({ ...line, expected: line.expectedCount })));
  const years = [...new Set([input.year, ...(await listPlanYears(tdb, tenantId))])].sort((a, b) => b - a);
  return {
    year: input.year,
    plan: plan ? { ...plan, state: plan.state as 'open' | 'closed' } : null,
    releasedAt: await findOwnRelease(tdb, tenantId, input.year),
    today,
    years,
    totals: {
      ...totals,
      handedIn: totals.handedIn + offPlan.reduce((sum, one) => sum + one.handedIn, 0),
    },
    holdings: await readYearHoldings(tdb, tenantId, input.year),
    departments,
    lines,
  };
};

/** Lines of a department's open plans, for its part-time archivist. */
export const listOwnLines = async (tdb: TenantDb, scope: TenantScope): Promise<PlanLineView[]> => {
  const today = await readShanghaiToday(tdb);
  const own = await ownDepartments(tdb, scope);
  const ids = own ?? (await listDepartmentRows(tdb, scope.tenantId)).map((department) => department.id);
  return (await listOwedLines(tdb, scope.tenantId, ids)).map((row) => toLineView(row, today));
};

/** The card of the workbench: what each of this person's departments owes, the year that is due first. */
export const listOwed = async (tdb: TenantDb, scope: TenantScope): Promise<OwedView[]> => {
  const own = await ownDepartments(tdb, scope);
  if (!own || own.length === 0) return [];
  const today = await readShanghaiToday(tdb);
  const lines = await listOwedLines(tdb, scope.tenantId, own);
  const departments = await listDepartmentRows(tdb, scope.tenantId);
  const cards = await Promise.all(
    own.map(async (departmentId) => {
      const due = lines.filter((line) => line.departmentId === departmentId && owedOf(line) > 0);
      const year = due[0]?.filingYear ?? Number(today.slice(0, 4)) - 1;
      const ofYear = due.filter((line) => line.filingYear === year);
      const states = await countByState(tdb, scope.tenantId, [departmentId]);
      return {
        departmentId,
        departmentName: departments.find((one) => one.id === departmentId)?.name ?? '',
        year,
        dueOn: ofYear[0]?.dueOn ?? null,
        owed: ofYear.reduce((sum, line) => sum + owedOf(line), 0),
        returned: states.find((state) => state.state === 'returned')?.n ?? 0,
        isLate: ofYear.some((line) => isLate(line.dueOn, today)),
      };
    }),
  );
  return cards;
};
