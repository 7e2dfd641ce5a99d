import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onCommit, withSystemDb, withTenantDb } from './client.ts';
import { makeTenant } from './testing/factories/tenancy.ts';
import { testAdmin, testPools } from './testing/test-db.ts';

const scopeOf = (tenant: { id: number; worker: { accountId: string } }) => ({
  tenantId: tenant.id,
  accountId: tenant.worker.accountId,
});

it('keeps nothing of a transaction that fails, and tells nobody that it committed', async () => {
  const pools = await testPools();
  const tenant = await makeTenant('township');
  let told = false;
  const failing = withTenantDb(pools, scopeOf(tenant), async (tdb) => {
    onCommit(() => {
      told = true;
    });
    await sql`update membership set position = 'x' where tenant_id = ${tenant.id}`.execute(tdb);
    throw new Error('in the middle');
  });
  await expect(failing).rejects.toThrow('in the middle');
  const { rows } = await withTenantDb(pools, scopeOf(tenant), (tdb) =>
    sql<{ position: string | null }>`select position from membership`.execute(tdb),
  );
  expect(rows).toEqual([{ position: null }]);
  expect(told).toBe(false);
});

it('never shows a tenant to the next user of a pooled connection, with failures in between', async () => {
  const pools = await testPools();
  const tenants = await Promise.all(Array.from({ length: 8 }, () => makeTenant('village')));
  const wrong: number[] = [];
  await Promise.all(
    Array.from({ length: 400 }, async (_, index) => {
      const tenant = tenants[index % tenants.length]!;
      await withTenantDb(pools, scopeOf(tenant), async (tdb) => {
        const { rows } = await sql<{ tenantId: number }>`select tenant_id from membership`.execute(tdb);
        if (rows.some((row) => row.tenantId !== tenant.id)) wrong.push(tenant.id);
        if (index % 5 === 0) throw new Error('rolled back');
      }).catch(() => undefined);
    }),
  );
  expect(wrong).toEqual([]);
});

it('refuses a scope that is no number and no account', async () => {
  const pools = await testPools();
  await expect(
    withTenantDb(pools, { tenantId: 1, accountId: "'; drop table tenant; --" }, async () => null),
  ).rejects.toThrow('damaged');
  await expect(withTenantDb(pools, { tenantId: Number.NaN, accountId: null }, async () => null)).rejects.toThrow(
    'tenant',
  );
});

it('survives a connection that the server ends in the middle of a transaction', async () => {
  const pools = await testPools();
  const admin = await testAdmin();
  const cut = withSystemDb(pools, async (sdb) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(sdb);
    await admin.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    // Until the end of the connection has come through, as it does while somebody waits for a slow sender.
    await new Promise((resolve) => setTimeout(resolve, 200));
    return sql`select 1`.execute(sdb);
  });
  await expect(cut).rejects.toThrow();
  const after = await withSystemDb(pools, (sdb) => sql<{ n: number }>`select 1 as n`.execute(sdb));
  expect(after.rows[0]?.n).toBe(1);
});
