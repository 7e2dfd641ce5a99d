import exceljs from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeTransferWorld, type TransferWorld } from '@/db/testing/factories/disposition';
import { csvOf, fileBatch, previewImport } from '@/db/testing/factories/imports';
import { makePerson } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let world: TransferWorld;
let archives: Caller;
let accessionId: string;
const enter = async (caller: Caller, sourceName: string) => {
  const made = await caller.disposition.registerAccession({
    sourceKind: 'unit',
    transferorKind: 'department',
    sourceName,
    mode: 'transfer',
    topics: [],
    receivedOn: '2026-03-02',
    handledBy: '何砚秋',
    lines: [{ categoryCode: 'WS', unit: 'piece', quantity: 3 }],
  });
  return made.accessionId;
};
const importThree = async (number: string): Promise<string> => {
  const fonds = await makeFonds(world.archives, { number });
  const place = { unit: world.archives, fondsId: fonds.id };
  const rows = [1, 2, 3].map((index) => [
    `${number}-WS·2012-Y-BGS-000${index}`,
    `关于第${index}号旧事的报告`,
    '2012',
    '永久',
    '办公室',
    '20120301',
    '4',
  ]);
  const head = ['档号', '题名', '年度', '保管期限', '责任者', '文件日期', '页数'];
  const batchId = await previewImport(place, csvOf([head, ...rows]));
  await fileBatch(place, batchId);
  return batchId;
};

beforeEach(async () => {
  world = await makeTransferWorld();
  archives = callEach(world.archives);
  accessionId = await enter(archives, '原农机站');
});

describe('records of a delivery', () => {
  it('are an import that is linked, listed in the order of their codes, and let go again', async () => {
    const importBatchId = await importThree('B101');
    const imports = await archives.disposition.linkableImports({ accessionId });
    expect(imports.rows).toMatchObject([{ id: importBatchId, free: 3, linked: 0 }]);
    expect((await archives.disposition.accessionById({ accessionId })).recordCount).toBe(0);

    expect(await archives.disposition.linkRecords({ accessionId, importBatchId })).toEqual({ linked: 3 });
    expect((await archives.disposition.accessionById({ accessionId })).recordCount).toBe(3);
    const first = await archives.disposition.accessionRecords({ accessionId, limit: 2 });
    const rest = await archives.disposition.accessionRecords({ accessionId, cursor: first.page.nextCursor ?? '' });
    expect(first.page.total).toBe(3);
    expect([...first.rows, ...rest.rows].map((row) => row.referenceCode)).toEqual([
      'B101-WS·2012-Y-BGS-0001',
      'B101-WS·2012-Y-BGS-0002',
      'B101-WS·2012-Y-BGS-0003',
    ]);
    expect((await archives.disposition.accessionRecords({ accessionId, q: '第2号' })).rows).toHaveLength(1);
    const book = new exceljs.Workbook();
    const file = await archives.disposition.downloadAccessionRecords({ accessionId, q: '第2号' });
    await book.xlsx.load((await readObject(testObjects(), file)) as never);
    const cells = JSON.stringify(book.worksheets[0]?.getSheetValues());
    expect(cells).toContain('关于第2号旧事的报告');
    expect(cells).toContain('永久');
    expect(cells).not.toContain('关于第1号旧事的报告');

    // What is linked here is no other delivery's, and its entry is not struck out under it.
    const other = await enter(archives, '原水管站');
    expect((await archives.disposition.linkableImports({ accessionId: other })).rows).toEqual([]);
    await expect(archives.disposition.linkRecords({ accessionId: other, importBatchId })).rejects.toThrow('NOT_FOUND');
    await expect(archives.disposition.unlinkRecords({ accessionId: other, importBatchId })).rejects.toThrow(
      'NOT_FOUND',
    );
    const strike = { accessionId, rowVersion: 1, reason: '重复登记' };
    await expect(archives.disposition.voidAccession(strike)).rejects.toThrow('CONFLICT');

    expect(await archives.disposition.unlinkRecords({ accessionId, importBatchId })).toEqual({ unlinked: 3 });
    expect((await archives.disposition.linkableImports({ accessionId })).rows).toMatchObject([{ free: 3, linked: 0 }]);
    await archives.disposition.voidAccession(strike);
    await expect(archives.disposition.linkRecords({ accessionId, importBatchId })).rejects.toThrow('CONFLICT');
  });

  it('are linked by who registers, and by nobody else’s archives', async () => {
    const importBatchId = await importThree('B102');
    const stranger = callEach(world.otherArchives);
    const theirs = await enter(stranger, '别区单位');
    await expect(stranger.disposition.linkRecords({ accessionId: theirs, importBatchId })).rejects.toThrow('NOT_FOUND');
    await expect(stranger.disposition.linkRecords({ accessionId, importBatchId })).rejects.toThrow('NOT_FOUND');
    await expect(stranger.disposition.linkableImports({ accessionId })).rejects.toThrow('NOT_FOUND');
    await expect(stranger.disposition.accessionRecords({ accessionId })).rejects.toThrow('NOT_FOUND');
    expect((await stranger.disposition.linkableImports({ accessionId: theirs })).rows).toEqual([]);
    const reader = callEach(world.archives, await makePerson(world.archives.id, ['archives_service']));
    await expect(reader.disposition.linkRecords({ accessionId, importBatchId })).rejects.toThrow('FORBIDDEN');
  });
});
