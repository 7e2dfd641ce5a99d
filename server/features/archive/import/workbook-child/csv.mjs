/** Delimited text as rows: UTF-8 with or without mark, UTF-16 with or without mark, otherwise GB18030. */
import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { tooLarge, unreadable } from './refusal.mjs';

const LIMITS = { fileBytes: 200 * 1024 * 1024, rowCharacters: 1_000_000, columns: 256 };
const SEPARATORS = [',', '\t', ';', '，', '；', '|'];

/** UTF-16 without a mark: zeros stand in every second byte only (of separators and line ends), and it reads as text. */
function isBareUtf16(/** @type {Buffer} */ chunk) {
  const sample = chunk.subarray(0, Math.min(chunk.length, 4_096) & ~1);
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) return false;
    odd += 1;
  }
  if (odd < 4) return false;
  try {
    const text = new TextDecoder('utf-16le', { fatal: true }).decode(sample, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
    return /[\r\n]/.test(text) && !/[\u0000-\u0008\u000E-\u001F]/.test(text);
  } catch {
    return false;
  }
}

/** @param {string} path */
async function detectEncoding(path) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
      if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (isFirst && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      if (isFirst && isBareUtf16(chunk)) return 'utf-16le';
      if (chunk.includes(0)) throw unreadable('binary');
      isFirst = false;
      bytes += chunk.length;
      if (bytes > LIMITS.fileBytes) throw tooLarge('csv_bytes');
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

/** The separator that occurs most often outside quotes in the first lines. */
function detectSeparator(/** @type {string} */ sample) {
  const bare = sample
    .split(/\r?\n/)
    .slice(0, 20)
    .join('\n')
    .replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Splits text into rows (RFC 4180, a lone quote inside a bare cell is text). State survives between chunks. */
class CsvSplitter {
  /** @param {string} separator */
  constructor(separator) {
    this.separator = separator;
    /** @type {string[]} */
    this.cells = [];
    this.cell = '';
    this.characters = 0;
    this.isQuoted = false;
    this.wasQuote = false;
    this.wasReturn = false;
    this.rowNumber = 0;
    /** @type {[number, string[]][]} */
    this.rows = [];
  }

  endCell() {
    if (this.cells.length < LIMITS.columns) this.cells.push(this.cell);
    this.cell = '';
    this.wasQuote = false;
  }

  endRow() {
    this.endCell();
    this.rowNumber += 1;
    if (this.cells.some((cell) => cell.trim() !== '')) this.rows.push([this.rowNumber, this.cells]);
    this.cells = [];
    this.characters = 0;
  }

  /** @param {string} text */
  write(text) {
    for (const character of text) {
      this.characters += 1;
      if (this.characters > LIMITS.rowCharacters) throw unreadable('csv_row_too_long');
      this.take(character);
    }
  }

  /** @param {string} character */
  take(character) {
    const followsReturn = this.wasReturn;
    this.wasReturn = false;
    if (this.isQuoted) {
      if (character === '"') {
        this.isQuoted = false;
        this.wasQuote = true;
      } else this.cell += character;
    } else if (character === '"' && (this.wasQuote || this.cell === '')) {
      // A second quote inside quotes is a quote; a first one at the start of the cell opens.
      if (this.wasQuote) this.cell += '"';
      this.isQuoted = true;
      this.wasQuote = false;
    } else if (character === this.separator) this.endCell();
    else if (character === '\n') {
      if (!followsReturn) this.endRow();
    } else if (character === '\r') {
      this.endRow();
      this.wasReturn = true;
    } else {
      this.cell += character;
      this.wasQuote = false;
    }
  }

  end() {
    if (this.isQuoted) throw unreadable('csv_quote_open');
    if (this.cell !== '' || this.cells.length > 0) this.endRow();
  }
}

/**
 * @param {string} path
 * @param {(message: object) => Promise<void>} emit
 * @param {(rows: [number, string[]][]) => Promise<void>} emitRows
 */
export async function readCsv(path, emit, emitRows) {
  const encoding = await detectEncoding(path);
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  await emit({ t: 'book', kind: 'csv', encoding, sheets: ['csv'] });
  await emit({ t: 'sheet', name: 'csv' });
  /** @type {CsvSplitter | undefined} */
  let splitter;
  const take = async (/** @type {string} */ text) => {
    splitter ??= new CsvSplitter(detectSeparator(text.slice(0, 65_536)));
    splitter.write(text);
    await emitRows(splitter.rows.splice(0));
  };
  let isFirst = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 65_536 })) {
    const text = decoder.write(chunk);
    await take(isFirst ? text.replace(/^\uFEFF/, '') : text);
    isFirst = false;
  }
  await take(decoder.end() ?? '');
  splitter?.end();
  await emitRows(splitter?.rows ?? []);
}
