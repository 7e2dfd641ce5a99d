import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findDispatchRow } from '@/db/queries/dispatch.queries';
import { listDeadlineRows } from '@/db/queries/filing-deadline.queries';
import { findDepartmentRow } from '@/db/queries/filing-department.queries';
import {
  copyPlanLine,
  deleteUnusedPlanLine,
  ensurePlan,
  findPlan,
  findPlanLine,
  insertPlanLine,
  listPlanLineRows,
  type PlanLineRow,
  type PlanRow,
  updatePlanLineRow,
} from '@/db/queries/filing-plan.queries';
import { audit } from '@/server/audit/audit';
import { type DeadlineCode, dueOn } from '@/server/domain/filing/deadline-rules';
import type { AddPlanLineInput, UpdatePlanLineInput } from '@/server/domain/filing/filing-plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

/** The year's plan, open: a closed year takes no more lines. */
const openPlan = async (tdb: TenantDb, scope: TenantScope, filingYear: number): Promise<PlanRow> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a plan is made by a person');
  const plan = await ensurePlan(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    filingYear,
    createdBy: scope.accountId,
  });
  if (plan.state !== 'open') throw new AppError('FILING_STATE_WRONG', `the plan of ${filingYear} is closed`);
  return plan;
};

const requireLine = async (tdb: TenantDb, scope: TenantScope, lineId: string): Promise<PlanLineRow> => {
  const line = await findPlanLine(tdb, scope.tenantId, lineId);
  if (!line) throw new AppError('NOT_FOUND', `plan line ${lineId} is not in tenant ${scope.tenantId}`);
  await openPlan(tdb, scope, line.filingYear);
  return line;
};

const label = (line: Pick<PlanLineRow, 'filingYear' | 'departmentName' | 'kind'>): string =>
  `${line.filingYear} ${line.departmentName} ${line.kind}`;

export const addPlanLine = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddPlanLineInput,
): Promise<{ lineId: string }> => {
  const { tenantId } = scope;
  const { year, taskDispatchId, taskNumber, ...typed } = input;
  refuseClassified(input.kind);
  const department = await findDepartmentRow(tdb, tenantId, input.departmentId);
  if (!department) throw new AppError('NOT_FOUND', `department ${input.departmentId} is not in tenant ${tenantId}`);
  if (taskDispatchId) {
    const list = await findDispatchRow(tdb, tenantId, taskDispatchId);
    if (list?.kind !== 'key_filing_tasks') throw new AppError('NOT_FOUND', `no task list ${taskDispatchId}`);
  }
  const plan = await openPlan(tdb, scope, year);
  const lineId = uuidv7();
  await insertPlanLine(tdb, {
    ...typed,
    tenantId,
    id: lineId,
    planId: plan.id,
    dueOn: input.dueOn ?? dueOn(input.deadlineCode, year, await listDeadlineRows(tdb, tenantId)),
    taskDispatchId: taskDispatchId ?? null,
    taskNumber: taskNumber ?? null,
  });
  await audit(tdb, scope, {
    action: 'filing.addPlanLine',
    objectKind: 'filing_plan_line',
    objectId: lineId,
    objectLabel: label({ filingYear: year, departmentName: department.name, kind: input.kind }),
    detail: { expectedCount: input.expectedCount },
  });
  return { lineId };
};

export const updatePlanLine = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UpdatePlanLineInput,
): Promise<{ lineId: string }> => {
  const line = await requireLine(tdb, scope, input.lineId);
  const { lineId, rowVersion, ...values } = input;
  refuseClassified(values.kind);
  const isMine = await updatePlanLineRow(tdb, { tenantId: scope.tenantId, id: lineId, rowVersion }, values);
  if (!isMine) throw new AppError('STALE_VERSION', `plan line ${lineId} is at version ${line.rowVersion}`);
  await audit(tdb, scope, {
    action: 'filing.updatePlanLine',
    objectKind: 'filing_plan_line',
    objectId: lineId,
    objectLabel: label(line),
    detail: { from: { kind: line.kind, expectedCount: line.expectedCount, dueOn: line.dueOn }, to: values },
  });
  return { lineId };
};

/** Takes a line out of the plan, as long as nothing was handed in for it. */
export const removePlanLine = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { lineId: string },
): Promise<{ lineId: string }> => {
  const line = await requireLine(tdb, scope, input.lineId);
  if (!(await deleteUnusedPlanLine(tdb, scope.tenantId, line.id)))
    throw new AppError('FILING_STATE_WRONG', `something was handed in for plan line ${line.id}`);
  await audit(tdb, scope, {
    action: 'filing.removePlanLine',
    objectKind: 'filing_plan_line',
    objectId: line.id,
    objectLabel: label(line),
  });
  return { lineId: line.id };
};

/** 沿用上年: the lines of the year before, with the days of this year. What stands in this year's plan stays. */
export const copyPlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<{ added: number }> => {
  const { tenantId } = scope;
  const before = await findPlan(tdb, tenantId, input.year - 1);
  if (!before) throw new AppError('NOT_FOUND', `no plan of ${input.year - 1}`);
  const plan = await openPlan(tdb, scope, input.year);
  const own = await listDeadlineRows(tdb, tenantId);
  let added = 0;
  for (const line of await listPlanLineRows(tdb, tenantId, before.id)) {
    const isNew = await copyPlanLine(tdb, {
      tenantId,
      id: uuidv7(),
      planId: plan.id,
      departmentId: line.departmentId,
      categoryCode: line.categoryCode,
      kind: line.kind,
      expectedCount: line.expectedCount,
      deadlineCode: line.deadlineCode,
      dueOn: dueOn(line.deadlineCode as DeadlineCode, input.year, own),
      taskDispatchId: null,
      taskNumber: null,
    });
    if (isNew) added += 1;
  }
  await audit(tdb, scope, {
    action: 'filing.copyPlan',
    objectKind: 'filing_plan',
    objectId: plan.id,
    objectLabel: String(input.year),
    detail: { from: input.year - 1, added },
  });
  return { added };
};
