import { expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { type DueEdge, listDueRows } from '@/db/queries/disposition-transfer.queries';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { fileRecords, makeTransferWorld } from '@/db/testing/factories/disposition';
import { testPools } from '@/db/testing/test-db';

it('walks what is due line by line to the end, across years and fonds, and meets no other unit', async () => {
  const { unit, fonds, stranger } = await makeTransferWorld();
  const second = await makeFonds(unit, { number: 'B029' });
  for (const year of [2009, 2010]) await fileRecords(unit, fonds.id, 1, { filingYear: year });
  await fileRecords(unit, second.id, 2, { filingYear: 2010 });
  await fileRecords(stranger, (await makeFonds(stranger)).id, 1);
  const pools = await testPools();
  const read = (after: DueEdge | undefined, limit: number) =>
    withTenantDb(pools, scopeOf(unit), (tdb) => listDueRows(tdb, unit.id, ['Y'], { after, limit }));
  const whole = await read(undefined, 10);
  expect(whole.map((row) => [row.filingYear, row.fondsNumber, row.pieces])).toEqual([
    [2009, 'B028', 1],
    [2010, 'B028', 1],
    [2010, 'B029', 2],
  ]);
  const walked: typeof whole = [];
  let after: DueEdge | undefined;
  for (;;) {
    const [row] = await read(after, 1);
    if (!row) break;
    walked.push(row);
    after = [row.filingYear, row.fondsNumber, row.categoryCode, row.fondsId];
  }
  expect(walked).toEqual(whole);
});
