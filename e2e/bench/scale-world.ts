import { Client } from 'pg';
import { createPools, type Pools, withTenantDb } from '@/db/client';
import { loadScaleSet, type ScaleSet, type ScaleShape } from '@/db/demo/scale';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { migrateToLatest, SCHEMA_VERSION } from '@/db/migrate';
import { mintScope } from '@/server/tenancy/mint-scope';
import type { TenantScope } from '@/server/tenancy/scope';

export interface ScaleWorld {
  pools: Pools;
  /** The superuser, past every fence: hand-written SQL is measured through it. */
  admin: Client;
  archivist: TenantScope;
  inspector: TenantScope;
  largestId: number;
  unitIds: number[];
  stop(): Promise<void>;
}

const findSet = async (admin: Client): Promise<ScaleSet | null> => {
  const { rows } =
    await admin.query<ScaleSet>(`select b.id as "bureauId", m.account_id as "inspectorId", u.id as "largestId", a.account_id as "archivistId"
    from tenant b join membership m on m.tenant_id = b.id join tenant u on u.slug = 'scale-1' join membership a on a.tenant_id = u.id where b.slug = 'scale-bureau'`);
  return rows[0] ?? null;
};

const connect = async (url: string): Promise<Client> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
};

/** The database is named after its shape and its schema, so that it is made once and used again. */
const prepare = async (clusterUrl: string, shape: ScaleShape): Promise<string> => {
  const name = `bench_${shape.items}_${shape.tenants}_${SCHEMA_VERSION.slice(0, 13).toLowerCase()}`;
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const root = await connect(clusterUrl);
  const existing = await root.query('select 1 from pg_database where datname = $1', [name]);
  if (existing.rows.length > 0) {
    const admin = await connect(url.toString());
    const ready = await admin.query("select to_regclass('bench_ready') is not null as ready");
    await admin.end();
    if (ready.rows[0]?.ready) {
      await root.end();
      return url.toString();
    }
    await root.query(`drop database ${name} with (force)`);
  }
  await root.query(`create database ${name}`);
  await root.end();
  await migrateToLatest(url.toString());
  let said = 0;
  await loadScaleSet(url.toString(), shape, (done) => {
    if (done - said >= 100_000) {
      said = done;
      console.error(`${done} / ${shape.items}`);
    }
  });
  const admin = await connect(url.toString());
  await admin.query('create table bench_ready ()');
  await admin.end();
  return url.toString();
};

const scopeOf = (
  tenantId: number,
  slug: string,
  kind: 'bureau' | 'department',
  accountId: string,
  role: string,
): TenantScope =>
  mintScope({
    tenantId,
    tenantSlug: slug,
    tenantName: slug,
    tenantKind: kind,
    accountId,
    actorName: slug,
    roles: [role],
    requestId: 'bench',
  });

export const openScaleWorld = async (shape: ScaleShape): Promise<ScaleWorld> => {
  const cluster = process.env.BENCH_DATABASE_URL
    ? { url: process.env.BENCH_DATABASE_URL, stop: async () => undefined }
    : await ensureDatabase({ purpose: 'bench' });
  const url = await prepare(cluster.url, shape);
  const admin = await connect(url);
  const set = await findSet(admin);
  if (!set) throw new Error('the scale set is not whole: drop its database and run again');
  const pools = createPools(url, 6);
  const units = await admin.query<{ id: number }>(
    'select addressee_tenant_id as id from access_grant where valid_to > now() order by 1',
  );
  await withTenantDb(pools, { tenantId: set.largestId, accountId: null }, async () => undefined);
  return {
    pools,
    admin,
    archivist: scopeOf(set.largestId, 'scale-1', 'department', set.archivistId, 'unit_archivist'),
    inspector: scopeOf(set.bureauId, 'scale-bureau', 'bureau', set.inspectorId, 'bureau_inspector'),
    largestId: set.largestId,
    unitIds: units.rows.map((row) => row.id),
    stop: async () => {
      await pools.close();
      await admin.end();
      await cluster.stop();
    },
  };
};
