/** Records of a dBase/FoxPro table, which old catalogue programs leave behind. Memo fields are left out. */
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { tooLarge, unreadable } from './refusal.mjs';

const LIMITS = { fields: 255, headerBytes: 32 * 256, recordBytes: 65_536, records: 1_000_000, batchBytes: 262_144 };
const VERSIONS = new Set([0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5]);
/** Language driver to encoding; anything else in a Chinese office is GBK. */
const ENCODINGS = new Map([
  [0x4f, 'cp950'],
  [0x78, 'cp950'],
  [0x7b, 'cp932'],
]);

/** Whether the first bytes are a table's: a known version, a date in the calendar, sizes that fit together. */
export function isDbf(/** @type {Buffer} */ head) {
  // Reserved bytes are zero: a line of text that begins with a digit is no table.
  if (head.length < 65 || !VERSIONS.has(head[0] ?? 0) || head.readUInt16LE(12) !== 0) return false;
  const [month, day] = [head[2] ?? 0, head[3] ?? 0];
  const headerBytes = head.readUInt16LE(8);
  const recordBytes = head.readUInt16LE(10);
  const fields = Math.floor((headerBytes - 33) / 32);
  return month <= 12 && day <= 31 && headerBytes >= 65 && recordBytes >= 2 && fields >= 1 && fields <= LIMITS.fields;
}

/** @typedef {{ name: string, type: string, at: number, length: number }} Field */

/** @returns {Field[]} */
function readFields(/** @type {Buffer} */ header, /** @type {string} */ encoding) {
  /** @type {Field[]} */
  const fields = [];
  let at = 1;
  for (let offset = 32; offset + 32 <= header.length && header[offset] !== 0x0d; offset += 32) {
    const raw = header.subarray(offset, offset + 11);
    const end = raw.indexOf(0);
    const name = iconv.decode(raw.subarray(0, end < 0 ? 11 : end), encoding).trim();
    const length = header[offset + 16] ?? 0;
    fields.push({ name, type: String.fromCharCode(header[offset + 11] ?? 0), at, length });
    at += length;
  }
  if (fields.length === 0) throw unreadable('damaged');
  return fields;
}

function cellOf(/** @type {Buffer} */ record, /** @type {Field} */ field, /** @type {string} */ encoding) {
  if (!'CNFDL'.includes(field.type)) return '';
  const text = iconv
    .decode(record.subarray(field.at, field.at + field.length), encoding)
    .replaceAll('\0', '')
    .trim();
  if (field.type !== 'L') return text;
  return /^[ty]$/i.test(text) ? '是' : /^[fn]$/i.test(text) ? '否' : '';
}

/**
 * @param {string} path
 * @param {(message: object) => Promise<void>} emit
 * @param {(rows: [number, string[]][]) => Promise<void>} emitRows
 */
export async function readDbf(path, emit, emitRows) {
  const handle = await open(path, 'r');
  try {
    const start = Buffer.alloc(32);
    await handle.read(start, 0, 32, 0);
    const count = start.readUInt32LE(4);
    const [headerBytes, recordBytes] = [start.readUInt16LE(8), start.readUInt16LE(10)];
    if (headerBytes > LIMITS.headerBytes) throw unreadable('damaged');
    if (count > LIMITS.records) throw tooLarge('dbf_records');
    const header = Buffer.alloc(headerBytes);
    await handle.read(header, 0, headerBytes, 0);
    const encoding = ENCODINGS.get(start[29] ?? 0) ?? 'gb18030';
    const fields = readFields(header, encoding);
    await emit({ t: 'book', kind: 'dbf', encoding, sheets: ['dbf'] });
    await emit({ t: 'sheet', name: 'dbf' });
    await emitRows([[1, fields.map((field) => field.name)]]);
    const perRead = Math.max(1, Math.floor(LIMITS.batchBytes / recordBytes));
    for (let first = 0; first < count; first += perRead) {
      const wanted = Math.min(perRead, count - first);
      const block = Buffer.alloc(wanted * recordBytes);
      const { bytesRead } = await handle.read(block, 0, block.length, headerBytes + first * recordBytes);
      /** @type {[number, string[]][]} */
      const rows = [];
      for (let index = 0; index < Math.floor(bytesRead / recordBytes); index += 1) {
        const record = block.subarray(index * recordBytes, (index + 1) * recordBytes);
        // A star marks a record that its program has deleted.
        if (record[0] === 0x2a) continue;
        const cells = fields.map((field) => cellOf(record, field, encoding));
        if (cells.some((cell) => cell !== '')) rows.push([first + index + 2, cells]);
      }
      await emitRows(rows);
      if (bytesRead < block.length) return;
    }
  } finally {
    await handle.close();
  }
}
