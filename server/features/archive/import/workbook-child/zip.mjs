/**
 * The container of an .xlsx, read by its central directory only and checked before anything is inflated: number of
 * entries, declared sizes, ratio, overlaps, encryption. While an entry is inflated its true size is counted and compared
 * with the declared one, so a directory that lies gains nothing.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import { tooLarge, unreadable } from './refusal.mjs';

const MB = 1024 * 1024;
export const ZIP_LIMITS = {
  entries: 5_000,
  directoryBytes: 2 * MB,
  /** All parts together as declared, pictures included. */
  declaredBytes: 1024 * MB,
  /** What may be inflated for sheets, strings and styles. */
  inflatedBytes: 200 * MB,
  /** Highest ratio of an XML part larger than `ratioFromBytes`. Repetitive sheets reach about 60. */
  ratio: 250,
  ratioFromBytes: 8 * MB,
};

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const UNKNOWN_32 = 0xffffffff;

/** @typedef {{ name: string, method: number, packed: number, size: number, crc: number, offset: number }} Entry */

/** Sizes of 64 bits stand in extra field 1, in this order, only for fields that are all ones. */
function readZip64(/** @type {Buffer} */ extra, /** @type {Entry} */ entry) {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      let field = at + 4;
      for (const key of /** @type {const} */ (['size', 'packed', 'offset'])) {
        if (entry[key] !== UNKNOWN_32) continue;
        if (field + 8 > Math.min(at + 4 + length, extra.length)) throw unreadable('zip_directory');
        entry[key] = Number(extra.readBigUInt64LE(field));
        field += 8;
      }
      return;
    }
    at += 4 + length;
  }
}

async function readDirectory(
  /** @type {import('node:fs/promises').FileHandle} */ handle,
  /** @type {number} */ fileSize,
) {
  const tailSize = Math.min(fileSize, 65_557);
  const tail = Buffer.alloc(tailSize);
  await handle.read(tail, 0, tailSize, fileSize - tailSize);
  let end = tailSize - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw unreadable('zip_truncated');
  const count = tail.readUInt16LE(end + 10);
  const size = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (count > ZIP_LIMITS.entries || size > ZIP_LIMITS.directoryBytes) throw tooLarge('zip_entries');
  if (offset + size > fileSize) throw unreadable('zip_directory');
  const directory = Buffer.alloc(size);
  await handle.read(directory, 0, size, offset);
  return { directory, count, offset };
}

function parseEntries(/** @type {Buffer} */ directory, /** @type {number} */ count) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw unreadable('zip_directory');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replace(/\\/g, '/');
    const entry = {
      name,
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      crc: directory.readUInt32LE(at + 16),
      offset: directory.readUInt32LE(at + 42),
    };
    readZip64(directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength), entry);
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw unreadable('encrypted');
    if (entry.method !== 0 && entry.method !== 8) throw unreadable('zip_method');
    if (entries.has(name.toLowerCase())) throw unreadable('zip_duplicate_entry');
    entries.set(name.toLowerCase(), entry);
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function checkEntries(/** @type {Map<string, Entry>} */ entries, /** @type {number} */ directoryOffset) {
  let declared = 0;
  let free = 0;
  for (const entry of [...entries.values()].sort((left, right) => left.offset - right.offset)) {
    declared += entry.size;
    if (entry.offset < free || entry.offset + 30 + entry.packed > directoryOffset) throw unreadable('zip_overlap');
    free = entry.offset + 30 + entry.packed;
    if (entry.method === 0 && entry.packed !== entry.size) throw unreadable('zip_sizes');
    const isSuspect = entry.size > ZIP_LIMITS.ratioFromBytes && entry.size > entry.packed * ZIP_LIMITS.ratio;
    if (isSuspect) throw tooLarge('zip_ratio');
    if (/\.(?:xml|rels)$/i.test(entry.name) && entry.size > ZIP_LIMITS.inflatedBytes) throw tooLarge('zip_part');
  }
  if (declared > ZIP_LIMITS.declaredBytes) throw tooLarge('zip_total');
}

/** An opened container. `inflate` yields the bytes of one part; all parts share one allowance of 200 MB. */
export class ZipReader {
  /**
   * @param {string} path
   * @param {Map<string, Entry>} entries
   */
  constructor(path, entries) {
    this.path = path;
    this.entries = entries;
    this.inflated = 0;
  }

  /** @param {string} path */
  static async open(path) {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      const { directory, count, offset } = await readDirectory(handle, size);
      const entries = parseEntries(directory, count);
      checkEntries(entries, offset);
      return new ZipReader(path, entries);
    } finally {
      await handle.close();
    }
  }

  /** @param {string} name */
  has(name) {
    return this.entries.has(name.toLowerCase());
  }

  /** @param {string} name */
  async *inflate(name) {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw unreadable('part_missing');
    const start = await this.dataStart(entry);
    let size = 0;
    let crc = 0;
    const packed =
      entry.packed === 0
        ? []
        : createReadStream(this.path, { start, end: start + entry.packed - 1, highWaterMark: 65_536 });
    const chunks = entry.method === 0 || entry.packed === 0 ? packed : inflateStream(/** @type {any} */ (packed));
    try {
      for await (const chunk of chunks) {
        size += chunk.length;
        this.inflated += chunk.length;
        if (size > entry.size) throw unreadable('zip_lying_size');
        if (this.inflated > ZIP_LIMITS.inflatedBytes) throw tooLarge('zip_inflated');
        if (zlib.crc32) crc = zlib.crc32(chunk, crc);
        yield chunk;
      }
    } catch (error) {
      if (/** @type {any} */ (error)?.code?.startsWith?.('Z_')) throw unreadable('zip_data');
      throw error;
    }
    if (size !== entry.size) throw unreadable('zip_lying_size');
    if (zlib.crc32 && crc !== entry.crc) throw unreadable('zip_checksum');
  }

  /** @param {Entry} entry */
  async dataStart(entry) {
    const handle = await open(this.path, 'r');
    try {
      const header = Buffer.alloc(30);
      const { bytesRead } = await handle.read(header, 0, 30, entry.offset);
      if (bytesRead < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw unreadable('zip_local_header');
      return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    } finally {
      await handle.close();
    }
  }
}

function inflateStream(/** @type {import('node:fs').ReadStream} */ packed) {
  const inflater = zlib.createInflateRaw({ chunkSize: 65_536 });
  packed.on('error', (error) => inflater.destroy(error));
  return packed.pipe(inflater);
}
