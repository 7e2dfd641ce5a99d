import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { countDigests } from './digests.ts';
import { INCOMING } from './disk-store.ts';
import { type ObjectDigests, objectKey } from './object-store.ts';

export interface ExpectedObject {
  tenantId: number;
  sha256: string;
  sm3: string;
  sizeBytes: number;
}

export interface StoreReport {
  files: number;
  bytes: number;
  /** Keys of rows that have no file. */
  missing: string[];
  /** Keys of rows whose file has other bytes. */
  changed: string[];
  /** Files that the store did not make. */
  strangers: string[];
  /** Files that the store made and no row speaks of: an upload whose transaction was rolled back. They harm nobody. */
  leftOver: number;
}

const digestsOf = async (file: string): Promise<ObjectDigests> => {
  const digests = countDigests();
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) digests.update(chunk as Buffer);
  return digests.finish();
};

const listFiles = async (root: string): Promise<string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
};

const checkExpected = async (
  root: string,
  key: string,
  expected: ExpectedObject,
  report: StoreReport,
): Promise<void> => {
  const file = path.join(root, key);
  const present = await stat(file).catch(() => null);
  if (!present?.isFile()) {
    report.missing.push(key);
    return;
  }
  const found = await digestsOf(file);
  report.files += 1;
  report.bytes += found.size;
  const isSame = found.sha256 === expected.sha256 && found.sm3 === expected.sm3 && found.size === expected.sizeBytes;
  if (!isSame) report.changed.push(key);
};

/** Compares every row with its file and every file with the rows. Reads all bytes. Changes nothing. */
export const checkStore = async (root: string, rows: AsyncIterable<ExpectedObject>): Promise<StoreReport> => {
  const report: StoreReport = { files: 0, bytes: 0, missing: [], changed: [], strangers: [], leftOver: 0 };
  const known = new Set<string>();
  for await (const row of rows) {
    const key = objectKey(row.tenantId, row.sha256);
    // Equal bytes of one tenant are one file, however many rows speak of it.
    if (known.has(key)) continue;
    known.add(key);
    await checkExpected(root, key, row, report);
  }
  for (const key of await listFiles(root)) {
    if (known.has(key)) continue;
    if (key.startsWith(`${INCOMING}/`)) report.leftOver += 1;
    else if (!/^\d+\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/.test(key)) report.strangers.push(key);
    else if ((await digestsOf(path.join(root, key))).sha256 === path.posix.basename(key)) report.leftOver += 1;
    else report.strangers.push(key);
  }
  return report;
};
