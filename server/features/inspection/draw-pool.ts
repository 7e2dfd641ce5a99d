import type { TenantDb } from '@/db/client';
import { type CampaignRow, findCampaign, listInspectorRows } from '@/db/queries/inspection-campaign.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import type { InspectorView, PoolPreview, PoolUnit } from '@/server/domain/inspection/campaign';
import { sortPool } from '@/server/domain/inspection/draw';
import { AppError } from '@/server/domain/shared/app-error';
import type { Role } from '@/server/domain/tenancy/permission';
import type { TenantScope } from '@/server/tenancy/scope';

const INSPECTOR_ROLES: readonly Role[] = ['bureau_inspector', 'town_supervisor'];

const INSPECTORS_AT_ONCE = 1_000;

/** 执法人员名录库: who may be sent out today. A draw that leaves somebody out is void, so all of them are read. */
export const listInspectors = async (tdb: TenantDb, scope: TenantScope): Promise<InspectorView[]> => {
  const all: InspectorView[] = [];
  for (;;) {
    const page = { after: all.at(-1)?.accountId, limit: INSPECTORS_AT_ONCE };
    const some = await listInspectorRows(tdb, scope.tenantId, INSPECTOR_ROLES, page);
    all.push(...some);
    if (some.length < INSPECTORS_AT_ONCE) return all;
  }
};

/** 检查对象名录库: the units of the kind that are supervised today, each once, in the order of the draw. */
export const listPoolUnits = async (tdb: TenantDb, subjectKind: string): Promise<PoolUnit[]> => {
  const below = (await listKnownTenants(tdb)).filter((unit) => unit.depth > 0 && unit.kind === subjectKind);
  const bySlug = new Map(below.map(({ tenantId, slug, name }) => [slug, { tenantId, slug, name }]));
  return sortPool([...bySlug.keys()]).flatMap((slug) => bySlug.get(slug) ?? []);
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
  return { units: await listPoolUnits(tdb, campaign.subjectKind), inspectors: await listInspectors(tdb, scope) };
};
