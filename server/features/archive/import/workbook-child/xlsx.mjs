/**
 * Sheets of an .xlsx as rows of text. Formulas are never evaluated: their stored result is taken as text. External
 * links, pictures, macros and pivot caches are not opened. Hidden sheets are left out.
 */
import { numberText, SHEET_LIMITS } from './cells.mjs';
import { tooLarge, unreadable } from './refusal.mjs';
import { attribute, scanXml } from './xml.mjs';
import { ZipReader } from './zip.mjs';

const LIMITS = { ...SHEET_LIMITS, sharedCharacters: 50_000_000, styles: 65_500 };
/** Built-in formats that show a date, Chinese ones included. */
const DATE_FORMAT_IDS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** @param {string} text */
function unescapeCell(text) {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** @param {string} format */
function isDateFormat(format) {
  return /[yd]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

/** Runs the scanner to the end. */
async function scanAll(
  /** @type {ZipReader} */ zip,
  /** @type {string} */ name,
  /** @type {import('./xml.mjs').Handlers} */ handlers,
) {
  for await (const _chunk of scanXml(zip.inflate(name), handlers));
}

/** Sheets in the order of their tabs, with the part each is stored in. */
async function readBook(/** @type {ZipReader} */ zip) {
  /** @type {{ name: string, id: string, isHidden: boolean }[]} */
  const sheets = [];
  let is1904 = false;
  await scanAll(zip, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      if (sheets.length >= LIMITS.sheets) throw tooLarge('sheets');
      sheets.push({
        name: (attribute(attributes, 'name') ?? '').slice(0, LIMITS.sheetNameCharacters),
        id: attribute(attributes, 'id') ?? '',
        isHidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
      });
    },
  });
  /** @type {Map<string, string>} */
  const targets = new Map();
  await scanAll(zip, 'xl/_rels/workbook.xml.rels', {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = attribute(attributes, 'Target') ?? '';
      targets.set(attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return { is1904, sheets: sheets.map((sheet) => ({ ...sheet, part: targets.get(sheet.id) ?? '' })) };
}

/** Which cell formats show a date, by index. */
async function readDateStyles(/** @type {ZipReader} */ zip) {
  /** @type {boolean[]} */
  const isDate = [];
  if (!zip.has('xl/styles.xml')) return isDate;
  /** @type {Map<number, boolean>} */
  const custom = new Map();
  let isInFormats = false;
  let elements = 0;
  await scanAll(zip, 'xl/styles.xml', {
    open(name, attributes) {
      elements += 1;
      if (elements > 1_000_000) throw tooLarge('styles');
      if (name === 'cellXfs') isInFormats = true;
      if (name === 'numFmt')
        custom.set(Number(attribute(attributes, 'numFmtId')), isDateFormat(attribute(attributes, 'formatCode') ?? ''));
      if (name === 'xf' && isInFormats) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        isDate.push(custom.get(id) ?? DATE_FORMAT_IDS.has(id));
        if (isDate.length > LIMITS.styles) throw tooLarge('styles');
      }
    },
    close(name) {
      if (name === 'cellXfs') isInFormats = false;
    },
  });
  return isDate;
}

async function readSharedStrings(/** @type {ZipReader} */ zip) {
  /** @type {string[]} */
  const strings = [];
  if (!zip.has('xl/sharedStrings.xml')) return strings;
  let current = '';
  let characters = 0;
  let isText = false;
  let isPhonetic = false;
  await scanAll(zip, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') current = '';
      if (name === 't') isText = true;
      if (name === 'rPh') isPhonetic = true;
    },
    text(text) {
      if (isText && !isPhonetic) current += text;
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      characters += current.length + 16;
      if (characters > LIMITS.sharedCharacters) throw tooLarge('shared_strings');
      strings.push(unescapeCell(current));
    },
  });
  return strings;
}

