import type { TenantDb } from '@/db/client';
import { findPlan, reopenPlanRow } from '@/db/queries/filing-plan.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type { PlanView, ReopenPlanInput } from '@/server/domain/filing/filing-plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { getPlan } from './get-plan.ts';
import { handUpYear } from './release-year.ts';

/**
 * 重新打开: a year that was closed too soon takes documents again, until it is closed anew. What was said at its closing
 * stays in the log, and the supervisors get the year as open, with the reason.
 */
export const reopenPlan = async (tdb: TenantDb, scope: TenantScope, input: ReopenPlanInput): Promise<PlanView> => {
  const { tenantId } = scope;
  const plan = await findPlan(tdb, tenantId, input.year);
  if (!plan) throw new AppError('NOT_FOUND', `${tenantId} has no plan of ${input.year}`);
  if (plan.state !== 'closed') throw new AppError('FILING_STATE_WRONG', `the plan of ${input.year} is open`);
  refuseClassified(input.reason);
  const reopened = await reopenPlanRow(
    tdb,
    { tenantId, id: plan.id, rowVersion: input.rowVersion },
    { reopenedOn: await readShanghaiToday(tdb), reopenReason: input.reason },
  );
  if (!reopened) throw new AppError('STALE_VERSION', `plan ${plan.id} is at version ${plan.rowVersion}`);
  const { to } = await handUpYear(tdb, scope, { year: input.year, note: undefined });
  await audit(tdb, scope, {
    action: 'filing.reopenPlan',
    objectKind: 'filing_plan',
    objectId: plan.id,
    objectLabel: String(input.year),
    detail: {
      reason: input.reason,
      closedOn: plan.closedOn,
      closingNote: plan.closingNote,
      filed: plan.filedCount,
      missing: plan.missingCount,
      handedUpTo: to,
    },
  });
  return getPlan(tdb, scope, { year: input.year });
};
