import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, makeObject, scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { EXAMPLE_SHEETS } from '@/e2e/workbooks/example-sheets';
import { makeWorkbook } from '@/e2e/workbooks/make-workbook';
import { csvLine } from '@/server/domain/shared/spreadsheet-cell';
import { readObject } from '@/server/objects/read-object';
import { writeExport } from '../export-list.ts';
import { fileImport } from './file-import.ts';
import { readImport } from './read-import.ts';
import { readWorkbook } from './read-workbook.ts';

let folder = '';
beforeAll(async () => {
  folder = tempFolder('test');
});

const csv = (rows: readonly (readonly string[])[]): Buffer => Buffer.from(`\uFEFF${rows.map(csvLine).join('')}`);

/** Upload, start, read: as the person and then as the worker. */
const preview = async (
  unit: TestTenant,
  fondsId: string,
  bytes: Buffer,
  categoryCode = 'WS',
  fileName = '归档文件目录.xlsx',
) => {
  const objectId = await makeObject(unit, bytes, fileName);
  const { batchId } = await (await callAs(unit)).archive.startImport({ objectId, fondsId, categoryCode });
  await readImport(await stepsFor(unit, { batchId }), testObjects());
  return batchId;
};

const file = async (unit: TestTenant, batchId: string) => {
  await (await callAs(unit)).archive.fileImport({ batchId });
  return fileImport(await stepsFor(unit, { batchId }));
};

const codesOf = async (unit: TestTenant): Promise<string[]> => {
  const { rows } = await (await testAdmin()).query<{ code: string }>(
    'select reference_code as code from archive_item where tenant_id = $1 order by code_sort',
    [unit.id],
  );
  return rows.map((row) => row.code);
};

const makeUnit = async (number = 'B028') => {
  const unit = await makeTenant('department');
  return { unit, fonds: await makeFonds(unit, { number }) };
};

describe('the examples of the standard', () => {
  it.each(EXAMPLE_SHEETS.map((sheet) => [sheet.name, sheet] as const))(
    'imports the %s catalogue with the codes that it brings',
    async (_name, sheet) => {
      const { unit, fonds } = await makeUnit();
      const bytes = csv([sheet.headings, ...sheet.rows]);
      const batchId = await preview(unit, fonds.id, bytes, sheet.defaults.categoryCode, '目录.csv');
      const batch = await (await callAs(unit)).archive.importById({ batchId });
      // Photographs bring six groups by their titles.
      const rowCount = 10 + (sheet.name === '照片' ? 6 : 0);
      expect(batch).toMatchObject({ state: 'previewed', rowCount, wrongCount: 0, readyCount: rowCount });
      await file(unit, batchId);
      const codes = (await codesOf(unit)).filter((code) => sheet.name !== '照片' || code.split('-').length === 4);
      expect(codes).toEqual(sheet.rows.map((row) => row[0] ?? '').sort());
    },
  );

  it('numbers the same catalogue without codes in the order of its rows, after the numbers that are kept', async () => {
    const { unit, fonds } = await makeUnit();
    const headings = ['档号', '题名', '日期', '年度', '保管期限', '机构（问题）', '件号'];
    const rows = [
      ['', '关于甲事项的通知', '20230110', '2023', '永久', 'BGS', ''],
      ['B028-WS·2023-Y-BGS-0003', '关于乙事项的通知', '20230111', '2023', '永久', 'BGS', ''],
      ['', '关于丙事项的通知', '20230112', '2023', '永久', 'BGS', ''],
      ['', '关于丁事项的通知', '20230113', '2023', '永久', 'BGS', '7'],
      ['', '关于戊事项的通知', '20230114', '2023', '30年', 'BGS', ''],
      ['', '关于己事项的通知', '20230115', '2023', '30年', '', ''],
    ];
    const batchId = await preview(unit, fonds.id, csv([headings, ...rows]), 'WS', '目录.csv');
    const batch = await (await callAs(unit)).archive.importById({ batchId });
    expect(batch.numbering).toEqual([
      { scope: 'B028-WS·2023-D30-BGS', count: 1 },
      { scope: 'B028-WS·2023-Y-BGS', count: 2 },
    ]);
    expect(batch.groups.filter((group) => group.severity === 'error')).toEqual([
      { code: 'FIELD_MISSING', severity: 'error', field: 'orgCode', count: 1 },
    ]);
    await file(unit, batchId);
    const { rows: titles } = await (await testAdmin()).query(
      'select reference_code as code, title from archive_item where tenant_id = $1 order by code_sort',
      [unit.id],
    );
    expect(titles).toEqual([
      { code: 'B028-WS·2023-D30-BGS-0001', title: '关于戊事项的通知' },
      { code: 'B028-WS·2023-Y-BGS-0003', title: '关于乙事项的通知' },
      { code: 'B028-WS·2023-Y-BGS-0007', title: '关于丁事项的通知' },
      { code: 'B028-WS·2023-Y-BGS-0008', title: '关于甲事项的通知' },
      { code: 'B028-WS·2023-Y-BGS-0009', title: '关于丙事项的通知' },
    ]);
  });
});

