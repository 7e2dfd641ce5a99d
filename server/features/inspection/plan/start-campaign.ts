import type { TenantDb } from '@/db/client';
import { findPlanForUpdate, listLineCampaigns } from '@/db/queries/inspection-plan.queries';
import type { StartCampaignInput } from '@/server/domain/inspection/plan';
import type { CampaignKind, ChecklistCode, SelectionMethod } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { TenantScope } from '@/server/tenancy/scope';
import { insertPlannedCampaign } from '../create-campaign.ts';
import { requirePlanLine } from './plan-lines.ts';
import { requirePlan } from './require-plan.ts';

/**
 * 按计划开展一轮: a campaign with what the approved line says. Not more rounds than were approved; the plan's row is
 * held, so that two who begin the last round at once get one.
 */
export const startCampaign = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StartCampaignInput,
): Promise<{ id: string }> => {
  const line = await requirePlanLine(tdb, scope, input.lineId);
  const plan = await requirePlan(tdb, scope, line.planId, findPlanForUpdate);
  if (plan.state !== 'approved') throw new AppError('PLAN_STATE_WRONG', `plan ${plan.id} is ${plan.state}`);
  const begun = await listLineCampaigns(tdb, scope.tenantId, [line.id]);
  if (begun.length >= line.rounds) {
    throw new AppError('PLAN_ROUNDS_USED', `${begun.length} rounds of ${line.id} are begun`, { rounds: line.rounds });
  }
  return insertPlannedCampaign(tdb, scope, {
    title: input.title,
    kind: line.kind as CampaignKind,
    theme: line.theme,
    subjectKind: line.subjectKind as TenantKind,
    furtherKinds: line.furtherKinds,
    jointPartners: line.jointPartners,
    checklistCode: line.checklistCode as ChecklistCode,
    selectedBy: line.selectedBy as SelectionMethod,
    planLineId: line.id,
  });
};
