import type { TenantDb } from '@/db/client';
import { findCampaignForUpdate, setCampaignState } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import { canMoveCampaign } from '@/server/domain/inspection/states';
import type { CampaignState } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from './draw-pool.ts';

/** 撤销批次, as long as no unit has been told. The draw stays on record. */
export const cancelCampaign = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { campaignId: string; reason: string },
): Promise<void> => {
  const campaign = await requireCampaign(tdb, scope, input.campaignId, findCampaignForUpdate);
  if (!canMoveCampaign(campaign.state as CampaignState, 'cancelled')) {
    throw new AppError('CAMPAIGN_STATE_WRONG', `campaign ${campaign.id} is ${campaign.state}`);
  }
  await setCampaignState(tdb, { tenantId: scope.tenantId, campaignId: campaign.id }, 'cancelled');
  await audit(tdb, scope, {
    action: 'inspection.cancelCampaign',
    objectKind: 'inspection_campaign',
    objectId: campaign.id,
    objectLabel: campaign.title,
    detail: { reason: input.reason, stateBefore: campaign.state },
  });
};
