/**
 * Reads one workbook in a process of its own, with limited memory and no right to write files, and prints it as NDJSON:
 * {t:'book', kind, sheets}, {t:'sheet', name}, {t:'rows', rows: [[rowNumber, cells]…]}, at last {t:'end'} or {t:'refused', code, reason}.
 * Usage: node main.mjs <path> [sheet name], or node main.mjs --list <path> for the names of the sheets only.
 * Started by read-workbook.ts only.
 */
import { open } from 'node:fs/promises';
import { readCsv } from './csv.mjs';
import { isDbf, readDbf } from './dbf.mjs';
import { Refusal, tooLarge, unreadable } from './refusal.mjs';
import { readXls } from './xls.mjs';
import { readXlsx } from './xlsx.mjs';

/** Prints a message and waits while the parent is busy. */
async function emit(/** @type {object} */ message) {
  if (!process.stdout.write(`${JSON.stringify(message)}\n`)) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

/** The kind by content, never by name. */
async function detectKind(/** @type {string} */ path) {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(65_536);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const bytes = head.subarray(0, bytesRead);
    if (bytesRead === 0) throw unreadable('empty');
    if (head.readUInt32BE(0) === 0xd0cf11e0) {
      if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw unreadable('encrypted');
      return 'xls';
    }
    if (isDbf(bytes)) return 'dbf';
    if (bytes.subarray(0, 2).toString('latin1') === 'PK') return 'xlsx';
    const text = bytes.subarray(0, 512).toString('latin1').trimStart().toLowerCase();
    if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head)/.test(text)) throw unreadable('html');
    if (/^(?:%pdf|\{\\rtf|\x89png)/.test(text)) throw unreadable('not_workbook');
    return 'csv';
  } finally {
    await handle.close();
  }
}

const LONGEST_MESSAGE = 400_000;
const LONGEST_ROW = 1_000_000;
const LONGEST_OUTPUT = 300_000_000;

/** Rows are handed on in messages of bounded length: a short sheet may repeat one long text very often. */
function makeRowEmitter() {
  let total = 0;
  return async (/** @type {[number, string[]][]} */ rows) => {
    let from = 0;
    let characters = 0;
    for (const [index, [, cells]] of rows.entries()) {
      const length = cells.reduce((sum, cell) => sum + cell.length + 4, 16);
      total += length;
      if (length > LONGEST_ROW) throw tooLarge('row_text');
      if (total > LONGEST_OUTPUT) throw tooLarge('text');
      if (characters + length > LONGEST_MESSAGE && index > from) {
        await emit({ t: 'rows', rows: rows.slice(from, index) });
        from = index;
        characters = 0;
      }
      characters += length;
    }
    if (from < rows.length) await emit({ t: 'rows', rows: rows.slice(from) });
  };
}

async function main() {
  const isList = process.argv[2] === '--list';
  const [path = '', onlySheet] = process.argv.slice(isList ? 3 : 2);
  const asked = { onlySheet, isList };
  try {
    const kind = await detectKind(path);
    if (kind === 'xlsx') await readXlsx(path, asked, emit, makeRowEmitter());
    else if (kind === 'xls') await readXls(path, asked, emit, makeRowEmitter());
    else if (kind === 'dbf') await readDbf(path, emit, makeRowEmitter());
    else await readCsv(path, emit, makeRowEmitter());
    await emit({ t: 'end', peakKb: process.resourceUsage().maxRSS });
  } catch (error) {
    const refusal = error instanceof Refusal ? error : unreadable('damaged');
    if (!(error instanceof Refusal)) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    await emit({ t: 'refused', code: refusal.code, reason: refusal.reason });
  }
}

process.stdout.on('error', () => process.exit(0));
await main();
