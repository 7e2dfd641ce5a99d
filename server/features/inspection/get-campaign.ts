import type { TenantDb } from '@/db/client';
import { listInspectionRows } from '@/db/queries/inspection.queries';
import type { CampaignRow } from '@/db/queries/inspection-campaign.queries';
import { findPlan, findPlanLine } from '@/db/queries/inspection-plan.queries';
import { type CampaignView, campaignView, drawRecord, poolObject } from '@/server/domain/inspection/campaign';
import type { TenantScope } from '@/server/tenancy/scope';
import { drawHashes } from './draw-hashes.ts';
import { requireCampaign } from './draw-pool.ts';
import { ruleInForce } from './plan/save-rule.ts';

const MOST_UNITS = 500;

const readPlanLine = async (tdb: TenantDb, scope: TenantScope, campaign: CampaignRow) => {
  const line = campaign.planLineId ? await findPlanLine(tdb, scope.tenantId, campaign.planLineId) : undefined;
  const plan = line ? await findPlan(tdb, scope.tenantId, line.planId) : undefined;
  return line && plan ? { ...line, planTitle: plan.title } : null;
};

/** Pools of draws before there were strata know no townships. */
const stratified = poolObject.pick({ township: true, townshipName: true }).partial();

const townshipsOf = (pool: unknown): CampaignView['townships'] => {
  const names = new Map(
    stratified
      .array()
      .parse(pool)
      .flatMap(({ township, townshipName }) => (township && townshipName ? [[township, townshipName] as const] : [])),
  );
  return [...names].map(([slug, name]) => ({ slug, name }));
};

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
    sheet: campaign.drawSheet,
    townships: townshipsOf(campaign.pool),
    planLine: await readPlanLine(tdb, scope, campaign),
    rule: await ruleInForce(tdb, scope),
    seedText: campaign.drawSeed,
    seed: campaign.drawSeed ? drawHashes.sha256(campaign.drawSeed) : null,
    inspections: inspections.toReversed(),
    unitCount: drawn?.units.length ?? 0,
    closedCount: inspections.filter((inspection) => inspection.state === 'closed').length,
    openFindings: inspections.reduce((sum, inspection) => sum + inspection.openFindings, 0),
  });
};
