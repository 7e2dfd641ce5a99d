import { type Pools, withSystemDb } from '@/db/client';
import { mintScope } from '@/server/tenancy/mint-scope';
import type { TenantScope } from '@/server/tenancy/scope';

/** A tenant with nothing in it, and the scope of a nameless person there: proofs need no more. */
export const makeScratchTenant = async (pools: Pools, slug: string): Promise<TenantScope> => {
  const name = `${slug} 单位`;
  const { id } = await withSystemDb(pools, (sdb) =>
    sdb
      .insertInto('tenant')
      .values({ slug, kind: 'township', name, shortName: name })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return mintScope({
    tenantId: id,
    tenantSlug: slug,
    tenantName: name,
    tenantKind: 'township',
    accountId: '01890000-0000-7000-8000-000000000001',
    actorName: '周某',
    roles: [],
    requestId: 'proof',
  });
};
