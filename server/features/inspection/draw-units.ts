import type { TenantDb } from '@/db/client';
import { type CampaignRow, findCampaignForUpdate, readClock } from '@/db/queries/inspection-campaign.queries';
import { recordDraw } from '@/db/queries/inspection-draw.queries';
import { findPlanLine } from '@/db/queries/inspection-plan.queries';
import { audit } from '@/server/audit/audit';
import type {
  CoverAllInput,
  DrawInput,
  DrawRecord,
  InspectorView,
  PoolInspector,
  PoolObject,
} from '@/server/domain/inspection/campaign';
import { canMoveCampaign } from '@/server/domain/inspection/states';
import {
  type DrawSheet,
  drawSheetOf,
  type Quota,
  TooFewInspectorsError,
} from '@/server/domain/inspection/stratified-draw';
import { type CampaignState, FEWEST_INSPECTORS, type SelectionMethod } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { drawHashes } from './draw-hashes.ts';
import { listInspectors, listPoolUnits, requireCampaign } from './draw-pool.ts';
import { ruleInForce } from './plan/save-rule.ts';

/** The campaign, held until the transaction ends, when its units may still be chosen in that way. */
export const lockForSelection = async (
  tdb: TenantDb,
  scope: TenantScope,
  campaignId: string,
  method: SelectionMethod,
): Promise<CampaignRow> => {
  const campaign = await requireCampaign(tdb, scope, campaignId, findCampaignForUpdate);
  if (campaign.drawn !== null) throw new AppError('DRAW_IS_FINAL', `campaign ${campaignId} was drawn already`);
  if (campaign.selectedBy !== method || !canMoveCampaign(campaign.state as CampaignState, 'drawn')) {
    throw new AppError('CAMPAIGN_STATE_WRONG', `campaign ${campaignId} is ${campaign.state}, ${campaign.selectedBy}`);
  }
  return campaign;
};

const viewOf = ({ accountId, name }: InspectorView): InspectorView => ({ accountId, name });

/** The units and, for each of them, its inspectors, as the sheet says. */
export const recordOf = (
  sheet: DrawSheet,
  pool: readonly PoolObject[],
  inspectorPool: readonly InspectorView[],
): DrawRecord => {
  const units = new Map(pool.map((unit) => [unit.slug, unit]));
  const people = new Map(inspectorPool.map((person) => [person.accountId, viewOf(person)]));
  return {
    unitCount: sheet.drawn.length,
    inspectorsPerUnit: sheet.inspectorsPerUnit,
    inspectorPool: inspectorPool.map(viewOf),
    units: sheet.drawn.flatMap(({ unit, inspectors }) => {
      const found = units.get(unit);
      if (!found) return [];
      const { tenantId, slug, name } = found;
      return [{ tenantId, slug, name, inspectors: inspectors.flatMap((accountId) => people.get(accountId) ?? []) }];
    }),
  };
};

/** Their notices go out in one transaction; more units are more rounds. */
const MOST_DRAWN = 500;

interface Pools {
  pool: PoolObject[];
  inspectorPool: PoolInspector[];
}

const readPools = async (
  tdb: TenantDb,
  scope: TenantScope,
  campaign: CampaignRow,
  input: CoverAllInput,
): Promise<Pools> => {
  const { units: pool } = await listPoolUnits(tdb, scope, campaign);
  const recused = new Set(input.recusedAccountIds);
  const everybody = await listInspectors(tdb, scope, pool);
  const inspectorPool = everybody.filter((person) => !recused.has(person.accountId));
  const fewest = Math.max(FEWEST_INSPECTORS, (await ruleInForce(tdb, scope)).inspectorsPerUnit);
  if (input.inspectors < fewest || inspectorPool.length < fewest) {
    throw new AppError('INSPECTORS_TOO_FEW', `${inspectorPool.length} inspectors for ${input.inspectors} a unit`, {
      fewest,
    });
  }
  return { pool, inspectorPool };
};

const poolTooSmall = ({ pool, inspectorPool }: Pools): AppError =>
  new AppError('DRAW_POOL_TOO_SMALL', `${pool.length} units, ${inspectorPool.length} inspectors`, {
    units: pool.length,
    inspectors: inspectorPool.length,
  });

type Stratifying = Pick<DrawInput, 'stratifyBy' | 'takes'> & { quota: Quota };

