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
  /** Columns that are not shown, from 0: what a program needs and a person must not touch. */
  hiddenColumns?: readonly number[];
  /** A second sheet that explains the first. */
  notes?: { sheetName: string; rows: readonly (readonly string[])[] };
}

/** Whatever comes: a cell is a text, a number or empty, never an object that the writer would take for a formula. */
const inert = (cell: unknown): string | number | null =>
  cell === null || cell === undefined ? null : typeof cell === 'number' ? cell : String(cell);

const writeNotes = (writer: ExcelJS.stream.xlsx.WorkbookWriter, notes: NonNullable<WorkbookSheet['notes']>): void => {
  const page = writer.addWorksheet(notes.sheetName);
  page.columns = (notes.rows[0] ?? []).map(() => ({ width: 28, style: { numFmt: TEXT_FORMAT } }));
  for (const cells of notes.rows) page.addRow(cells.map(inert)).commit();
  page.commit();
};

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
    page.columns = sheet.headings.map((heading, index) => ({
      header: heading,
      width: Math.min(60, Math.max(12, heading.length * 3)),
      style: { numFmt: TEXT_FORMAT },
      hidden: sheet.hiddenColumns?.includes(index) ?? false,
    }));
    page.getRow(1).font = { bold: true };
    page.getRow(1).commit();
    for await (const cells of sheet.rows) page.addRow(cells.map(inert)).commit();
    page.commit();
    if (sheet.notes) writeNotes(writer, sheet.notes);
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
