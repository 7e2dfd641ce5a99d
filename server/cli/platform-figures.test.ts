import { expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { callEach } from '@/db/testing/factories/calls';
import { makeCustomFigure } from '@/db/testing/factories/counted';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdminUrl, testPools } from '@/db/testing/test-db';
import { runPlatformFigures } from './platform-figures.ts';

const year = 2025;
const operator = async (...words: string[]) => runPlatformFigures(await testAdminUrl(), words);
const visit = (tenant: TestTenant, personCount: number) =>
  callEach(tenant).use.registerVisit({
    visitedOn: `${year}-05-06`,
    visitorName: '李某某',
    personCount,
    purpose: 'proof',
    subject: '会计凭证',
    result: 'found',
  });
const platform = async (tenant: TestTenant) =>
  (await callEach(tenant).customFigure.list({ year })).figures.filter(({ origin }) => origin === 'platform');
const release = async (tenant: TestTenant) =>
  callEach(tenant).customFigure.release({ year, ids: (await platform(tenant)).map(({ id }) => id) });

it('counts in every office of the kinds that the operator named, adds up, and is changed by the operator alone', async () => {
  const { bureau, unit } = await makeSupervisedPair('department');
  const second = await makeTenant('township');
  await supervise(bureau, second);
  const kind = unit.kind;
  const village = await makeTenant('village');
  await makeCustomFigure(unit);
  await expect(operator('publish', `${unit.slug}:Z-9`, kind)).rejects.toThrow('Z-9');
  await expect(operator('publish', `${unit.slug}:Z-1`, 'castle')).rejects.toThrow('kinds');
  expect(await operator('publish', `${unit.slug}:Z-1`, `${kind},township`)).toContain('P-1 v1');
  await expect(operator('publish', `${unit.slug}:Z-1`, kind)).rejects.toThrow('出证查档人数');

  await visit(unit, 3);
  await visit(second, 4);
  await visit(village, 5);
  expect(await platform(unit)).toMatchObject([{ code: 'P-1', value: 3, lastYear: { value: 0 }, release: null }]);
  expect(await platform(village)).toEqual([]);
  const [figure] = await platform(second);
  const own = callEach(second).customFigure;
  expect((await own.rows({ id: figure!.id, year })).rows).toMatchObject([{ amount: 4 }]);
  await expect(own.retire({ id: figure!.id, rowVersion: 1 })).rejects.toThrow('NOT_FOUND');
  await expect(callEach(village).customFigure.rows({ id: figure!.id, year })).rejects.toThrow('NOT_FOUND');
  await expect(
    withTenantDb(await testPools(), { tenantId: second.id, accountId: second.worker.accountId }, (tdb) =>
      tdb.updateTable('platformFigure').set({ name: '改名' }).execute(),
    ),
  ).rejects.toThrow('permission denied');

  await release(unit);
  const sums = async () => (await callEach(bureau).customFigure.received({ year })).sums;
  expect(await sums()).toMatchObject([
    { code: 'P-1', total: 3, releasedCount: 1, unitCount: 2, missing: [second.name] },
  ]);
  await release(second);
  expect(await sums()).toMatchObject([{ total: 7, releasedCount: 2, missing: [] }]);

  // Handed on, it adds up above, with its parts.
  const city = await makeTenant('bureau');
  await supervise(city, bureau);
  await callEach(bureau).figure.handOn({ year });
  const above = await callEach(city).customFigure.received({ year });
  expect(above.sums).toMatchObject([{ code: 'P-1', total: 7 }]);
  expect(above.figures).toMatchObject([{ unitName: bureau.name, basis: 'rolled_up', value: 7 }]);
  expect(above.figures[0]?.parts.map(({ unitName, value }) => [unitName, value]).sort()).toEqual(
    [
      [unit.name, 3],
      [second.name, 4],
    ].sort(),
  );

  // Another definition is another version: what was released of the old one is not added to the new.
  const changed = { name: '查档人数', unit: '人次', subject: 'reading_visit' };
  await callEach(unit).customFigure.create({
    ...changed,
    spec: { conditions: [], sum: 'personCount', group: null, period: 'year' },
  });
  expect(await operator('publish', `${unit.slug}:Z-2`, `${kind},township`, 'P-1')).toContain('P-1 v2');
  await release(second);
  expect(await sums()).toMatchObject([{ name: '查档人数', total: 4, missing: [unit.name] }]);

  expect(await operator('retire', 'P-1')).toContain('P-1');
  expect(await platform(unit)).toEqual([]);
  expect(await operator('list')).toMatch(/^P-1\tv2\tretired\t查档人数/u);
  await expect(operator('retire', 'P-1')).rejects.toThrow('P-1');
});
