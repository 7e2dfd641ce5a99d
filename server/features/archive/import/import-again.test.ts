import { describe, expect, it } from 'vitest';
import { stepsFor } from '@/db/testing/factories/archive';
import { callAs } from '@/db/testing/factories/calls';
import {
  catalogueOf,
  csvOf,
  fileBatch,
  type ImportUnit,
  makeImportUnit,
  previewImport,
} from '@/db/testing/factories/imports';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { fileImport } from './file-import.ts';
import { runUndo } from './undo-import.ts';

const HEADINGS = ['档号', '题名', '日期', '年度', '保管期限', '机构'];
const without = (index: number): string[] => ['', `关于第${index}件事项的通知`, '20230110', '2023', '永久', 'BGS'];
const withCode = (index: number): string[] => [
  `B028-WS·2023-Y-SGK-${String(index).padStart(4, '0')}`,
  `关于水利第${index}件事项的通知`,
  '20230110',
  '2023',
  '永久',
  'SGK',
];
const rowsOf = (from: number, to: number, make: (index: number) => string[]) =>
  Array.from({ length: to - from + 1 }, (_unused, index) => make(from + index));

const undo = async (unit: ImportUnit, batchId: string) => {
  await (await callAs(unit.unit)).archive.undoImport({ batchId });
  return runUndo(await stepsFor(unit.unit, { batchId }));
};

const codesOf = async (unit: ImportUnit) => (await catalogueOf(unit)).map((record) => record.code);

describe('the same rows again', () => {
  it('says what the same file did before', async () => {
    const unit = await makeImportUnit();
    const bytes = csvOf([HEADINGS, ...rowsOf(1, 3, without)]);
    const batchId = await previewImport(unit, bytes);
    await fileBatch(unit, batchId);
    await expect(previewImport(unit, bytes)).rejects.toMatchObject({
      message: 'IMPORT_ALREADY_FILED',
      cause: { details: { batchId, filedCount: 3 } },
    });
  });

  it('adds only what is new, in any order, with and without codes', async () => {
    const unit = await makeImportUnit();
    const first = [...rowsOf(1, 4, without), ...rowsOf(1, 3, withCode)];
    await fileBatch(unit, await previewImport(unit, csvOf([HEADINGS, ...first])));
    // Two equal rows are two records; the third of them is new.
    const twins = [without(1), without(1)];
    const again = [...first].reverse();
    const batchId = await previewImport(unit, csvOf([HEADINGS, ...again, without(9), withCode(9), ...twins]));
    const batch = await (await callAs(unit.unit)).archive.importById({ batchId });
    expect(batch).toMatchObject({ rowCount: 11, knownCount: 7, readyCount: 4, wrongCount: 0 });
    const known = await (await callAs(unit.unit)).archive.importRows({ batchId, outcome: 'known' });
    expect(known.rows).toHaveLength(7);
    expect(known.rows.every((row) => row.knownItemId !== null)).toBe(true);
    await fileBatch(unit, batchId);
    expect(await codesOf(unit)).toHaveLength(11);
  });

  it('counts a row once that two files brought to the preview', async () => {
    const unit = await makeImportUnit();
    const one = await previewImport(unit, csvOf([HEADINGS, ...rowsOf(1, 5, without)]));
    const other = await previewImport(unit, csvOf([HEADINGS, ...rowsOf(3, 7, without)]));
    await Promise.all([fileBatch(unit, one), fileBatch(unit, other)]);
    expect(await codesOf(unit)).toEqual(rowsOf(1, 7, (index) => [`B028-WS·2023-Y-BGS-000${index}`]).flat());
  });

  it('refuses another record under a code that is taken', async () => {
    const unit = await makeImportUnit();
    await fileBatch(unit, await previewImport(unit, csvOf([HEADINGS, withCode(1)])));
    const other = withCode(1).with(1, '关于另一件事项的通知');
    const batchId = await previewImport(unit, csvOf([HEADINGS, other]));
    const { rows } = await (await callAs(unit.unit)).archive.importRows({ batchId });
    expect(rows[0]?.problems).toContainEqual(expect.objectContaining({ code: 'CODE_UNIQUE', detail: 'taken' }));
  });

  it('refuses the row whose code was taken since the preview, and files the others', async () => {
    const unit = await makeImportUnit();
    const first = await previewImport(unit, csvOf([HEADINGS, withCode(2)]));
    const other = rowsOf(1, 3, (index) => withCode(index).with(1, `关于第${index}件事项的通知`));
    const late = await previewImport(unit, csvOf([HEADINGS, ...other]));
    await fileBatch(unit, first);
    await fileBatch(unit, late);
    expect(await codesOf(unit)).toHaveLength(3);
    const { rows } = await (await callAs(unit.unit)).archive.importRows({ batchId: late, onlyWrong: true });
    expect(rows).toHaveLength(1);
    expect(rows[0]?.problems).toContainEqual(expect.objectContaining({ code: 'CODE_UNIQUE', detail: 'taken' }));
  });
});

