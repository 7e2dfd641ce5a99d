import exceljs from 'exceljs';
import { beforeAll, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { makeFonds, makeGrant, scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import { writeGrantedSearchExport } from './export-granted-search.ts';
import { writeThematicExport } from './export-thematic.ts';

let bureau: TestTenant;
let unit: TestTenant;
let second: TestTenant;
let stranger: TestTenant;

const file = async (tenant: TestTenant, number: string): Promise<void> => {
  const fonds = await makeFonds(tenant, { number });
  const caller = callEach(tenant);
  const record = { fondsId: fonds.id, filingYear: 2021, retentionCode: 'Y' };
  const document = { ...record, categoryCode: 'WS', orgCode: 'BGS', documentDate: '20210506' };
  await caller.archive.create({ ...document, title: '红军标语', topics: ['HSDA'] });
  await caller.archive.create({ ...record, categoryCode: 'ZP', level: 'group', title: '老区照片', topics: ['HSDA'] });
  await caller.archive.create({ ...document, title: '普通通知' });
};

beforeAll(async () => {
  ({ bureau, unit, stranger } = await makeSupervisedPair());
  second = await makeTenant('repository');
  await supervise(bureau, second);
  for (const [index, tenant] of [unit, second, stranger].entries()) await file(tenant, `B03${index}`);
  await makeGrant(bureau, unit);
  await makeGrant(bureau, second);
}, 60_000);

it('gathers the records of a topic from all opened archives, by unit and by carrier', async () => {
  const inspector = callEach(bureau).archive;
  const all = await inspector.grantedSearch({ topic: 'HSDA', sort: 'code' });
  expect(all.rows.map((row) => `${row.unitName} ${row.title}`).sort()).toEqual(
    [unit, second].flatMap(({ name }) => [`${name} 红军标语`, `${name} 老区照片`]).sort(),
  );
  const photos = await inspector.grantedSearch({ topic: 'HSDA', carrier: 'photo', sort: 'code' });
  expect(photos.rows.map((row) => row.title)).toEqual(['老区照片', '老区照片']);
  const facets = await inspector.grantedFacets({ topic: 'HSDA' });
  expect(facets.facets.find((facet) => facet.code === 'carrier')?.values).toMatchObject([
    { value: 'paper', count: 2 },
    { value: 'photo', count: 2 },
  ]);
  // One's own search knows carriers as well; paper is what is in no other group.
  const own = callEach(unit).archive;
  expect((await own.search({ carrier: 'paper' })).rows.map((row) => row.title).sort()).toEqual([
    '普通通知',
    '红军标语',
  ]);
  expect((await own.searchCount({ carrier: 'photo', isExact: true })).count).toBe(1);
  expect((await own.searchFacets({ carrier: 'photo' })).total).toBe(1);
});

it('takes the topic out as a workbook, and says so in the log of every unit', async () => {
  const inspector = callEach(bureau).archive;
  const asked = { topic: 'HSDA' as const, unitSlug: null, reason: '编红色档案名录' };
  const { jobId } = await inspector.exportThematic(asked);
  expect(await inspector.exportById({ jobId })).toMatchObject({ isReady: false });
  // Without a grant there is nothing to write.
  await expect(writeThematicExport(await stepsFor(stranger, asked), testObjects())).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const { objectId } = await writeThematicExport(await stepsFor(bureau, asked), testObjects());
  const stored = await withTenantDb(await testPools(), scopeOf(bureau), (tdb) =>
    findStoredObject(tdb, bureau.id, objectId),
  );
  if (!stored) throw new Error('the workbook is not there');
  const book = new exceljs.Workbook();
  await book.xlsx.load((await readObject(testObjects(), stored)) as never);
  const rows = book.worksheets[0]?.getSheetValues().slice(1) as (string | number)[][];
  expect(rows[0]?.slice(1, 4)).toEqual(['所在单位', '档号', '题名']);
  expect(
    rows
      .slice(1)
      .map((row) => `${row[1]} ${row[3]}`)
      .sort(),
  ).toEqual([unit, second].flatMap(({ name }) => [`${name} 红军标语`, `${name} 老区照片`]).sort());
  const looks = async (tenant: TestTenant) =>
    (
      await (
        await testAdmin()
      ).query(
        "select 1 from audit_event where tenant_id = $1 and action = 'archive.grantedSearch' and actor_tenant_id = $2",
        [tenant.id, bureau.id],
      )
    ).rowCount;
  expect(await looks(unit)).toBeGreaterThan(0);
  expect(await looks(second)).toBeGreaterThan(0);
  expect(await looks(stranger)).toBe(0);
});

it('takes out what a search across units finds, and keeps the search under a name', async () => {
  const inspector = callEach(bureau).archive;
  const asked = { q: '标语', unitSlug: unit.slug, filingYear: 2021, reason: '核对红色标语' };
  const { jobId } = await inspector.exportGrantedSearch(asked);
  expect(await inspector.exportById({ jobId })).toMatchObject({ isReady: false });
  const { objectId, fileName } = await writeGrantedSearchExport(await stepsFor(bureau, asked), testObjects());
  const stored = await withTenantDb(await testPools(), scopeOf(bureau), (tdb) =>
    findStoredObject(tdb, bureau.id, objectId),
  );
  if (!stored) throw new Error('the workbook is not there');
  const book = new exceljs.Workbook();
  await book.xlsx.load((await readObject(testObjects(), stored)) as never);
  const rows = book.worksheets[0]?.getSheetValues().slice(2) as (string | number)[][];
  expect([fileName, rows.map((row) => `${row[1]} ${row[3]}`)]).toEqual([
    '跨单位检索结果.xlsx',
    [`${unit.name} 红军标语`],
  ]);
  await expect(
    writeGrantedSearchExport(await stepsFor(bureau, { ...asked, unitSlug: stranger.slug }), testObjects()),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await inspector.saveView({ screen: 'granted_search', name: '红色标语', query: 'q=标语' });
  expect((await callEach(bureau).archive.savedViews({ screen: 'granted_search' })).map(({ name }) => name)).toEqual([
    '红色标语',
  ]);
  expect(await callEach(bureau).archive.savedViews({ screen: 'search' })).toEqual([]);
});