const sheetFor = (campaign: CampaignRow, pools: Pools, input: CoverAllInput & Stratifying, now: string): DrawSheet => {
  const { pool, inspectorPool } = pools;
  try {
    return drawSheetOf(drawHashes, {
      campaignId: campaign.id,
      drawnAt: now,
      stratifyBy: input.stratifyBy,
      quota: input.quota,
      takes: input.takes,
      units: pool,
      inspectors: inspectorPool.map((person) => person.accountId),
      recusals: inspectorPool.flatMap((person) =>
        person.recusedSlugs.map((unit) => ({ inspector: person.accountId, unit })),
      ),
      inspectorsPerUnit: input.inspectors,
    });
  } catch (error) {
    if (!(error instanceof TooFewInspectorsError)) throw error;
    const names = pool.filter((unit) => error.units.includes(unit.slug)).map((unit) => unit.name);
    throw new AppError('INSPECTORS_RECUSED', `too few inspectors for ${error.units.join(', ')}`, {
      units: names.slice(0, 5).join('、'),
      count: names.length,
    });
  }
};

const draw = async (
  tdb: TenantDb,
  scope: TenantScope,
  campaign: CampaignRow,
  input: CoverAllInput & Stratifying,
): Promise<{ seedText: string; drawn: DrawRecord }> => {
  const pools = await readPools(tdb, scope, campaign, input);
  const { value, kind } = input.quota;
  if (pools.pool.length === 0 || input.inspectors > pools.inspectorPool.length) throw poolTooSmall(pools);
  if (kind === 'total' && value > pools.pool.length) throw poolTooSmall(pools);
  const { now } = await readClock(tdb);
  const sheet = sheetFor(campaign, pools, input, now);
  const known = new Set(sheet.strata.map((stratum) => stratum.stratum));
  if (input.takes.some((take) => !known.has(take.stratum))) throw new AppError('BAD_INPUT', 'a stratum is unknown');
  if (sheet.drawn.length === 0) throw poolTooSmall(pools);
  if (sheet.drawn.length > MOST_DRAWN) throw new AppError('BATCH_TOO_LARGE', 'too many units', { rows: MOST_DRAWN });
  const drawn = recordOf(sheet, pools.pool, pools.inspectorPool);
  await recordDraw(
    tdb,
    { tenantId: scope.tenantId, campaignId: campaign.id },
    { pool: pools.pool, drawn, drawSeed: sheet.seedText, drawnAt: now, drawSheet: sheet, selectionReason: null },
  );
  await audit(tdb, scope, {
    action: 'inspection.draw',
    objectKind: 'inspection_campaign',
    objectId: campaign.id,
    objectLabel: campaign.title,
    detail: {
      seedText: sheet.seedText,
      stratifyBy: sheet.stratifyBy,
      quota: sheet.quota,
      drawn: drawn.units.map((unit) => unit.slug),
      recused: input.recusedAccountIds,
    },
  });
  return { seedText: sheet.seedText, drawn };
};

/** What the person asks for; else what the approved plan says. */
const quotaFor = async (
  tdb: TenantDb,
  scope: TenantScope,
  campaign: CampaignRow,
  { units, each, share }: DrawInput,
): Promise<Quota> => {
  if (share !== undefined) return { kind: 'share', value: share };
  if (each !== undefined) return { kind: 'each', value: each };
  if (units !== undefined) return { kind: 'total', value: units };
  const line = campaign.planLineId ? await findPlanLine(tdb, scope.tenantId, campaign.planLineId) : undefined;
  if (line?.share) return { kind: 'share', value: line.share };
  if (line?.units) return { kind: 'total', value: line.units };
  throw new AppError('BAD_INPUT', 'nobody says how many');
};

/**
 * 随机抽取 of units and inspectors, by strata where asked. The moment comes from the database and is a part of the
 * seed, so nobody can try seeds beforehand; the row's trigger keeps the result. The sheet is enough to repeat it.
 */
export const drawUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DrawInput,
): Promise<{ seedText: string; drawn: DrawRecord }> => {
  const campaign = await lockForSelection(tdb, scope, input.campaignId, 'random');
  return draw(tdb, scope, campaign, { ...input, quota: await quotaFor(tdb, scope, campaign, input) });
};

const WHOLE = { kind: 'share', value: 100 } as const;

/** 全覆盖: all units of the pool, and inspectors by lot. As final and as repeatable as a draw. */
export const coverAll = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CoverAllInput,
): Promise<{ seedText: string; drawn: DrawRecord }> => {
  const campaign = await lockForSelection(tdb, scope, input.campaignId, 'all');
  return draw(tdb, scope, campaign, { ...input, stratifyBy: [], takes: [], quota: WHOLE });
};
