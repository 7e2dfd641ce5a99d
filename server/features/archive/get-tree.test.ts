import { expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { countTreeLeaves, listTreeLeaves, type TreeDepth } from '@/db/queries/archive-scheme.queries';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { fileRecords } from '@/db/testing/factories/disposition';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';

it('tells the tree as deep as it fits, with the same counts at every depth, and to nobody else', async () => {
  const [unit, stranger] = [await makeTenant('township'), await makeTenant('township')];
  const fonds = await makeFonds(unit);
  const other = await makeFonds(unit, { number: 'B029' });
  await fileRecords(unit, fonds.id, 2, { filingYear: 2010 });
  await fileRecords(unit, fonds.id, 1, { filingYear: 2011 });
  await fileRecords(unit, other.id, 1);
  const read = async (depth: TreeDepth, fondsId?: string) =>
    withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
      listTreeLeaves(tdb, unit.id, { depth, fondsId, limit: 100 }),
    );
  expect((await read(5, fonds.id)).map((leaf) => [leaf.filingYear, leaf.orgCode, leaf.itemCount])).toEqual([
    [2011, 'DZB', 1],
    [2010, 'DZB', 2],
  ]);
  expect(await read(3, fonds.id)).toMatchObject([
    { filingYear: 2011, retentionCode: '', orgCode: '', itemCount: 1 },
    { filingYear: 2010, retentionCode: '', orgCode: '', itemCount: 2 },
  ]);
  expect(await read(2, fonds.id)).toMatchObject([{ categoryCode: 'WS', filingYear: 0, itemCount: 3 }]);
  expect((await read(1)).map((leaf) => leaf.itemCount).sort()).toEqual([1, 3]);
  const counted = await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    countTreeLeaves(tdb, unit.id, undefined),
  );
  expect(counted).toEqual([
    { depth: 5, leaves: 3 },
    { depth: 3, leaves: 3 },
    { depth: 2, leaves: 2 },
  ]);
  const whole = await callEach(unit).archive.tree({ fondsId: fonds.id });
  expect([whole.isWhole, whole.leaves.length]).toEqual([true, 3]);
  expect((await callEach(unit).archive.fonds()).map((row) => row.itemCount)).toEqual([3, 1]);
  // A fonds of another reads like one that does not exist.
  const alien = await callEach(stranger).archive.tree({ fondsId: fonds.id });
  expect(alien).toEqual({ fonds: [], leaves: [], isWhole: true });
});
