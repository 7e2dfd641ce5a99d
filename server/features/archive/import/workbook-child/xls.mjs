/**
 * Sheets of an old .xls (BIFF8, BIFF5; Excel 95 to 2003 and WPS) as rows of text. The parser is SheetJS CE, which reads
 * a file as a whole: it runs in this limited process only, and only on compound files, never on zip, XML or HTML.
 * Formulas are not evaluated: their stored result is taken as text.
 */
import { readFile } from 'node:fs/promises';
import { numberText, SHEET_LIMITS } from './cells.mjs';
import { Refusal, tooLarge, unreadable } from './refusal.mjs';

const BATCH = 500;
/** BIFF8 holds 65,536 rows; files of that length are about 40 MB. */
const LARGEST_BYTES = 50_000_000;

/** @param {unknown} error */
function refusalOf(error) {
  if (error instanceof Refusal) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/password|encrypt/i.test(text) && !/zip/i.test(text)) return unreadable('encrypted');
  if (/cannot find workbook|unrecognized|unsupported|not a spreadsheet/i.test(text)) return unreadable('not_workbook');
  return unreadable('damaged');
}

/** @param {any} cell  @param {boolean} is1904  @param {any} library */
function textOf(cell, is1904, library) {
  if (cell === undefined || cell === null || cell.v === undefined || cell.t === 'e' || cell.t === 'z') return '';
  if (cell.t === 'n') {
    const isDate = typeof cell.z === 'string' && library.SSF.is_date(cell.z);
    return numberText(String(cell.v), isDate, is1904);
  }
  if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
  return String(cell.v);
}

/**
 * @param {string} path
 * @param {{ onlySheet: string | undefined, isList: boolean }} asked
 * @param {(message: object) => Promise<void>} emit
 * @param {(rows: [number, string[]][]) => Promise<void>} emitRows
 */
export async function readXls(path, { onlySheet, isList }, emit, emitRows) {
  const bytes = await readFile(path);
  if (bytes.length > LARGEST_BYTES) throw tooLarge('xls_bytes');
  const library = await import('@e965/xlsx');
  // Files before Excel 97 are in the code page of their office.
  library.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  // For the names alone the sheets are not parsed; which of them are hidden is then not known either.
  const options = isList
    ? { type: 'buffer', bookSheets: true }
    : { type: 'buffer', dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: true };
  try {
    const book = library.read(bytes, options);
    const is1904 = book.Workbook?.WBProps?.date1904 === true;
    const names = /** @type {string[]} */ (book.SheetNames).filter(
      (_name, index) => !book.Workbook?.Sheets?.[index]?.Hidden,
    );
    if (names.length === 0) throw unreadable('no_sheet');
    if (names.length > SHEET_LIMITS.sheets) throw tooLarge('sheets');
    await emit({
      t: 'book',
      kind: 'xls',
      sheets: names.map((name) => name.slice(0, SHEET_LIMITS.sheetNameCharacters)),
    });
    if (isList) return;
    for (const name of names) {
      if (onlySheet !== undefined && name !== onlySheet) continue;
      await emit({ t: 'sheet', name });
      await emitSheet(book.Sheets[name], { is1904, library }, emitRows);
    }
  } catch (error) {
    throw refusalOf(error);
  }
}

/** @param {any} sheet  @param {{ is1904: boolean, library: any }} book  @param {(rows: [number, string[]][]) => Promise<void>} emitRows */
async function emitSheet(sheet, { is1904, library }, emitRows) {
  /** @type {[number, string[]][]} */
  let rows = [];
  const data = /** @type {any[][]} */ (sheet?.['!data'] ?? []);
  for (let index = 0; index < data.length; index += 1) {
    const cells = Array.from(data[index] ?? [])
      .slice(0, SHEET_LIMITS.columns)
      .map((cell) => textOf(cell, is1904, library));
    // What was read is let go, so that the memory does not hold the book twice.
    data[index] = [];
    if (cells.some((text) => text.trim() !== '')) rows.push([index + 1, cells]);
    if (rows.length >= BATCH) {
      await emitRows(rows);
      rows = [];
    }
  }
  await emitRows(rows);
}
