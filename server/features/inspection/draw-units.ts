import type { TenantDb } from '@/db/client';
import { findCampaignForUpdate, readClock, recordDraw } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import type {
  DrawInput,
  DrawRecord,
  InspectorView,
  NameUnitsInput,
  PoolUnit,
} from '@/server/domain/inspection/campaign';
import { drawKeys, seedTextOf } from '@/server/domain/inspection/draw';
import { canMoveCampaign } from '@/server/domain/inspection/states';
import { type CampaignState, FEWEST_INSPECTORS } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { drawHashes } from './draw-hashes.ts';
import { listInspectors, listPoolUnits, requireCampaign } from './draw-pool.ts';

/** The units and, for each of them, its inspectors, as the seed decides. */
export const drawFromPool = (
  seedText: string,
  pool: readonly PoolUnit[],
  inspectorPool: readonly InspectorView[],
  counts: { units: number; inspectors: number },
): DrawRecord => {
  const units = new Map(pool.map((unit) => [unit.slug, unit]));
  const people = new Map(inspectorPool.map((person) => [person.accountId, person]));
  const inspectorsOf = (slug: string): InspectorView[] =>
    drawKeys(drawHashes, seedText, `inspector:${slug}`, [...people.keys()], counts.inspectors).flatMap(
      (accountId) => people.get(accountId) ?? [],
    );
  return {
    unitCount: counts.units,
    inspectorsPerUnit: counts.inspectors,
    inspectorPool: [...inspectorPool],
    units: drawKeys(drawHashes, seedText, 'unit', [...units.keys()], counts.units).flatMap((slug) => {
      const unit = units.get(slug);
      return unit ? [{ ...unit, inspectors: inspectorsOf(slug) }] : [];
    }),
  };
};

const lockForSelection = async (tdb: TenantDb, scope: TenantScope, campaignId: string, method: 'random' | 'named') => {
  const campaign = await requireCampaign(tdb, scope, campaignId, findCampaignForUpdate);
  if (campaign.drawn !== null) throw new AppError('DRAW_IS_FINAL', `campaign ${campaignId} was drawn already`);
  if (campaign.selectedBy !== method || !canMoveCampaign(campaign.state as CampaignState, 'drawn')) {
    throw new AppError('CAMPAIGN_STATE_WRONG', `campaign ${campaignId} is ${campaign.state}, ${campaign.selectedBy}`);
  }
  return campaign;
};

/**
 * 随机抽取 of units and inspectors. The moment comes from the database and is a part of the seed, so nobody can try
 * seeds beforehand; the row's trigger keeps the result. What is printed is enough to repeat it.
 */
export const drawUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DrawInput,
): Promise<{ seedText: string; drawn: DrawRecord }> => {
  const campaign = await lockForSelection(tdb, scope, input.campaignId, 'random');
  const pool = await listPoolUnits(tdb, campaign.subjectKind);
  const recused = new Set(input.recusedAccountIds);
  const inspectorPool = (await listInspectors(tdb, scope)).filter((person) => !recused.has(person.accountId));
  if (input.inspectors < FEWEST_INSPECTORS || inspectorPool.length < FEWEST_INSPECTORS) {
    throw new AppError('INSPECTORS_TOO_FEW', `${inspectorPool.length} inspectors for ${input.inspectors} a unit`);
  }
  if (input.units > pool.length || input.inspectors > inspectorPool.length) {
    throw new AppError('DRAW_POOL_TOO_SMALL', `${pool.length} units, ${inspectorPool.length} inspectors`, {
      units: pool.length,
      inspectors: inspectorPool.length,
    });
  }
  const { now } = await readClock(tdb);
  const keys = pool.map((unit) => unit.slug);
  const seedText = seedTextOf(drawHashes, campaign.id, keys, now);
  const drawn = drawFromPool(seedText, pool, inspectorPool, input);
  await recordDraw(
    tdb,
    { tenantId: scope.tenantId, campaignId: campaign.id },
    { pool, drawn, drawSeed: seedText, drawnAt: now },
  );
  await audit(tdb, scope, {
    action: 'inspection.draw',
    objectKind: 'inspection_campaign',
    objectId: campaign.id,
    objectLabel: campaign.title,
    detail: { seedText, drawn: drawn.units.map((unit) => unit.slug), recused: [...recused] },
  });
  return { seedText, drawn };
};

/** 指定检查: units and inspectors by name, for special checks and look-backs. As final as a draw. */
export const nameUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: NameUnitsInput,
): Promise<{ drawn: DrawRecord }> => {
  const campaign = await lockForSelection(tdb, scope, input.campaignId, 'named');
  const pool = await listPoolUnits(tdb, campaign.subjectKind);
  const inspectorPool = await listInspectors(tdb, scope);
  const slugs = new Set(input.unitSlugs);
  const accounts = new Set(input.inspectorAccountIds);
  const chosen = pool.filter((unit) => slugs.has(unit.slug));
  const inspectors = inspectorPool.filter((person) => accounts.has(person.accountId));
  if (chosen.length !== slugs.size || inspectors.length !== accounts.size) {
    throw new AppError('NOT_FOUND', 'a named unit or inspector is not in the pool');
  }
  if (inspectors.length < FEWEST_INSPECTORS) throw new AppError('INSPECTORS_TOO_FEW', 'fewer than two were named');
  const drawn: DrawRecord = {
    unitCount: chosen.length,
    inspectorsPerUnit: inspectors.length,
    inspectorPool,
    units: chosen.map((unit) => ({ ...unit, inspectors })),
  };
  const { now } = await readClock(tdb);
  const key = { tenantId: scope.tenantId, campaignId: campaign.id };
  await recordDraw(tdb, key, { pool, drawn, drawSeed: null, drawnAt: now });
  await audit(tdb, scope, {
    action: 'inspection.nameUnits',
    objectKind: 'inspection_campaign',
    objectId: campaign.id,
    objectLabel: campaign.title,
    detail: { named: [...slugs], inspectors: [...accounts] },
  });
  return { drawn };
};
