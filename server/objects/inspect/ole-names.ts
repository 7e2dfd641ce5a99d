import type { FileHandle } from 'node:fs/promises';

/**
 * The names at the top of a compound file (OLE). They tell what it is: a mail with a Word document in it holds the names
 * of both, but only one of them stands at the top.
 */
const HEAD = 512;
const ENTRY = 128;
const FREE = 0xfffffffa;
const MOST_SECTORS = 4_000;
const NONE = 0xffffffff;

interface Entry {
  name: string;
  left: number;
  right: number;
  child: number;
}

const entryAt = (bytes: Buffer, at: number): Entry => ({
  name: bytes.toString('utf16le', at, at + Math.max(0, Math.min(64, bytes.readUInt16LE(at + 64)) - 2)),
  left: bytes.readUInt32LE(at + 68),
  right: bytes.readUInt32LE(at + 72),
  child: bytes.readUInt32LE(at + 76),
});

/** Reads sectors of a file by their numbers, and the table that says which follows which. */
const openSectors = async (handle: FileHandle, head: Buffer) => {
  const size = 2 ** head.readUInt16LE(30);
  if (size !== 512 && size !== 4_096) return null;
  const sector = async (number: number): Promise<Buffer | null> => {
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await handle.read(bytes, 0, size, (number + 1) * size);
    return bytesRead >= ENTRY ? bytes : null;
  };
  const tables = Array.from({ length: 109 }, (_, index) => head.readUInt32LE(76 + index * 4));
  // Large files name the rest of their tables in a chain of sectors.
  let more = head.readUInt32LE(68);
  for (let step = 0; more < FREE && step < MOST_SECTORS; step += 1) {
    const bytes = await sector(more);
    if (!bytes) break;
    for (let at = 0; at < size - 4; at += 4) tables.push(bytes.readUInt32LE(at));
    more = bytes.readUInt32LE(size - 4);
  }
  const next = async (number: number): Promise<number> => {
    const table = tables[Math.floor(number / (size / 4))];
    const bytes = table === undefined || table >= FREE ? null : await sector(table);
    return bytes?.readUInt32LE((number % (size / 4)) * 4) ?? NONE;
  };
  return { sector, next };
};

/** Null when the file is too damaged to say. */
export const topNames = async (handle: FileHandle): Promise<ReadonlySet<string> | null> => {
  const head = Buffer.alloc(HEAD);
  if ((await handle.read(head, 0, HEAD, 0)).bytesRead < HEAD) return null;
  const sectors = await openSectors(handle, head);
  if (!sectors) return null;
  const entries: Entry[] = [];
  const seen = new Set<number>();
  for (
    let at = head.readUInt32LE(48);
    at < FREE && !seen.has(at) && seen.size < MOST_SECTORS;
    at = await sectors.next(at)
  ) {
    seen.add(at);
    const bytes = await sectors.sector(at);
    if (!bytes) break;
    for (let place = 0; place + ENTRY <= bytes.length; place += ENTRY) entries.push(entryAt(bytes, place));
  }
  const names = new Set<string>();
  const waiting = [entries[0]?.child ?? NONE];
  const walked = new Set<number>();
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const entry = entries[number];
    if (!entry || walked.has(number)) continue;
    walked.add(number);
    names.add(entry.name);
    waiting.push(entry.left, entry.right);
  }
  return names.size > 0 ? names : null;
};