describe('a workbook of 5,000 rows with planted faults', () => {
  let unit: TestTenant;
  let fonds: { id: string };
  let bytes: Buffer;
  let batchId: string;
  let planted: { code: string; field: string; rowNumber: number; kind: string }[];
  const WARNINGS = ['YEAR_DATE', 'DOCNO_STYLE'];

  beforeAll(async () => {
    ({ unit, fonds } = await makeUnit('B031'));
    const out = path.join(folder, 'large.xlsx');
    ({ planted } = await makeWorkbook({ rows: 5_000, wrong: 60, seed: 5, fondsNumber: 'B031', layout: 'title', out }));
    bytes = await readFile(out);
    batchId = await preview(unit, fonds.id, bytes);
  }, 120_000);

  const errors = () => planted.filter((problem) => !WARNINGS.includes(problem.code));

  it('finds each planted fault at its row and its field, and no other error', async () => {
    const api = await callAs(unit);
    const batch = await api.archive.importById({ batchId });
    expect(batch).toMatchObject({ state: 'previewed', rowCount: 5_000, wrongCount: errors().length });
    const { rows } = await api.archive.importRows({ batchId, onlyWrong: true, limit: 200 });
    expect(rows.map((row) => row.rowNumber)).toEqual(
      errors()
        .map((problem) => problem.rowNumber)
        .sort((a, b) => a - b),
    );
    for (const problem of errors()) {
      const row = rows.find((candidate) => candidate.rowNumber === problem.rowNumber);
      expect(
        row?.problems.filter(({ severity }) => severity === 'error').map(({ code, field }) => [code, field]),
      ).toEqual([[problem.code, problem.field]]);
    }
  });

  it('keeps nothing of a row with a secrecy marking, and shuts its bytes away', async () => {
    const blocked = planted.filter((problem) => problem.code === 'SECURITY_BLOCK').map((problem) => problem.rowNumber);
    expect(blocked.length).toBeGreaterThan(0);
    const { rows } = await (await testAdmin()).query<{ record: unknown }>(
      'select record from import_row where batch_id = $1 and row_number = any ($2)',
      [batchId, blocked],
    );
    expect(rows.map((row) => row.record)).toEqual(blocked.map(() => ({ cells: {}, item: null })));
    const { rows: objects } = await (await testAdmin()).query(
      'select o.state from stored_object o join import_batch b on b.object_id = o.id where b.id = $1',
      [batchId],
    );
    expect(objects).toEqual([{ state: 'quarantined' }]);
  });

  it('corrects a row in place, and still refuses a wrong correction', async () => {
    const api = await callAs(unit);
    const wrong = planted.find((problem) => problem.kind === 'impossible_date');
    const rowNumber = wrong?.rowNumber ?? 0;
    const worse = await api.archive.fixImportRow({ batchId, rowNumber, cells: { documentDate: '2031-02-30' } });
    expect(worse.isWrong).toBe(true);
    const fixed = await api.archive.fixImportRow({ batchId, rowNumber, cells: { documentDate: '2023年5月6日' } });
    expect(fixed).toMatchObject({ isWrong: false, rowNumber });
    await expect(api.archive.fixImportRow({ batchId, rowNumber, cells: { remarks: '机密★' } })).rejects.toMatchObject({
      message: 'CLASSIFIED_CONTENT_REFUSED',
    });
    const taken = await api.archive.importRows({ batchId, limit: 1 });
    const code = taken.rows[0]?.referenceCode ?? '';
    const doubled = await api.archive.fixImportRow({
      batchId,
      rowNumber,
      cells: { referenceCode: code, filingYear: '', retentionCode: '', orgCode: '', itemNumber: '' },
    });
    expect(doubled.problems).toContainEqual(expect.objectContaining({ code: 'CODE_UNIQUE' }));
  });

  it('gives the wrong rows back as a workbook with a reason each, which can be imported again', async () => {
    await (await callAs(unit)).archive.makeImportErrors({ batchId });
    const reference = await (await callAs(unit)).archive.downloadImportErrors({ batchId });
    const filePath = path.join(folder, 'errors.xlsx');
    await writeFile(filePath, await readObject(testObjects(), reference));
    const rows: string[][] = [];
    const summary = await readWorkbook(filePath, {
      onRows: async (read) => void rows.push(...read.map((row) => row.cells)),
    });
    expect(rows).toHaveLength(errors().length);
    const reasonColumn = summary.columns.findIndex((column) => column.header === '错误原因');
    expect(rows.every((cells) => (cells[reasonColumn] ?? '').length > 4)).toBe(true);
    expect(summary.columns.map((column) => column.field)).toContain('title');
  });

  it('is stopped in the middle, goes on, and files every right row once', async () => {
    const api = await callAs(unit);
    const ready = (await api.archive.importById({ batchId })).readyCount;
    await api.archive.fileImport({ batchId });
    const admin = await testAdmin();
    // The first attempt dies inside its transaction, after the records were written and before their rows were marked.
    await admin.query(`create function stop_here() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$;
      create trigger stop_here before update of item_id on import_row for each statement execute function stop_here();`);
    const steps = await stepsFor(unit, { batchId });
    await expect(fileImport(steps)).rejects.toThrow('power cut');
    expect(await codesOf(unit)).toEqual([]);
    await admin.query('drop trigger stop_here on import_row; drop function stop_here()');
    // The second is told to stop after its first chunk, the third goes on; a fourth that comes late does nothing.
    const progress = async () => {
      throw new Error('worker stops');
    };
    await expect(fileImport({ ...steps, progress })).rejects.toThrow('worker stops');
    await fileImport(steps);
    expect(await fileImport(steps)).toEqual({ skipped: true });
    const codes = await codesOf(unit);
    expect(codes).toHaveLength(ready);
    expect(new Set(codes).size).toBe(ready);
    const batch = await api.archive.importById({ batchId });
    expect(batch).toMatchObject({ state: 'filed', filedCount: ready, readyCount: 0 });
  }, 120_000);

  it('adds nothing when the same file comes again, or the same rows in another file', async () => {
    const before = (await codesOf(unit)).length;
    // The first object was shut away; the same bytes come as a new upload.
    const objectId = await makeObject(unit, bytes, '再次上传.xlsx');
    await expect(
      (await callAs(unit)).archive.startImport({ objectId, fondsId: fonds.id, categoryCode: 'WS' }),
    ).rejects.toMatchObject({ message: 'IMPORT_ALREADY_FILED' });
    await expect((await callAs(unit)).archive.fileImport({ batchId })).rejects.toMatchObject({
      message: 'IMPORT_ALREADY_FILED',
    });
    const out = path.join(folder, 'again.xlsx');
    await makeWorkbook({ rows: 5_000, wrong: 60, seed: 5, fondsNumber: 'B031', layout: 'plain', out });
    const again = await preview(unit, fonds.id, await readFile(out));
    const batch = await (await callAs(unit)).archive.importById({ batchId: again });
    expect(batch.rowCount - batch.wrongCount - batch.knownCount).toBe(batch.readyCount);
    expect(batch.knownCount).toBeGreaterThan(4_800);
    if (batch.readyCount > 0) await file(unit, again);
    expect((await codesOf(unit)).length - before).toBe(batch.readyCount);
    expect(batch.readyCount).toBeLessThanOrEqual(60);
  }, 120_000);

  it('files a row that was corrected after the first filing', async () => {
    const api = await callAs(unit);
    const { rows } = await api.archive.importRows({ batchId, onlyWrong: true, problemCode: 'FIELD_MISSING', limit: 1 });
    const rowNumber = rows[0]?.rowNumber ?? 0;
    const fixed = await api.archive.fixImportRow({
      batchId,
      rowNumber,
      cells: { title: '关于补录事项的通知', referenceCode: '', itemNumber: '' },
    });
    expect(fixed).toMatchObject({ isWrong: false, isNumberedOnFiling: true });
    const before = (await codesOf(unit)).length;
    await file(unit, batchId);
    expect((await codesOf(unit)).length).toBe(before + 1);
    await expect(api.archive.fixImportRow({ batchId, rowNumber, cells: { title: '改' } })).rejects.toMatchObject({
      message: 'ITEM_FILED',
    });
    const item = (await api.archive.list({ q: '关于补录事项' })).rows[0];
    const { origin } = await api.archive.byId({ id: item?.id ?? '' });
    expect(origin).toMatchObject({ batchId, rowNumber });
  });

  it('exports the list as text that no spreadsheet program runs', async () => {
    const api = await callAs(unit);
    await api.archive.create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2023,
      retentionCode: 'Y',
      orgCode: 'XLS',
      title: '=HYPERLINK("http://x","点我")',
      documentDate: '20230101',
      openFlag: 'open',
    });
    const { jobId } = await (await callAs(unit)).archive.exportList({
      orgCode: 'XLS',
      sort: 'code',
      columns: ['title', 'referenceCode', 'retentionCode'],
    });
    const payload = {
      orgCode: 'XLS',
      sort: 'code' as const,
      columns: ['title' as const, 'referenceCode' as const, 'retentionCode' as const],
    };
    const { objectId } = await writeExport(await stepsFor(unit, payload), testObjects());
    await (await testAdmin()).query("update job_run set state = 'done', result = $1 where id = $2", [
      JSON.stringify({ objectId }),
      jobId,
    ]);
    const reference = await api.archive.downloadExport({ jobId });
    const filePath = path.join(folder, 'export.xlsx');
    await writeFile(filePath, await readObject(testObjects(), reference));
    const rows: string[][] = [];
    await readWorkbook(filePath, { onRows: async (read) => void rows.push(...read.map((row) => row.cells)) });
    expect(rows).toEqual([['=HYPERLINK("http://x","点我")', 'B031-WS·2023-Y-XLS-0001', '永久']]);
    const stranger = await makeTenant('department');
    await expect((await callAs(stranger)).archive.downloadExport({ jobId })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });
});

