import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Pools } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { closeRecogniser, recogniseFile } from '@/server/features/digital/recognise-file';
import { storeFile } from '@/server/features/digital/testing/store-file';
import { createStores } from '@/server/objects/create-stores';
import type { ObjectStore } from '@/server/objects/object-store';
import { readWithNewReader } from './read-again.ts';

let pools: Pools;
let unit: TestTenant;
let stranger: TestTenant;
let objects: ObjectStore;
let itemId: string;

const owed = async (tenant: TestTenant): Promise<string[]> =>
  (
    await (
      await testAdmin()
    ).query(
      `select payload->>'fileId' as id from job_run where tenant_id = $1 and name = 'digital.recognise-file' and state = 'owed' order by id`,
      [tenant.id],
    )
  ).rows.map((row) => row.id);
/** What a worker does with what is owed. */
const work = async (tenant: TestTenant): Promise<void> => {
  for (const fileId of await owed(tenant))
    await recogniseFile({
      pools,
      scope: scopeOf(tenant),
      payload: { fileId },
      objects,
      progress: async () => undefined,
    });
  await (await testAdmin()).query(`update job_run set state = 'done', finished_at = now() where tenant_id = $1`, [
    tenant.id,
  ]);
};
const find = async (q: string) => (await callEach(unit).digital.searchText({ q })).hits.map((hit) => hit.fileName);
const newItem = async (tenant: TestTenant): Promise<string> => {
  const fonds = await makeFonds(tenant);
  const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  return (await (await callAs(tenant)).archive.create({ ...record, title: '来文一件', documentDate: '20240506' })).id;
};
const mail = (subject: string): string => `Subject: ${subject}\r\nMIME-Version: 1.0\r\n\r\n正文\r\n`;

beforeAll(async () => {
  pools = await testPools();
  objects = createStores({ dataDir: tempFolder('read-again') });
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  itemId = await newItem(unit);
  for (const n of [1, 2, 3]) await storeFile(pools, scopeOf(unit), objects, itemId, `${n}.eml`, mail(`移交清单${n}`));
  await storeFile(pools, scopeOf(unit), objects, itemId, '4.txt', '记事');
  await storeFile(pools, scopeOf(stranger), objects, await newItem(stranger), '9.eml', mail('别家的信'));
  await work(stranger);
}, 60_000);
afterAll(closeRecogniser);

it('owes nothing while the reading of what came in is owed', async () => {
  expect(await owed(unit)).toHaveLength(4);
  expect(await readWithNewReader(pools)).toEqual({ documents: 0 });
});

it('reads once what a reader left that did not know its kind, some at a time, and leaves the rest', async () => {
  const admin = await testAdmin();
  await work(unit);
  expect(await find('移交清单')).toHaveLength(3);
  // As an older version left them: a mark that they cannot be read.
  await admin.query(
    `update digital_file set text_reader = case when media_type = 'text/plain' then 1 else 0 end where tenant_id = $1`,
    [unit.id],
  );
  await admin.query(
    `update page_text set state = 'failed', failure = 'damaged', engine = 'document-text@1', text = '', search_text = '', search_tokens = ''::tsvector
     where tenant_id = $1 and file_id in (select id from digital_file where media_type = 'message/rfc822')`,
    [unit.id],
  );
  expect(await find('移交清单')).toEqual([]);
  expect(await readWithNewReader(pools, undefined, 2)).toEqual({ documents: 2 });
  // Still owed: not owed twice.
  expect(await readWithNewReader(pools, undefined, 2)).toEqual({ documents: 0 });
  await work(unit);
  expect(await readWithNewReader(pools, undefined, 2)).toEqual({ documents: 1 });
  await work(unit);
  expect(await find('移交清单')).toEqual(['1.eml', '2.eml', '3.eml']);
  expect(await readWithNewReader(pools)).toEqual({ documents: 0 });
  expect(await owed(stranger)).toEqual([]);
});

it('leaves alone what lies in quarantine', async () => {
  const admin = await testAdmin();
  await admin.query(
    `update digital_file set text_reader = 0, scan_state = 'infected', quarantined_from = 'stored', state = 'withdrawn'
     where tenant_id = $1 and file_name = '1.eml'`,
    [unit.id],
  );
  expect(await readWithNewReader(pools)).toEqual({ documents: 0 });
  expect(await find('移交清单')).toEqual(['2.eml', '3.eml']);
});
