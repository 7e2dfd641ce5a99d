import type { TenantDb } from '@/db/client';
import { listInspectionRows } from '@/db/queries/inspection.queries';
import { type CampaignView, campaignView, drawRecord } from '@/server/domain/inspection/campaign';
import type { TenantScope } from '@/server/tenancy/scope';
import { drawHashes } from './draw-hashes.ts';
import { requireCampaign } from './draw-pool.ts';

const MOST_UNITS = 500;

/** A campaign with its draw and where each unit stands. */
export const getCampaign = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { campaignId: string },
): Promise<CampaignView> => {
  const campaign = await requireCampaign(tdb, scope, input.campaignId);
  const page = { cursor: undefined, direction: 'after', limit: MOST_UNITS } as const;
  const inspections = await listInspectionRows(tdb, scope.tenantId, { campaignId: campaign.id }, page);
  const drawn = drawRecord.nullable().parse(campaign.drawn);
  return campaignView.parse({
    ...campaign,
    drawn,
    seedText: campaign.drawSeed,
    seed: campaign.drawSeed ? drawHashes.sha256(campaign.drawSeed) : null,
    inspections: inspections.toReversed(),
    unitCount: drawn?.units.length ?? 0,
    closedCount: inspections.filter((inspection) => inspection.state === 'closed').length,
    openFindings: inspections.reduce((sum, inspection) => sum + inspection.openFindings, 0),
  });
};
