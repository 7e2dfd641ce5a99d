import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countUnitsByKind } from '@/db/queries/inspection-library.queries';
import { countPlanRows, listLineCampaigns, listPlanLines, listPlanRows } from '@/db/queries/inspection-plan.queries';
import {
  type ListPlansInput,
  type PlanRowView,
  type PlanView,
  planRowView,
  planView,
} from '@/server/domain/inspection/plan';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { requirePlan } from './require-plan.ts';

const cursorKey = z.tuple([z.number().int(), z.iso.datetime(), uuid]);

/** 年度检查计划, the newest year first. */
export const listPlans = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListPlansInput,
): Promise<Page<PlanRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listPlanRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countPlanRows(tdb, scope.tenantId, input);
  return cutPage(planRowView.array().parse(rows), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.year, row.createdAt, row.id]),
  );
};

/** A plan with its lines, how many units each is about today, and the rounds that were begun. */
export const getPlan = async (tdb: TenantDb, scope: TenantScope, input: { planId: string }): Promise<PlanView> => {
  const plan = await requirePlan(tdb, scope, input.planId);
  const page = { cursor: undefined, direction: 'after', limit: 1 } as const;
  const [row] = await listPlanRows(tdb, scope.tenantId, { planId: plan.id }, page);
  if (!row) throw new AppError('NOT_FOUND', `plan ${plan.id} is gone`);
  const lines = await listPlanLines(tdb, scope.tenantId, plan.id);
  const lineIds = lines.map((line) => line.id);
  const campaigns = await listLineCampaigns(tdb, scope.tenantId, lineIds);
  const units = new Map((await countUnitsByKind(tdb)).map((count) => [count.kind, count.units]));
  return planView.parse({
    ...row,
    ...plan,
    mayDecide:
      plan.state === 'submitted' && plan.submittedBy !== scope.accountId && scope.permissions.has('inspection.approve'),
    planLines: lines.map(({ subjectKind, furtherKinds, ...line }) => {
      const subjectKinds = [subjectKind, ...furtherKinds];
      return {
        ...line,
        subjectKinds,
        poolUnits: subjectKinds.reduce((sum, kind) => sum + (units.get(kind) ?? 0), 0),
        campaigns: campaigns.filter((campaign) => campaign.lineId === line.id),
      };
    }),
  });
};
