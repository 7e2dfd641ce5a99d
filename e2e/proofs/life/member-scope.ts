import type { Stage } from '@/server/demo/cast';
import { mintScope } from '@/server/tenancy/mint-scope';
import type { TenantScope } from '@/server/tenancy/scope';

/** The scope in which the worker would act for the archivist of a unit: the proof's district has no worker. */
export const archivistScope = async (stage: Stage, slug: string): Promise<TenantScope> => {
  const login = `${slug}.arch`;
  const member = stage.cast.members.find((candidate) => candidate.login === login);
  const { tenant } = await stage.as(login).workspace.current();
  return mintScope({
    tenantId: tenant.id,
    tenantSlug: slug,
    tenantName: tenant.name,
    tenantKind: tenant.kind,
    accountId: member?.accountId ?? null,
    actorName: member?.name ?? '',
    roles: ['unit_archivist'],
    requestId: 'proof',
  });
};
