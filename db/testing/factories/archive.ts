import { v7 as uuidv7 } from 'uuid';
import { storeUpload } from '@/server/objects/store-upload';
import { mintScope } from '@/server/tenancy/mint-scope';
import type { TenantScope } from '@/server/tenancy/scope';
import { withTenantDb } from '../../client.ts';
import { testPools } from '../test-db.ts';
import { testObjects } from './calls.ts';
import type { TestPerson, TestTenant } from './tenancy.ts';

/** A person at work in a tenant, for use cases that are called without the router. */
export const scopeOf = (tenant: TestTenant, person: TestPerson = tenant.worker): TenantScope =>
  mintScope({
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    tenantName: tenant.name,
    tenantKind: tenant.kind,
    accountId: person.accountId,
    actorName: person.displayName,
    roles: person.roles,
    requestId: 'test',
  });

const SCHEMES: readonly (readonly [string, string])[] = [
  ['WS', 'DAT22_2015'],
  ['KU', 'DAT13_ACC'],
  ['KJ', 'DAT13_PROJECT'],
  ['ZP', 'DAT13_PHOTO'],
];

/** A fonds with a template for each usual category. */
export const makeFonds = async (
  tenant: TestTenant,
  overrides: { number?: string; isOfficial?: boolean; schemes?: typeof SCHEMES } = {},
): Promise<{ id: string; number: string }> => {
  const pools = await testPools();
  const fonds = { id: uuidv7(), number: overrides.number ?? 'B028' };
  await withTenantDb(pools, scopeOf(tenant), async (tdb) => {
    await tdb
      .insertInto('fonds')
      .values({ tenantId: tenant.id, ...fonds, name: tenant.name, isOfficial: overrides.isOfficial ?? true })
      .execute();
    const schemes = (overrides.schemes ?? SCHEMES).map(([categoryCode, templateCode]) => ({
      tenantId: tenant.id,
      id: uuidv7(),
      fondsId: fonds.id,
      categoryCode,
      templateCode,
      yearFrom: 2000,
    }));
    if (schemes.length > 0) await tdb.insertInto('classificationScheme').values(schemes).execute();
  });
  return fonds;
};

/** Bytes of a tenant in the object store, as an upload leaves them. */
export const makeObject = async (tenant: TestTenant, bytes: Buffer, fileName: string): Promise<string> => {
  const pools = await testPools();
  const scope = scopeOf(tenant);
  const stored = await withTenantDb(pools, scope, (tdb) =>
    storeUpload(tdb, scope, testObjects(), { stream: bytes, fileName, maxBytes: 100_000_000 }),
  );
  return stored.id;
};

/** What the worker's binder gives a step-by-step use case. */
export const stepsFor = async <Payload>(tenant: TestTenant, payload: Payload) => ({
  pools: await testPools(),
  scope: scopeOf(tenant),
  payload,
  progress: async () => undefined,
  signal: new AbortController().signal,
});

/** A live grant over a unit's archives for one inspector; dates and scope as overrides. */
export const makeGrant = async (
  bureau: TestTenant,
  unit: TestTenant,
  overrides: {
    categoryCodes?: string[];
    yearFrom?: number;
    yearTo?: number;
    validFrom?: string;
    validTo?: string;
    accountIds?: string[];
    recordClasses?: string[];
    registers?: string[];
    roomCodes?: string[];
    registerCodes?: string[];
    isRevoked?: boolean;
  } = {},
): Promise<string> => {
  const pools = await testPools();
  const id = uuidv7();
  const { isRevoked, ...columns } = overrides;
  await withTenantDb(pools, scopeOf(bureau), (tdb) =>
    tdb
      .insertInto('accessGrant')
      .values({
        tenantId: bureau.id,
        id,
        addresseeTenantId: unit.id,
        accountIds: [bureau.worker.accountId],
        recordClasses: ['archive'],
        validFrom: new Date(Date.now() - 3_600_000).toISOString(),
        validTo: new Date(Date.now() + 3_600_000).toISOString(),
        reason: '年度检查',
        grantedBy: bureau.worker.accountId,
        revokedAt: isRevoked ? new Date().toISOString() : null,
        ...columns,
      })
      .execute(),
  );
  return id;
};