describe('the border', () => {
  it('shows a stranger no batch, no row, no workbook, and takes no foreign object or fonds', async () => {
    const [{ unit, fonds }, other] = [await makeUnit(), await makeUnit('X001')];
    const batchId = await preview(
      unit,
      fonds.id,
      csv([
        ['档号', '题名', '日期'],
        ['B028-WS·2023-Y-BGS-0001', '关于甲事项的通知', '20230110'],
      ]),
      'WS',
      '目录.csv',
    );
    const objectId = await makeObject(unit, csv([['档号', '题名', '日期']]), '目录2.csv');
    const api = await callAs(other.unit);
    const calls = [
      api.archive.importById({ batchId }),
      api.archive.importRows({ batchId }),
      api.archive.fixImportRow({ batchId, rowNumber: 2, cells: {} }),
      (await callAs(other.unit)).archive.fileImport({ batchId }),
      (await callAs(other.unit)).archive.makeImportErrors({ batchId }),
      api.archive.downloadImportErrors({ batchId }),
      (await callAs(other.unit)).archive.startImport({ objectId, fondsId: other.fonds.id, categoryCode: 'WS' }),
      (await callAs(unit)).archive.startImport({ objectId, fondsId: other.fonds.id, categoryCode: 'WS' }),
    ];
    const answers = await Promise.all(
      calls.map((call) =>
        call.then(
          () => 'answered',
          (error) => error.message,
        ),
      ),
    );
    expect(answers).toEqual(calls.map(() => 'NOT_FOUND'));
    expect(await readImport(await stepsFor(other.unit, { batchId }), testObjects())).toEqual({ skipped: true });
  });

  it('ends a batch whose workbook cannot be read, with the reason', async () => {
    const { unit, fonds } = await makeUnit();
    const objectId = await makeObject(
      unit,
      csv([
        ['甲', '乙'],
        ['1', '2'],
      ]),
      '无表头.csv',
    );
    const { batchId } = await (await callAs(unit)).archive.startImport({
      objectId,
      fondsId: fonds.id,
      categoryCode: 'WS',
    });
    await expect(readImport(await stepsFor(unit, { batchId }), testObjects())).rejects.toMatchObject({
      code: 'WORKBOOK_HAS_NO_HEADER',
    });
    expect(await (await callAs(unit)).archive.importById({ batchId })).toMatchObject({
      state: 'failed',
      errorCode: 'WORKBOOK_HAS_NO_HEADER',
      rowCount: 0,
    });
    await expect((await callAs(unit)).archive.fileImport({ batchId })).rejects.toMatchObject({
      message: 'IMPORT_NOT_READY',
    });
  });

  it('makes no row two records when two workers are at the same batch', async () => {
    const { unit, fonds } = await makeUnit();
    const rows = Array.from({ length: 400 }, (_, index) => [
      `关于某事项${index}的通知`,
      '20230110',
      '2023',
      '永久',
      'BGS',
    ]);
    const batchId = await preview(
      unit,
      fonds.id,
      csv([['题名', '日期', '年度', '保管期限', '机构'], ...rows]),
      'WS',
      'a.csv',
    );
    await (await callAs(unit)).archive.fileImport({ batchId });
    const steps = await stepsFor(unit, { batchId });
    await Promise.all([fileImport(steps), fileImport(steps)]);
    expect(await codesOf(unit)).toHaveLength(400);
    expect((await codesOf(unit)).at(-1)).toBe('B028-WS·2023-Y-BGS-0400');
  });

  it('files two workbooks at once into one scope without a gap or a double', async () => {
    const { unit, fonds } = await makeUnit();
    const rows = (name: string) =>
      Array.from({ length: 300 }, (_, index) => [
        `关于${name}事项${index}的通知`,
        '20230110',
        '2023',
        '永久',
        index % 2 ? 'BGS' : 'SGK',
      ]);
    const headings = ['题名', '日期', '年度', '保管期限', '机构'];
    const batches = [
      await preview(unit, fonds.id, csv([headings, ...rows('甲')]), 'WS', 'a.csv'),
      await preview(unit, fonds.id, csv([headings, ...rows('乙')]), 'WS', 'b.csv'),
    ];
    await Promise.all(batches.map((batchId) => file(unit, batchId)));
    const expected = ['BGS', 'SGK'].flatMap((org) =>
      Array.from({ length: 300 }, (_, index) => `B028-WS·2023-Y-${org}-${String(index + 1).padStart(4, '0')}`),
    );
    expect(await codesOf(unit)).toEqual(expected);
    const counted = await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
      tdb
        .selectFrom('archiveCount')
        .select(['orgCode', 'itemCount'])
        .where('tenantId', '=', unit.id)
        .orderBy('orgCode')
        .execute(),
    );
    expect(counted).toEqual([
      { orgCode: 'BGS', itemCount: 300 },
      { orgCode: 'SGK', itemCount: 300 },
    ]);
  });
});
