/** Old .xls and .dbf files, as offices still have them. Invented content. */
import { createRequire } from 'node:module';
import iconv from 'iconv-lite';

type Cell = string | number | Date | null;

interface SheetLibrary {
  utils: {
    aoa_to_sheet: (rows: readonly (readonly Cell[])[], options?: { cellDates: boolean }) => unknown;
    book_new: () => { Workbook?: unknown };
    book_append_sheet: (book: unknown, sheet: unknown, name: string) => void;
  };
  write: (book: unknown, options: { type: 'buffer'; bookType: 'biff8' }) => Buffer;
}

const library = createRequire(import.meta.url)('@e965/xlsx') as SheetLibrary;

export interface XlsSheet {
  name: string;
  rows: readonly (readonly Cell[])[];
  isHidden?: boolean;
}

/** The bytes of an .xls (Excel 97 to 2003). */
export function makeXls(sheets: readonly XlsSheet[]): Buffer {
  const book = library.utils.book_new();
  for (const { name, rows } of sheets)
    library.utils.book_append_sheet(book, library.utils.aoa_to_sheet(rows, { cellDates: true }), name);
  book.Workbook = { Sheets: sheets.map((sheet) => ({ Hidden: sheet.isHidden ? 1 : 0 })) };
  return library.write(book, { type: 'buffer', bookType: 'biff8' });
}

export interface DbfField {
  name: string;
  type: 'C' | 'N' | 'D' | 'L';
  length: number;
}

/** The bytes of a dBase III table in GBK, with one record marked as deleted when `deleted` names it. */
export function makeDbf(fields: readonly DbfField[], rows: readonly (readonly string[])[], deleted = -1): Buffer {
  const recordBytes = 1 + fields.reduce((sum, field) => sum + field.length, 0);
  const header = Buffer.alloc(32 + fields.length * 32 + 1);
  header.writeUInt8(0x03, 0);
  header.set([98, 6, 1], 1);
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(recordBytes, 10);
  header.writeUInt8(0x4d, 29);
  for (const [index, field] of fields.entries()) {
    const at = 32 + index * 32;
    iconv.encode(field.name, 'gb18030').copy(header, at, 0, 10);
    header.write(field.type, at + 11, 'latin1');
    header.writeUInt8(field.length, at + 16);
  }
  header.writeUInt8(0x0d, header.length - 1);
  const records = rows.map((row, index) => {
    const record = Buffer.alloc(recordBytes, 0x20);
    if (index === deleted) record.write('*', 0, 'latin1');
    let at = 1;
    for (const [column, field] of fields.entries()) {
      iconv.encode(row[column] ?? '', 'gb18030').copy(record, at, 0, field.length);
      at += field.length;
    }
    return record;
  });
  return Buffer.concat([header, ...records, Buffer.from([0x1a])]);
}
