import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkStore, type ExpectedObject } from '@/server/objects/check-store';
import { createDiskStore } from '@/server/objects/disk-store';
import { objectKey } from '@/server/objects/object-store';

const FILES = 5_000;
const DAMAGE = { flipped: 100, deleted: 20, truncated: 20, strangers: 20 };

export interface FilesReport {
  files: number;
  damages: number;
  found: number;
  falseAlarms: number;
  megabytesASecond: number;
}

async function* each(rows: readonly ExpectedObject[]): AsyncGenerator<ExpectedObject> {
  yield* rows;
}

const fill = async (root: string): Promise<ExpectedObject[]> => {
  const store = createDiskStore(root);
  const rows: ExpectedObject[] = [];
  for (let n = 0; n < FILES; n += 1) {
    const tenantId = 1 + (n % 7);
    const stored = await store.put(tenantId, randomBytes(randomInt(200, 40_000)), { maxBytes: 1_000_000 });
    rows.push({ tenantId, sha256: stored.sha256, sm3: stored.sm3, sizeBytes: stored.size });
  }
  return rows;
};

const flipOneBit = (file: string): void => {
  const bytes = readFileSync(file);
  const at = randomInt(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << randomInt(8));
  writeFileSync(file, bytes);
};

/** Damages different files and answers what a sweep must say. */
const damage = (root: string, rows: readonly ExpectedObject[]): Map<string, string> => {
  const expected = new Map<string, string>();
  const keys = rows.map((row) => objectKey(row.tenantId, row.sha256)).sort(() => Math.random() - 0.5);
  const take = (count: number) => keys.splice(0, count);
  for (const key of take(DAMAGE.flipped)) {
    flipOneBit(path.join(root, key));
    expected.set(key, 'changed');
  }
  for (const key of take(DAMAGE.truncated)) {
    truncateSync(path.join(root, key), 10);
    expected.set(key, 'changed');
  }
  for (const key of take(DAMAGE.deleted)) {
    unlinkSync(path.join(root, key));
    expected.set(key, 'missing');
  }
  for (let n = 0; n < DAMAGE.strangers; n += 1) {
    // Half with a name that says what it is, half with the name of a digest that is not its own.
    const name = n % 2 === 0 ? `stranger-${n}.pdf` : randomBytes(32).toString('hex');
    const folder = path.dirname(keys[n] ?? '');
    const key = `${folder}/${n % 2 === 0 ? name : path.basename(folder) + name.slice(2)}`;
    writeFileSync(path.join(root, key), randomBytes(500));
    expected.set(key, 'stranger');
  }
  return expected;
};

const sweep = async (root: string, rows: readonly ExpectedObject[]) => {
  const startedAt = performance.now();
  const report = await checkStore(root, each(rows));
  const said = new Map<string, string>();
  for (const key of report.missing) said.set(key, 'missing');
  for (const key of report.changed) said.set(key, 'changed');
  for (const key of report.strangers) said.set(key, 'stranger');
  return { said, megabytesASecond: Math.round(report.bytes / 1000 / (performance.now() - startedAt)) };
};

/** `npm run verify -- files`: one sweep tells exactly what was damaged. */
export const run = async (): Promise<FilesReport> => {
  const root = mkdtempSync(path.join(tmpdir(), 'lantai-files-'));
  try {
    const rows = await fill(root);
    const clean = await sweep(root, rows);
    console.log(`untouched: ${clean.said.size} reported, ${clean.megabytesASecond} MB/s`);
    const expected = damage(root, rows);
    const { said, megabytesASecond } = await sweep(root, rows);
    const found = [...expected].filter(([key, kind]) => said.get(key) === kind).length;
    const falseAlarms = clean.said.size + [...said.keys()].filter((key) => !expected.has(key)).length;
    return { files: FILES, damages: expected.size, found, falseAlarms, megabytesASecond };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