/** Column index of a reference: A1 → 0, AB12 → 27; -1 without letters. */
function columnOf(/** @type {string | undefined} */ reference) {
  let column = 0;
  for (const character of reference ?? '') {
    const letter = character.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26 || column > 20_000) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** @typedef {{ isDate: boolean[], strings: string[], is1904: boolean }} Tables */

/** Handlers that turn one sheet's elements into rows; `rows` is emptied by the caller. */
function makeSheetHandlers(/** @type {Tables} */ tables, /** @type {[number, string[]][]} */ rows) {
  /** @type {string[]} */
  let cells = [];
  let rowNumber = 0;
  let cell = { column: -1, type: '', style: 0, raw: '' };
  let isValue = false;
  let isPhonetic = false;
  const finishCell = () => {
    if (cell.column >= LIMITS.columns || cell.raw === '') return;
    const { type, raw } = cell;
    let text = raw;
    if (type === 's') text = tables.strings[Number(raw)] ?? '';
    else if (type === 'e') text = '';
    else if (type === 'inlineStr' || type === 'str') text = unescapeCell(raw);
    else if (type === 'b') text = raw === '1' ? 'TRUE' : 'FALSE';
    else if (type !== 'd') text = numberText(raw, tables.isDate[cell.style] ?? false, tables.is1904);
    while (cells.length < cell.column) cells.push('');
    cells[cell.column] = text;
  };
  return {
    open(/** @type {string} */ name, /** @type {string} */ attributes) {
      if (name === 'c') {
        const column = columnOf(attribute(attributes, 'r'));
        cell = {
          column: column >= 0 ? column : cell.column + 1,
          type: attribute(attributes, 't') ?? 'n',
          style: Number(attribute(attributes, 's') ?? 0),
          raw: '',
        };
      } else if (name === 'v' || name === 't') isValue = true;
      else if (name === 'rPh') isPhonetic = true;
      else if (name === 'row') {
        cells = [];
        cell.column = -1;
        rowNumber = Number(attribute(attributes, 'r') ?? rowNumber + 1) || rowNumber + 1;
      }
    },
    text(/** @type {string} */ text) {
      if (isValue && !isPhonetic) cell.raw += text;
    },
    close(/** @type {string} */ name) {
      if (name === 'c') finishCell();
      else if (name === 'v' || name === 't') isValue = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'row' && cells.some((text) => text.trim() !== '')) rows.push([rowNumber, cells]);
    },
  };
}

/**
 * Emits {t:'book'}, then {t:'sheet'} and the rows of every visible sheet, or of `onlySheet`.
 * @param {string} path
 * @param {{ onlySheet: string | undefined, isList: boolean }} asked
 * @param {(message: object) => Promise<void>} emit
 * @param {(rows: [number, string[]][]) => Promise<void>} emitRows
 */
export async function readXlsx(path, { onlySheet, isList }, emit, emitRows) {
  const zip = await ZipReader.open(path);
  if (!zip.has('xl/workbook.xml') || !zip.has('xl/_rels/workbook.xml.rels')) throw unreadable('not_xlsx');
  const book = await readBook(zip);
  const visible = book.sheets.filter((sheet) => !sheet.isHidden && zip.has(sheet.part) && /\.xml$/i.test(sheet.part));
  if (visible.length === 0) throw unreadable('no_sheet');
  await emit({ t: 'book', kind: 'xlsx', sheets: visible.map((sheet) => sheet.name) });
  if (isList) return;
  const tables = { isDate: await readDateStyles(zip), strings: await readSharedStrings(zip), is1904: book.is1904 };
  for (const sheet of visible) {
    if (onlySheet !== undefined && sheet.name !== onlySheet) continue;
    await emit({ t: 'sheet', name: sheet.name });
    /** @type {[number, string[]][]} */
    const rows = [];
    for await (const _chunk of scanXml(zip.inflate(sheet.part), makeSheetHandlers(tables, rows))) {
      await emitRows(rows.splice(0));
    }
  }
}
