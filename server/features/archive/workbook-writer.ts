import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { ObjectStore } from '@/server/objects/object-store';
import { type ReceivedUpload, receiveUpload } from '@/server/objects/store-upload';

const LARGEST = 200_000_000;
const TEXT_FORMAT = '@';

export interface WorkbookSheet {
  fileName: string;
  sheetName: string;
  headings: readonly string[];
  /** Rows of cells. A text is written as text, so that no spreadsheet program evaluates it. */
  rows: AsyncIterable<readonly (string | number | null)[]> | Iterable<readonly (string | number | null)[]>;
}

/** Writes one sheet row by row and puts the file into the object store: memory does not grow with the rows. */
export const storeWorkbook = async (
  objects: ObjectStore,
  tenantId: number,
  sheet: WorkbookSheet,
): Promise<ReceivedUpload> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-workbook-'));
  const filePath = path.join(folder, 'out.xlsx');
  try {
    const writer = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream: createWriteStream(filePath, { mode: 0o600 }),
      useStyles: true,
      useSharedStrings: false,
    });
    const page = writer.addWorksheet(sheet.sheetName, { views: [{ state: 'frozen', ySplit: 1 }] });
    page.columns = sheet.headings.map((heading) => ({
      header: heading,
      width: Math.min(60, Math.max(12, heading.length * 3)),
      style: { numFmt: TEXT_FORMAT },
    }));
    page.getRow(1).font = { bold: true };
    page.getRow(1).commit();
    for await (const cells of sheet.rows) page.addRow([...cells]).commit();
    page.commit();
    await writer.commit();
    const file = await open(filePath, 'r');
    return await receiveUpload(objects, tenantId, {
      stream: file.createReadStream(),
      fileName: sheet.fileName,
      maxBytes: LARGEST,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
