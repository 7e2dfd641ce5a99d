import { readFile } from 'node:fs/promises';
import { it } from 'vitest';
import { sql } from 'kysely';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { withTenantDb } from '@/db/client';
import { makeFonds, makeObject, scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { makeWorkbook } from '@/e2e/workbooks/make-workbook';
import { readImport } from './read-import.ts';
import { fileImport } from './file-import.ts';
import { listReadyRows, linkFiledRows } from '@/db/queries/archive-import-row.queries';
import { findTakenCodes, insertItems } from '@/db/queries/archive-item.queries';
import { resolveCode, highestNumbers } from '../resolve-code.ts';
import { composeItem } from '../compose-item.ts';
import { raiseNumbers } from '@/db/queries/archive-number.queries';
import { storedRecordOf } from './prepare-row.ts';
it('speed', async () => {
  const unit = await makeTenant('department');
  const fonds = await makeFonds(unit, { number: 'B031' });
  const out = '/tmp/speed.xlsx';
  await makeWorkbook({ rows: 10000, wrong: 0, seed: 5, fondsNumber: 'B031', out });
  const objectId = await makeObject(unit, await readFile(out), 'x.xlsx');
  const { batchId } = await (await callAs(unit)).archive.startImport({ objectId, fondsId: fonds.id, categoryCode: 'WS' });
  let t = performance.now();
  const lap = (name: string) => { console.log(name, Math.round(performance.now() - t)); t = performance.now(); };
  await readImport(await stepsFor(unit, { batchId }), testObjects());
  lap('read 10k');
  await (await callAs(unit)).archive.fileImport({ batchId }); t = performance.now();
  await fileImport({ ...(await stepsFor(unit, { batchId })), progress: async (d: number) => { lap(`filed ${d}`); } });
  lap('commit');
  await makeWorkbook({ rows: 5000, wrong: 0, seed: 9, fondsNumber: 'B032', out });
  const u2 = await makeTenant('department'); const f2 = await makeFonds(u2, { number: 'B032' });
  const ob2 = await makeObject(u2, await readFile(out), 'x.xlsx');
  const b2 = (await (await callAs(u2)).archive.startImport({ objectId: ob2, fondsId: f2.id, categoryCode: 'WS' })).batchId;
  await readImport(await stepsFor(u2, { batchId: b2 }), testObjects());
  await withTenantDb(await testPools(), scopeOf(u2), async (tdb) => {
    const rows = await listReadyRows(tdb, u2.id, b2, { isNumbered: false, after: 0, limit: 5000 });
    const items = rows.map((row) => { const item = storedRecordOf(row).item!; const r = resolveCode(item, 'DAT22_2015'); if (r.kind !== 'kept') throw new Error(r.kind); return composeItem(item, r.code, 1, { fondsId: f2.id, createdBy: u2.worker.accountId, importBatchId: b2, importRow: row.rowNumber }); });
    const pg = (await import('pg')).default; const q0 = pg.Client.prototype.query as any;
    (pg.Client.prototype as any).query = function (...a: any[]) { if (typeof a[0] === 'string' && a[0].includes('insert into archive_item')) { a[0] = 'explain (analyze, timing on) ' + a[0]; const r = q0.apply(this, a); r?.then?.((x: any) => console.log(x.rows.map((y: any) => Object.values(y)[0]).join('\n'))); return r; } return q0.apply(this, a); };
    await insertItems(tdb, u2.id, items);
  });
  const admin = await testAdmin();
  const cols = 'tenant_id, id, fonds_id, level, category_code, subcategory_code, filing_year, retention_code, org_code, item_number, reference_code, code_sort, code_template, title, responsible_party, document_number, document_date, page_count, archived_on, search_text, search_tokens, created_by';
  await admin.query('create table copied (like archive_item including all)');
  const { rows } = await admin.query(`select concat_ws(E'\\t', ${cols.split(', ').map((c) => `coalesce(${c}::text, '\\N')`).join(', ')}) as line from archive_item where tenant_id=$1`, [unit.id]);
  for (let k = 0; k < 2; k++) {
    await admin.query('truncate copied');
    for (let i = 0; i < rows.length; i += 5000) {
      t = performance.now();
      await pipeline(Readable.from([Buffer.from(rows.slice(i, i + 5000).map((r) => r.line + '\n').join(''))]), admin.query(copyFrom(`copy copied (${cols}) from stdin`)));
      lap('copy 5000');
    }
  }
  void sql;
}, 300000);