describe('killed at any point', () => {
  it('files every row once, however often the worker dies', async () => {
    const unit = await makeImportUnit();
    const rows = [...rowsOf(1, 30, withCode), ...rowsOf(1, 30, without)];
    const batchId = await previewImport(unit, csvOf([HEADINGS, ...rows]));
    await (await callAs(unit.unit)).archive.fileImport({ batchId });
    const steps = await stepsFor(unit.unit, { batchId });
    const admin = await testAdmin();
    for (const event of [
      'insert on archive_item',
      'update of item_id on import_row',
      'insert or update on number_counter',
    ]) {
      await admin.query(`create function die_here() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
        create trigger die_here after ${event} for each statement execute function die_here();`);
      await expect(fileImport(steps)).rejects.toThrow('killed');
      await admin.query(`drop function die_here() cascade`);
      const { rows: left } = await admin.query('select 1 from archive_item where tenant_id = $1', [unit.unit.id]);
      // The first part may have been committed before the second died; never half of a part.
      expect([0, 30]).toContain(left.length);
    }
    await fileImport(steps);
    const codes = await codesOf(unit);
    expect(codes).toHaveLength(60);
    expect(codes.filter((code) => code.includes('BGS'))).toEqual(
      rowsOf(1, 30, (index) => [`B028-WS·2023-Y-BGS-${String(index).padStart(4, '0')}`]).flat(),
    );
  });
});

