import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { openIncident } from '@/db/queries/fixity-incident.queries';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, callEach, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { readSheet } from './testing/read-sheet.ts';
import { storeFile } from './testing/store-file.ts';

/* The lists of this area as workbooks: what the filter leaves, cells that no spreadsheet computes, nothing to strangers. */
let pools: Pools;
let unit: TestTenant;
let stranger: TestTenant;
const records: { id: string; referenceCode: string }[] = [];
const FORMULA = '=HYPERLINK("http://x")';
let batchId: string;
let linkBatchId: string;
const me = () => callEach(unit);
const other = () => callEach(stranger);

beforeAll(async () => {
  pools = await testPools();
  unit = await makeTenant('repository');
  stranger = await makeTenant('repository');
  const fonds = await makeFonds(unit);
  for (const title of ['关于防汛的通知', FORMULA])
    records.push(
      await (await callAs(unit)).archive.create({
        fondsId: fonds.id,
        categoryCode: 'WS',
        filingYear: 2024,
        retentionCode: 'Y',
        orgCode: 'BGS',
        pageCount: 3,
        title,
        documentDate: '20240506',
      }),
    );
  await storeFile(pools, scopeOf(unit), testObjects(), records[0]?.id ?? '', '0001.txt', '正文');
  const planned = { plannedFrom: '2026-01-01', plannedTo: '2026-12-31' };
  batchId = (await me().digitisation.createBatch({ name: FORMULA, ...planned })).batchId;
  await me().digitisation.addRecords({ batchId, itemIds: [records[1]?.id ?? ''] });
  linkBatchId = (await me().digital.createLinkBatch({ name: '三月扫描件' })).batchId;
}, 120_000);
afterAll(closeInspector);

it('writes digitisation batches as filtered, and the records of one', async () => {
  const all = await readSheet(await me().digitisation.downloadBatches({}));
  expect(all).toHaveLength(2);
  expect(all[1]?.slice(0, 5)).toEqual([expect.stringMatching(/^SZH\d{4}-001$/u), FORMULA, '', '', '进行中']);
  expect(await readSheet(await me().digitisation.downloadBatches({ state: 'done' }))).toHaveLength(1);
  const items = await readSheet(await me().digitisation.downloadBatchItems({ batchId }));
  expect(items[1]?.slice(0, 5)).toEqual([records[1]?.referenceCode, FORMULA, '', '待出库', '3']);
  expect(await readSheet(await me().digitisation.downloadBatchItems({ batchId, step: 'out' }))).toHaveLength(1);
  expect(await readSheet(await me().digitisation.downloadFindings({ batchId }))).toHaveLength(1);
  expect(await readSheet(await other().digitisation.downloadBatches({}))).toHaveLength(1);
  const foreign = { message: 'NOT_FOUND' };
  await expect(other().digitisation.downloadBatchItems({ batchId })).rejects.toMatchObject(foreign);
  await expect(other().digitisation.downloadFindings({ batchId })).rejects.toMatchObject(foreign);
});

it('writes what was asked for most and is not scanned', async () => {
  await (await testAdmin()).query(
    `insert into audit_event (tenant_id, id, at, action, object_kind, object_id, actor_name, actor_tenant_id, actor_tenant_name, grant_id, request_id)
     select $1, $2, now(), 'digital.grantedView', 'archive_item', $3, '区局', $4, '区局', $5, 'test'`,
    [unit.id, uuidv7(), records[0]?.id, stranger.id, uuidv7()],
  );
  const rows = await readSheet(await me().digitisation.downloadProposals({}));
  expect(rows.slice(1).map((row) => [row[0], row[6], row[9]])).toEqual([[records[0]?.referenceCode, '1', '2']]);
  expect(await readSheet(await me().digitisation.downloadProposals({ categoryCode: 'KJ' }))).toHaveLength(1);
  expect(await readSheet(await other().digitisation.downloadProposals({}))).toHaveLength(1);
});

it('writes linking batches, the files of one, and records without files', async () => {
  expect((await readSheet(await me().digital.downloadLinkBatches({})))[1]?.slice(0, 3)).toEqual([
    '三月扫描件',
    '正在收文件',
    '0',
  ]);
  expect(await readSheet(await me().digital.downloadLinkFiles({ batchId: linkBatchId }))).toHaveLength(1);
  expect(await readSheet(await me().digital.downloadBareItems({ filingYear: 2024 }))).toEqual([
    ['档号', '题名', '页数'],
    [records[1]?.referenceCode, FORMULA, '3'],
  ]);
  expect(await readSheet(await me().digital.downloadBareItems({ filingYear: 2023 }))).toHaveLength(1);
  expect(await readSheet(await other().digital.downloadLinkBatches({}))).toHaveLength(1);
  expect(await readSheet(await other().digital.downloadBareItems({}))).toHaveLength(1);
  await expect(other().digital.downloadLinkFiles({ batchId: linkBatchId })).rejects.toMatchObject({
    message: 'NOT_FOUND',
  });
});

it('writes incidents as filtered, and checks', async () => {
  const fault = { path: 'v1/content/x', kind: 'changed', expectedSha256: 'a', foundSha256: 'b', fileId: null } as const;
  await withTenantDb(pools, scopeOf(unit), (tdb) =>
    openIncident(tdb, unit.id, { ...fault, id: uuidv7(), itemId: records[0]?.id ?? '', owner: null }),
  );
  const rows = await readSheet(await me().fixity.downloadIncidents({ state: 'unsettled' }));
  expect(rows).toHaveLength(2);
  expect(rows[1]?.slice(0, 5)).toEqual([
    records[0]?.referenceCode,
    '关于防汛的通知',
    '不属于条目的文件',
    '内容改变',
    '未处理',
  ]);
  expect(await readSheet(await me().fixity.downloadIncidents({ kind: 'missing' }))).toHaveLength(1);
  expect(await readSheet(await other().fixity.downloadIncidents({}))).toHaveLength(1);
  const checks = await readSheet(await me().digital.downloadFourPropertyRuns({}));
  expect(checks[1]?.slice(1, 4)).toEqual(['归档环节', '1 件档案', '没有做完']);
  expect(await readSheet(await other().digital.downloadFourPropertyRuns({}))).toHaveLength(1);
});

it('holds no formula, and is itself in the audit log', async () => {
  const file = await me().digitisation.downloadBatches({});
  const book = new (await import('exceljs')).default.Workbook();
  const { readObject } = await import('@/server/objects/read-object');
  await book.xlsx.load((await readObject(testObjects(), file)) as never);
  book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => expect(cell.formula, cell.address).toBeUndefined()));
  const { rows } = await (await testAdmin()).query(
    `select count(*)::int as n from audit_event where tenant_id = $1 and action = 'digitisation.exportBatches'`,
    [unit.id],
  );
  expect(rows[0]?.n).toBeGreaterThanOrEqual(2);
});
