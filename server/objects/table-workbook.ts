import { PassThrough } from 'node:stream';
import exceljs from 'exceljs';

export interface WorkbookColumn {
  heading: string;
  /** In characters. */
  width: number;
}

/**
 * One sheet as .xlsx. Texts are written as text cells, which no spreadsheet program evaluates whatever they begin
 * with; numbers stay numbers.
 */
export const tableWorkbook = async (
  sheetName: string,
  columns: readonly WorkbookColumn[],
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<Buffer> => {
  const sink = new PassThrough();
  const parts: Buffer[] = [];
  sink.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    sink.on('end', resolve);
    sink.on('error', reject);
  });
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true });
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ width }) => ({ width }));
  const heading = sheet.addRow(columns.map((column) => column.heading));
  heading.font = { bold: true };
  heading.commit();
  for (const cells of rows) {
    const row = sheet.addRow([...cells]);
    row.eachCell((cell) => {
      if (typeof cell.value === 'string') cell.numFmt = '@';
    });
    row.commit();
  }
  sheet.commit();
  await workbook.commit();
  await ended;
  return Buffer.concat(parts);
};
