import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { testObjects } from '@/db/testing/factories/calls';
import { tempFolder } from '@/db/testing/temp-folder';
import { makeRandom } from '@/e2e/workbooks/catalogue-rows';
import { csvLine } from '@/server/domain/shared/spreadsheet-cell';
import { readObject } from '@/server/objects/read-object';
import { tableWorkbook } from '@/server/objects/table-workbook';
import { readWorkbook } from './import/read-workbook.ts';
import { storeWorkbook } from './workbook-writer.ts';

const STARTS = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', "'=", "''@"];
const RISKY = STARTS.flatMap((start) => [`${start}HYPERLINK("http://x","点我")`, `${start}1+1`, `${start}SUM(A1:A9)`]);

const store = async (rows: readonly (readonly (string | number | null)[])[]): Promise<Buffer> => {
  const stored = await storeWorkbook(testObjects(), 1, {
    fileName: 'x.xlsx',
    sheetName: '目录',
    headings: ['档号', '题名', '日期'],
    rows,
    notes: { sheetName: '说明', rows: RISKY.map((text) => [text]) },
  });
  return readObject(testObjects(), { ...stored, sizeBytes: stored.size } as never);
};

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|mjs)$/.test(file) && !/\.test\.ts$|\/testing\//.test(file))
    .map((file) => path.join(folder, file));

describe('cells that are written', () => {
  it('are never formulas, whatever they begin with, on any sheet', async () => {
    const rows = RISKY.map((text) => [text, text, null]);
    const columns = ['档号', '题名', '日期'].map((heading) => ({ heading, width: 12 }));
    const cells: ExcelJS.Cell[] = [];
    for (const bytes of [await store(rows), await tableWorkbook('登记', columns, rows)]) {
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(bytes as never);
      book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell))));
    }
    expect(cells.length).toBeGreaterThan(RISKY.length * 5);
    for (const cell of cells) expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Number]).toContain(cell.type);
    expect(cells.every((cell) => cell.formula === undefined || cell.formula === null)).toBe(true);
  });

  it('come back as they went, in .xlsx and .csv', async () => {
    const random = makeRandom(11);
    const word = () =>
      (STARTS[Math.floor(random() * STARTS.length * 2)] ?? '') +
      String.fromCodePoint(0x4e00 + Math.floor(random() * 20_000));
    const rows = Array.from({ length: 2_000 }, (_unused, index) => [`A${index}`, `${word()}${word()}`, word()]);
    const folder = tempFolder('test');
    const csv = [['档号', '题名', '日期'], ...rows].map(csvLine).join('');
    for (const [name, bytes] of [
      ['x.xlsx', await store(rows)],
      ['x.csv', Buffer.from(`\uFEFF${csv}`)],
    ] as const) {
      const filePath = path.join(folder, name);
      await writeFile(filePath, bytes);
      const read: string[][] = [];
      await readWorkbook(filePath, { onRows: async (part) => void read.push(...part.map((row) => row.cells)) });
      expect(read).toEqual(rows);
    }
  });

  it('are written in few places: lists, tables and the forms of the statistical return; three more only read', () => {
    const writers = ['server', 'jobs', 'db', 'app']
      .flatMap(filesUnder)
      .filter((file) =>
        /from 'exceljs'|@e965\/xlsx|text\/csv;|\.join\(','\) \+ '\\r?\\n'/.test(readFileSync(file, 'utf8')),
      )
      .map((file) => file.replaceAll('\\', '/'));
    expect(writers.sort()).toEqual([
      'server/features/archive/import/workbook-child/xls.mjs',
      'server/features/archive/workbook-writer.ts',
      'server/features/statistics/form-workbook.ts',
      'server/imaging/old-office-text.ts',
      'server/imaging/outlook-text.ts',
      'server/objects/table-workbook.ts',
    ]);
  });
});
