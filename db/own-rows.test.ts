import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { withTenantDb } from './client.ts';
import { scopeOf } from './testing/factories/archive.ts';
import { makeTransferWorld, type TransferWorld } from './testing/factories/disposition.ts';
import { OWN_ROWS } from './testing/factories/own-rows.ts';
import type { TestTenant } from './testing/factories/tenancy.ts';
import { testPools } from './testing/test-db.ts';

/* The fences are asked with planted rows elsewhere; here with rows as the product writes them, table by table. */

let world: TransferWorld;
beforeAll(async () => {
  world = await makeTransferWorld();
});

const seenBy = async (reader: TestTenant, table: string, owner: TestTenant): Promise<number> => {
  const { rows } = await withTenantDb(await testPools(), scopeOf(reader), (tdb) =>
    sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where tenant_id = ${owner.id}`.execute(tdb),
  );
  return rows[0]?.n ?? 0;
};

it.each(Object.entries(OWN_ROWS))('a row of %s is its owner’s, and no other district’s', async (table, make) => {
  const owner = await make(world);
  expect(await seenBy(owner, table, owner)).toBeGreaterThan(0);
  for (const foreign of [world.stranger, world.otherArchives]) expect(await seenBy(foreign, table, owner)).toBe(0);
});
