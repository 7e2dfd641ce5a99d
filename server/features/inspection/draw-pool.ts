import type { TenantDb } from '@/db/client';
import { type CampaignRow, findCampaign } from '@/db/queries/inspection-campaign.queries';
import { listPoolRows } from '@/db/queries/inspection-library.queries';
import { type InspectorLibraryRow, listInspectorLibrary, listRecusals } from '@/db/queries/inspector-library.queries';
import {
  type PoolInspector,
  type PoolObject,
  type PoolPreview,
  type PoolUnit,
  poolInspector,
  poolObject,
  poolUnit,
} from '@/server/domain/inspection/campaign';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { inspectorsOf } from './library/inspector-query.ts';

const INSPECTORS_AT_ONCE = 1_000;

/** 检查对象名录库 of the campaign's kinds today, in the order of the draw. Who is exempt until a day is in no draw. */
export const listPoolUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  campaign: CampaignRow,
): Promise<{ units: PoolObject[]; exemptUnits: PoolUnit[] }> => {
  const rows = await listPoolRows(tdb, scope.tenantId, [campaign.subjectKind, ...campaign.furtherKinds]);
  return {
    units: poolObject.array().parse(rows.filter((row) => !row.isExempt)),
    exemptUnits: poolUnit.array().parse(rows.filter((row) => row.isExempt)),
  };
};

/** A draw that leaves somebody out is void, so the library is read to its end. */
const listWholeLibrary = async (tdb: TenantDb, scope: TenantScope): Promise<InspectorLibraryRow[]> => {
  const all: InspectorLibraryRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const cursor: [string, string] | undefined = last && [last.name, last.accountId];
    const page = { cursor, direction: 'after', limit: INSPECTORS_AT_ONCE } as const;
    const some = await listInspectorLibrary(tdb, inspectorsOf(scope), page);
    all.push(...some.slice(0, INSPECTORS_AT_ONCE));
    if (some.length <= INSPECTORS_AT_ONCE) return all;
  }
};

/** 执法人员名录库: who can be sent out today, and from which of the units each stays away. */
export const listInspectors = async (
  tdb: TenantDb,
  scope: TenantScope,
  units: readonly PoolUnit[],
): Promise<PoolInspector[]> => {
  const rows = (await listWholeLibrary(tdb, scope)).filter((row) => row.isAvailable);
  const accountIds = rows.map((row) => row.accountId);
  const slugs = new Map(units.map((unit) => [unit.tenantId, unit.slug]));
  const recusals = await listRecusals(tdb, scope.tenantId, accountIds);
  const views = rows.map(({ accountId, name, certificate }) => ({
    accountId,
    name,
    certificate,
    recusedSlugs: recusals.flatMap((recusal) =>
      recusal.accountId === accountId ? (slugs.get(recusal.unitTenantId) ?? []) : [],
    ),
  }));
  return poolInspector.array().parse(views);
};

export const requireCampaign = async (
  tdb: TenantDb,
  scope: TenantScope,
  campaignId: string,
  find: typeof findCampaign = findCampaign,
): Promise<CampaignRow> => {
  const campaign = await find(tdb, scope.tenantId, campaignId);
  if (!campaign) throw new AppError('NOT_FOUND', `campaign ${campaignId} is not in tenant ${scope.tenantId}`);
  return campaign;
};

/** Whom a draw would choose from if it were held now. */
export const previewPool = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { campaignId: string },
): Promise<PoolPreview> => {
  const campaign = await requireCampaign(tdb, scope, input.campaignId);
  const { units, exemptUnits } = await listPoolUnits(tdb, scope, campaign);
  return { units, exemptUnits, inspectors: await listInspectors(tdb, scope, units) };
};
