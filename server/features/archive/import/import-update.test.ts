import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { stepsFor } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import {
  catalogueOf,
  csvOf,
  fileBatch,
  type ImportUnit,
  makeImportUnit,
  previewImport,
} from '@/db/testing/factories/imports';
import { makeTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import { runChanges } from './apply-changes.ts';
import { writeForEditing } from './export-for-editing.ts';
import { readWorkbook } from './read-workbook.ts';
import { runUndo } from './undo-import.ts';

const ROWS = Array.from({ length: 8 }, (_unused, index) => [
  `关于第${index + 1}件事项的通知`,
  '清河区水利局',
  '20230110',
  '2023',
  '永久',
  'BGS',
  String(index + 3),
]);

/** The export as its rows of text, the first one the headings. */
const exportRows = async ({ unit }: ImportUnit): Promise<string[][]> => {
  const filter = { categoryCode: 'WS', sort: 'code' as const };
  const { jobId } = await (await callAs(unit)).archive.exportForEditing(filter);
  const { objectId } = await writeForEditing(await stepsFor(unit, filter), testObjects());
  await (await testAdmin()).query("update job_run set state = 'done', result = $1 where id = $2", [
    JSON.stringify({ objectId }),
    jobId,
  ]);
  const stranger = await makeTenant('department');
  await expect((await callAs(stranger)).archive.downloadEditingExport({ jobId })).rejects.toMatchObject({
    message: 'NOT_FOUND',
  });
  const reference = await (await callAs(unit)).archive.downloadEditingExport({ jobId });
  const filePath = path.join(tempFolder('test'), 'edit.xlsx');
  await writeFile(filePath, await readObject(testObjects(), reference));
  const rows: string[][] = [];
  const summary = await readWorkbook(filePath, {
    onRows: async (read) => void rows.push(...read.map((row) => row.cells)),
  });
  return [summary.columns.map((column) => column.header), ...rows];
};

const column = (rows: readonly string[][], heading: string): number => rows[0]?.indexOf(heading) ?? -1;

describe('an export that was edited offline', () => {
  let unit: ImportUnit;
  let batchId: string;
  beforeAll(async () => {
    unit = await makeImportUnit();
    const headings = ['题名', '责任者', '日期', '年度', '保管期限', '机构', '页数'];
    await fileBatch(unit, await previewImport(unit, csvOf([headings, ...ROWS])));
    const rows = await exportRows(unit);
    expect(rows[0]?.slice(0, 2)).toEqual(['系统编号（请勿修改）', '档号']);
    const [title, pages, code, key] = ['题名', '页数', '档号', '系统编号（请勿修改）'].map((name) =>
      column(rows, name),
    ) as [number, number, number, number];
    const edit = (row: number, at: number, text: string) => {
      const cells = rows[row];
      if (cells) while (cells.length <= at) cells.push('');
      if (cells) cells[at] = text;
    };
    edit(1, title, '关于第一件事项的补充通知');
    edit(2, pages, '99');
    edit(2, column(rows, '备注'), '核对无误');
    edit(3, title, '');
    edit(4, code, 'B028-WS·2023-Y-BGS-0009');
    edit(4, title, '关于错行的通知');
    edit(5, key, '0198c0de-0000-7000-8000-00000000dead:1');
    edit(6, title, '关于第六件事项的补充通知');
    // Somebody else corrects the sixth meanwhile.
    const items = await catalogueOf(unit);
    await (await callAs(unit.unit)).archive.correct({
      id: String(items[5]?.row.id),
      rowVersion: 1,
      changes: { pageCount: 50 },
      reason: '补页',
    });
    batchId = await previewImport(unit, csvOf(rows), { fileName: '修改.csv' });
  });

  it('is shown field by field before anything is changed', async () => {
    const api = await callAs(unit.unit);
    const batch = await api.archive.importById({ batchId });
    expect(batch).toMatchObject({ kind: 'update', rowCount: 8, readyCount: 2 });
    const { rows } = await api.archive.importRows({ batchId });
    expect(rows.map((row) => row.outcome)).toEqual([
      'changed',
      'changed',
      'changed',
      'changed',
      'unknown',
      'conflict',
      'unchanged',
      'unchanged',
    ]);
    expect(rows[0]?.changes).toEqual([{ field: 'title', from: '关于第1件事项的通知', to: '关于第一件事项的补充通知' }]);
    expect(rows[1]?.changes).toEqual([
      { field: 'remarks', from: null, to: '核对无误' },
      { field: 'pageCount', from: '4', to: '99' },
    ]);
    expect(rows.map((row) => row.problems.map((problem) => problem.detail))).toEqual([
      [],
      [],
      ['empty'],
      ['other_record'],
      ['record_unknown'],
      ['changed_since'],
      [],
      [],
    ]);
    expect((await catalogueOf(unit)).map((record) => record.title)).not.toContain('关于第一件事项的补充通知');
    await expect((await callAs(unit.unit)).archive.fileImport({ batchId })).rejects.toMatchObject({
      message: 'IMPORT_NOT_READY',
    });
  });

  it('is applied as corrections with one reason, and only what was shown', async () => {
    const api = await callAs(unit.unit);
    const stranger = await makeTenant('department');
    await expect((await callAs(stranger)).archive.applyChanges({ batchId, reason: '核对' })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    // Seen and decided: the file's title is to be kept over what the other person saved.
    const { rows } = await api.archive.importRows({ batchId, outcome: 'conflict' });
    const rowNumber = rows[0]?.rowNumber ?? 0;
    await expect((await callAs(stranger)).archive.rebaseImportRow({ batchId, rowNumber })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    const rebased = await api.archive.rebaseImportRow({ batchId, rowNumber });
    expect(rebased.changes.map((change) => change.field)).toEqual(['title', 'pageCount']);
    await (await callAs(unit.unit)).archive.applyChanges({ batchId, reason: '年度核对' });
    const steps = await stepsFor(unit.unit, { batchId });
    const admin = await testAdmin();
    await admin.query(`create function die_here() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
      create trigger die_here after update of item_id on import_row for each statement execute function die_here();`);
    await expect(runChanges(steps)).rejects.toThrow('killed');
    await admin.query('drop function die_here() cascade');
    await runChanges(steps);
    expect(await runChanges(steps)).toEqual({ skipped: true });
    const records = await catalogueOf(unit);
    expect(records.map((record) => record.title)).toEqual([
      '关于第一件事项的补充通知',
      '关于第2件事项的通知',
      '关于第3件事项的通知',
      '关于第4件事项的通知',
      '关于第5件事项的通知',
      '关于第六件事项的补充通知',
      '关于第7件事项的通知',
      '关于第8件事项的通知',
    ]);
    expect(records[1]?.row).toMatchObject({ page_count: 99, remarks: '核对无误', row_version: 2 });
    expect(await api.archive.importById({ batchId })).toMatchObject({
      state: 'filed',
      filedCount: 3,
      reason: '年度核对',
    });
    const { history } = await api.archive.byId({ id: String(records[0]?.row.id) });
    expect(JSON.stringify(history[0])).toContain('年度核对');
  });

  it('is taken back within a day, but for what was changed since', async () => {
    const api = (await callAs(unit.unit)).archive;
    const stranger = (await callAs(await makeTenant('department'))).archive;
    await expect(stranger.undoImport({ batchId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(stranger.importUndoCheck({ batchId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    const before = await catalogueOf(unit);
    const first = String(before[0]?.row.id);
    const changes = { remarks: '另有副本' };
    await api.correct({ id: first, rowVersion: Number(before[0]?.row.row_version), changes, reason: '补注' });
    expect(await api.importUndoCheck({ batchId })).toMatchObject({
      canUndo: true,
      items: 2,
      blocks: [{ reason: 'corrected', count: 1, examples: [before[0]?.row.reference_code] }],
    });
    const asked = await api.undoImport({ batchId });
    // The same request twice is answered once; another one is refused.
    expect(await api.undoImport({ batchId })).toEqual(asked);
    const again = (await callAs(unit.unit)).archive.undoImport({ batchId });
    await expect(again).rejects.toMatchObject({ message: 'IMPORT_NOT_UNDOABLE' });
    const steps = await stepsFor(unit.unit, { batchId });
    const admin = await testAdmin();
    await admin.query(`create function die_here() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$;
      create trigger die_here after update of undone_count on import_batch for each statement execute function die_here();`);
    await expect(runUndo(steps)).rejects.toThrow('killed');
    await admin.query('drop function die_here() cascade');
    expect(await runUndo(steps)).toEqual({ undone: 2, kept: 1 });
    expect(await runUndo(steps)).toEqual({ skipped: true });
    const after = await catalogueOf(unit);
    expect(after[0]?.row).toMatchObject({ title: '关于第一件事项的补充通知', remarks: '另有副本' });
    expect(after[1]?.row).toMatchObject({ page_count: 4, remarks: null, row_version: 3 });
    expect(after[5]?.row).toMatchObject({ title: '关于第6件事项的通知', page_count: 50, row_version: 4 });
    const { rows } = await api.importRows({ batchId });
    expect(rows.map((row) => row.undoState)).toEqual(['left', 'undone', null, null, null, 'undone', null, null]);
    expect(await api.importById({ batchId })).toMatchObject({ state: 'undone', filedCount: 3, undoneCount: 2 });
    const { history } = await api.byId({ id: String(after[1]?.row.id) });
    expect(history[0]).toMatchObject({ action: 'archive.undoChanges', reason: '撤销修改：年度核对' });
    expect(await api.importUndoCheck({ batchId })).toMatchObject({ canUndo: false });
  });

  it('is not taken back after a day', async () => {
    const rows = await exportRows(unit);
    const at = column(rows, '备注');
    const cells = rows[7] ?? [];
    while (cells.length <= at) cells.push('');
    cells[at] = '核过';
    const late = await previewImport(unit, csvOf(rows), { fileName: '晚.csv' });
    const api = (await callAs(unit.unit)).archive;
    await api.applyChanges({ batchId: late, reason: '核对' });
    await runChanges(await stepsFor(unit.unit, { batchId: late }));
    expect(await api.importUndoCheck({ batchId: late })).toMatchObject({ canUndo: true, items: 1, blocks: [] });
    await (await testAdmin()).query("update import_batch set filed_at = now() - interval '25 hours' where id = $1", [
      late,
    ]);
    await expect(api.undoImport({ batchId: late })).rejects.toMatchObject({ message: 'IMPORT_NOT_UNDOABLE' });
  });

  it('comes back unchanged when nothing was edited', async () => {
    const rows = await exportRows(unit);
    const again = await previewImport(unit, csvOf(rows), { fileName: '未改.csv' });
    const batch = await (await callAs(unit.unit)).archive.importById({ batchId: again });
    expect(batch).toMatchObject({ kind: 'update', wrongCount: 0, readyCount: 0 });
    expect(batch.outcomes).toEqual([{ outcome: 'unchanged', count: 8 }]);
  });

  it("cannot reach another unit's records", async () => {
    const rows = await exportRows(unit);
    const other = await makeImportUnit('C001');
    const foreign = await previewImport(other, csvOf(rows), { fileName: '别家.csv' });
    const batch = await (await callAs(other.unit)).archive.importById({ batchId: foreign });
    expect(batch.outcomes).toEqual([{ outcome: 'unknown', count: 8 }]);
  });
});
