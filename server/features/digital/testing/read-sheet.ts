import ExcelJS from 'exceljs';
import { testObjects } from '@/db/testing/factories/calls';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { readObject } from '@/server/objects/read-object';

/** The rows of the first sheet of a kept workbook, its headings first, as text. */
export const readSheet = async (file: FileReference): Promise<string[][]> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await readObject(testObjects(), file)) as never);
  const rows: string[][] = [];
  book.worksheets[0]?.eachRow((row) => {
    const values = Array.isArray(row.values) ? row.values.slice(1) : [];
    rows.push(Array.from(values, (value) => String(value ?? '')));
  });
  return rows;
};