describe('taking a whole import back', () => {
  it('strikes its records out, gives the last numbers back, and lets the corrected file come again', async () => {
    const unit = await makeImportUnit();
    const kept = await previewImport(unit, csvOf([HEADINGS, ...rowsOf(1, 2, without)]));
    await fileBatch(unit, kept);
    const bytes = csvOf([HEADINGS, ...rowsOf(3, 6, without), ...rowsOf(1, 3, withCode)]);
    const batchId = await previewImport(unit, bytes);
    await fileBatch(unit, batchId);
    const stranger = await makeTenant('department');
    await expect((await callAs(stranger)).archive.undoImport({ batchId })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect((await callAs(stranger)).archive.importUndoCheck({ batchId })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    expect(await (await callAs(unit.unit)).archive.importUndoCheck({ batchId })).toMatchObject({
      canUndo: true,
      items: 7,
    });
    await undo(unit, batchId);
    expect(await codesOf(unit)).toEqual(['B028-WS·2023-Y-BGS-0001', 'B028-WS·2023-Y-BGS-0002']);
    expect(await (await callAs(unit.unit)).archive.importById({ batchId })).toMatchObject({
      state: 'undone',
      undoneCount: 7,
      undoableUntil: null,
    });
    const { rows: counts } = await (await testAdmin()).query(
      'select sum(item_count)::int as n from archive_count where tenant_id = $1',
      [unit.unit.id],
    );
    expect(counts).toEqual([{ n: 2 }]);
    // Struck out, they are still there, and know the code that they had.
    const voids = await catalogueOf(unit, 'void');
    expect(voids).toHaveLength(7);
    expect(voids.map((record) => (record.row.old_codes as string[])[0]).sort()).toContain('B028-WS·2023-Y-SGK-0001');
    await fileBatch(unit, await previewImport(unit, bytes));
    expect(await codesOf(unit)).toHaveLength(9);
    expect((await codesOf(unit)).slice(0, 6)).toEqual(
      rowsOf(1, 6, (index) => [`B028-WS·2023-Y-BGS-000${index}`]).flat(),
    );
  });

  it('never gives a number again that others stand behind', async () => {
    const unit = await makeImportUnit();
    const batchId = await previewImport(unit, csvOf([HEADINGS, ...rowsOf(1, 3, without)]));
    await fileBatch(unit, batchId);
    const later = await (await callAs(unit.unit)).archive.create({
      fondsId: unit.fondsId,
      categoryCode: 'WS',
      filingYear: 2023,
      retentionCode: 'Y',
      orgCode: 'BGS',
      title: '关于后来事项的通知',
      documentDate: '20230301',
      openFlag: 'open',
    });
    expect(later.referenceCode).toBe('B028-WS·2023-Y-BGS-0004');
    await undo(unit, batchId);
    const next = await previewImport(unit, csvOf([HEADINGS, without(8)]));
    await fileBatch(unit, next);
    expect(await codesOf(unit)).toEqual(['B028-WS·2023-Y-BGS-0004', 'B028-WS·2023-Y-BGS-0005']);
    expect((await catalogueOf(unit, 'void')).map((record) => record.code)).toEqual([
      'B028-WS·2023-Y-BGS-0001',
      'B028-WS·2023-Y-BGS-0002',
      'B028-WS·2023-Y-BGS-0003',
    ]);
  });

  it('goes on where it was when its worker dies', async () => {
    const unit = await makeImportUnit();
    const batchId = await previewImport(unit, csvOf([HEADINGS, ...rowsOf(1, 20, without)]));
    await fileBatch(unit, batchId);
    await (await callAs(unit.unit)).archive.undoImport({ batchId });
    const steps = await stepsFor(unit.unit, { batchId });
    const admin = await testAdmin();
    await admin.query(`create function die_here() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
      create trigger die_here after insert on audit_event for each statement execute function die_here();`);
    await expect(runUndo(steps)).rejects.toThrow('killed');
    await admin.query('drop function die_here() cascade');
    expect(await codesOf(unit)).toHaveLength(20);
    expect(await runUndo(steps)).toEqual({ undone: 20, kept: 0 });
    expect(await runUndo(steps)).toEqual({ skipped: true });
    expect(await codesOf(unit)).toEqual([]);
  });

  it.each([
    ['corrected', 'update archive_item set row_version = 2, updated_at = now() where id = $1'],
    ['boxed', 'update archive_item set box_id = id where id = $1'],
    ['left', 'update archive_item set left_on = current_date where id = $1'],
    ['published', 'update archive_item set published_on = current_date where id = $1'],
  ])('is refused with the names when a record was %s since', async (reason, change) => {
    const unit = await makeImportUnit();
    const batchId = await previewImport(unit, csvOf([HEADINGS, ...rowsOf(1, 3, without)]));
    await fileBatch(unit, batchId);
    const [first] = await catalogueOf(unit);
    await (await testAdmin()).query(`set session_replication_role = replica`);
    await (await testAdmin()).query(change, [first?.row.id]);
    await (await testAdmin()).query(`set session_replication_role = origin`);
    const check = await (await callAs(unit.unit)).archive.importUndoCheck({ batchId });
    expect(check).toMatchObject({ canUndo: false });
    expect(check.blocks).toContainEqual({ reason, count: 1, examples: ['B028-WS·2023-Y-BGS-0001'] });
    await expect((await callAs(unit.unit)).archive.undoImport({ batchId })).rejects.toMatchObject({
      message: 'IMPORT_NOT_UNDOABLE',
    });
  });

  it('is refused after a day', async () => {
    const unit = await makeImportUnit();
    const batchId = await previewImport(unit, csvOf([HEADINGS, without(1)]));
    await fileBatch(unit, batchId);
    await (await testAdmin()).query("update import_batch set filed_at = now() - interval '25 hours' where id = $1", [
      batchId,
    ]);
    expect(await (await callAs(unit.unit)).archive.importById({ batchId })).toMatchObject({ undoableUntil: null });
    await expect((await callAs(unit.unit)).archive.undoImport({ batchId })).rejects.toMatchObject({
      message: 'IMPORT_NOT_UNDOABLE',
    });
  });
});
