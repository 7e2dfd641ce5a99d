import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { recordDraw } from '@/db/queries/inspection-draw.queries';
import { audit } from '@/server/audit/audit';
import type { DrawRecord, NameUnitsInput, PoolInspector, PoolObject } from '@/server/domain/inspection/campaign';
import { FEWEST_INSPECTORS } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { listInspectors, listPoolUnits } from './draw-pool.ts';
import { lockForSelection } from './draw-units.ts';

/** Each unit with those of the named inspectors who do not recuse themselves from it; two must be left. */
const pairUp = (units: readonly PoolObject[], inspectors: readonly PoolInspector[]): DrawRecord['units'] => {
  const paired = units.map(({ tenantId, slug, name }) => ({
    tenantId,
    slug,
    name,
    inspectors: inspectors
      .filter((person) => !person.recusedSlugs.includes(slug))
      .map((person) => ({ accountId: person.accountId, name: person.name })),
  }));
  const short = paired.filter((unit) => unit.inspectors.length < FEWEST_INSPECTORS);
  if (short.length > 0) {
    throw new AppError('INSPECTORS_RECUSED', 'too few inspectors are left after recusal', {
      units: short
        .slice(0, 5)
        .map((unit) => unit.name)
        .join('、'),
      count: short.length,
    });
  }
  return paired;
};

/** 指定检查: units and inspectors by name and for a reason, for special checks and look-backs. As final as a draw. */
export const nameUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: NameUnitsInput,
): Promise<{ drawn: DrawRecord }> => {
  refuseClassified(input.reason);
  const campaign = await lockForSelection(tdb, scope, input.campaignId, 'named');
  const { units: pool } = await listPoolUnits(tdb, scope, campaign);
  const inspectorPool = await listInspectors(tdb, scope, pool);
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
    inspectorPool: inspectorPool.map(({ accountId, name }) => ({ accountId, name })),
    units: pairUp(chosen, inspectors),
  };
  const { now } = await readClock(tdb);
  await recordDraw(
    tdb,
    { tenantId: scope.tenantId, campaignId: campaign.id },
    { pool, drawn, drawSeed: null, drawnAt: now, drawSheet: null, selectionReason: input.reason },
  );
  await audit(tdb, scope, {
    action: 'inspection.nameUnits',
    objectKind: 'inspection_campaign',
    objectId: campaign.id,
    objectLabel: campaign.title,
    detail: { named: [...slugs], inspectors: [...accounts], reason: input.reason },
  });
  return { drawn };
};
