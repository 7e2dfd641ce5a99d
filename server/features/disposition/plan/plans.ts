import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import {
  countPlanRows,
  findPlanRow,
  insertPlan,
  listPlanRows,
  lockPlanState,
  type PlanRow,
  setPlanState,
} from '@/db/queries/disposition-plan.queries';
import { setPlanDispatch } from '@/db/queries/disposition-plan-unit.queries';
import { audit } from '@/server/audit/audit';
import {
  type CreatePlanInput,
  type ListPlansInput,
  type PlanBody,
  type PlanView,
  planView,
} from '@/server/domain/disposition/plan';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { namedUnits } from './name-units.ts';
import { readPlanUnits } from './plan-units.ts';

/** 新建年度接收计划, with a line for each unit. */
export const createPlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreatePlanInput,
): Promise<{ planId: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a plan needs a person');
  refuseClassified(input.title, input.requirement, ...input.units.map((unit) => unit.scope));
  const units = await namedUnits(tdb, scope, input.units);
  const planId = uuidv7();
  const { year, title, requirement } = input;
  await insertPlan(tdb, { tenantId, id: planId, year, title, requirement, createdBy: accountId }, units);
  await audit(tdb, scope, {
    action: 'disposition.createPlan',
    objectKind: 'intake_plan',
    objectId: planId,
    objectLabel: title,
    detail: { year, units: units.length },
  });
  return { planId };
};

/** 下达计划: every unit gets its own line as a document, which is a to-do there until it is answered. */
export const issuePlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { planId: string },
): Promise<{ units: number }> => {
  const { tenantId } = scope;
  const state = await lockPlanState(tdb, tenantId, input.planId);
  const plan = state === null ? undefined : await findPlanRow(tdb, tenantId, input.planId);
  if (!plan) throw new AppError('NOT_FOUND', `plan ${input.planId} is not in tenant ${tenantId}`);
  if (state !== 'draft') throw new AppError('TRANSFER_STATE_WRONG', `plan ${plan.id} is ${state}`);
  const units = await readPlanUnits(tdb, tenantId, plan.id);
  for (const unit of units) {
    const body: PlanBody = {
      planTitle: plan.title,
      year: plan.year,
      requirement: plan.requirement,
      scope: unit.scope,
      yearFrom: unit.yearFrom,
      yearTo: unit.yearTo,
      dueOn: unit.dueOn,
      issuedBy: scope.tenantName,
    };
    const sent = await sendDispatch(tdb, scope, {
      addresseeTenantId: unit.unitTenantId,
      kind: 'intake_plan',
      title: plan.title,
      body: { ...body },
      objectId: plan.id,
      dueOn: unit.dueOn,
    });
    await setPlanDispatch(tdb, { tenantId, planId: plan.id, unitTenantId: unit.unitTenantId }, sent.id);
  }
  await setPlanState(tdb, tenantId, plan.id, { state: 'issued', issuedOn: await readToday(tdb) });
  await audit(tdb, scope, {
    action: 'disposition.issuePlan',
    objectKind: 'intake_plan',
    objectId: plan.id,
    objectLabel: plan.title,
    detail: { units: units.map((unit) => unit.unitName) },
  });
  return { units: units.length };
};

export const closePlan = async (tdb: TenantDb, scope: TenantScope, input: { planId: string }): Promise<void> => {
  const state = await lockPlanState(tdb, scope.tenantId, input.planId);
  const plan = state === null ? undefined : await findPlanRow(tdb, scope.tenantId, input.planId);
  if (!plan) throw new AppError('NOT_FOUND', `plan ${input.planId} is not in tenant ${scope.tenantId}`);
  if (state !== 'issued') throw new AppError('TRANSFER_STATE_WRONG', `plan ${plan.id} is ${state}`);
  await setPlanState(tdb, scope.tenantId, plan.id, { state: 'closed' });
  await audit(tdb, scope, {
    action: 'disposition.closePlan',
    objectKind: 'intake_plan',
    objectId: plan.id,
    objectLabel: plan.title,
    detail: { finished: plan.finishedCount, units: plan.unitCount },
  });
};

const byTime = z.tuple([z.iso.datetime(), uuid]);

export const listPlans = async (tdb: TenantDb, scope: TenantScope, input: ListPlansInput): Promise<Page<PlanView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byTime, input.cursor);
  const rows = await listPlanRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countPlanRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<PlanRow>(rows, cut, (row) => encodeCursor([row.createdAt, row.id]));
  return { rows: page.rows.map((row) => planView.parse(row)), page: page.page };
};

export const getPlan = async (tdb: TenantDb, scope: TenantScope, input: { planId: string }): Promise<PlanView> => {
  const plan = await findPlanRow(tdb, scope.tenantId, input.planId);
  if (!plan) throw new AppError('NOT_FOUND', `plan ${input.planId} is not in tenant ${scope.tenantId}`);
  return planView.parse(plan);
};
