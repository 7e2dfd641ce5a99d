import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataRoot, ensureDatabase } from '@/db/embedded/ensure.mjs';
import {
  countScopes,
  countSeals,
  countUntoldRows,
  type FsckDb,
  listCounters,
  listObjectRows,
  listRecordFiles,
  listRepeatedCodes,
  listSilentJobs,
  listUploadRows,
  type ObjectRow,
  type RecordFilesRow,
  withFsckDb,
} from '@/db/queries/fsck.queries';
import { checkpointFolder, publicKeyFile } from '@/server/audit/checkpoint';
import { storeSettingsAt } from '@/server/config/env';
import { codeSort } from '@/server/domain/archive/reference-code';
import { objectIdOf } from '@/server/features/digital/commit-files';
import {
  checkAllRecords,
  checkStaging,
  type RecordFiles,
  type UploadOnTheWay,
} from '@/server/objects/check-all-records';
import { checkStore } from '@/server/objects/check-store';
import { createStores } from '@/server/objects/create-stores';
import { type ObjectStore, objectKey } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';

/*
 * Proves what must always be true of the data, whatever happened: `npm run fsck`. Reads everything, changes nothing,
 * but with `-- --quarantine` moves files that no row speaks of out of the way; nothing is ever deleted.
 * One line for each check; exit 0: all hold, 1: a breach, 2: could not be checked.
 */
interface Finding {
  check: string;
  breaches: string[];
  seen: string;
}
const VERIFIER = fileURLToPath(new URL('./verify-audit.mjs', import.meta.url));
const PAGE = 1_000;

async function* objectRows(db: FsckDb): AsyncGenerator<ObjectRow> {
  let after: ObjectRow | null = null;
  for (;;) {
    const rows: ObjectRow[] = await listObjectRows(db, after, PAGE);
    yield* rows;
    after = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}

/** In a bucket every row is read; files without a row are not looked for there, since a put without a row harms nobody. */
const checkBucketObjects = async (db: FsckDb, objects: ObjectStore): Promise<Finding> => {
  const breaches: string[] = [];
  let files = 0;
  for await (const row of objectRows(db)) {
    files += 1;
    const isSame = await readObject(objects, row).then(
      () => true,
      () => false,
    );
    if (!isSame) breaches.push(`missing or changed ${objectKey(row.tenantId, row.sha256)}`);
  }
  return { check: 'objects', breaches, seen: `${files} rows` };
};

const checkObjects = async (
  db: FsckDb,
  dataDir: string,
  objects: ObjectStore,
  isInBucket: boolean,
): Promise<Finding> => {
  if (isInBucket) return checkBucketObjects(db, objects);
  const report = await checkStore(path.join(dataDir, 'objects'), objectRows(db));
  const breaches = [
    ...report.missing.map((key) => `missing ${key}`),
    ...report.changed.map((key) => `changed ${key}`),
    ...report.strangers.map((key) => `untracked ${key}`),
  ];
  return {
    check: 'objects',
    breaches,
    seen: `${report.files} files, ${report.bytes} bytes, ${report.leftOver} left over`,
  };
};

async function* recordFiles(db: FsckDb): AsyncGenerator<RecordFiles> {
  let after: RecordFilesRow | null = null;
  for (;;) {
    const rows: RecordFilesRow[] = await listRecordFiles(db, after, PAGE);
    for (const row of rows) yield { ...row, objectId: objectIdOf(row.itemId) };
    after = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}

async function* uploadRows(db: FsckDb): AsyncGenerator<UploadOnTheWay> {
  let after: UploadOnTheWay | null = null;
  for (;;) {
    const rows: UploadOnTheWay[] = await listUploadRows(db, after, PAGE);
    yield* rows;
    after = rows.at(-1) ?? null;
    if (rows.length < PAGE) return;
  }
}

/** Both ways: every row has its bytes, and all bytes have a row. What has none can be set aside; nothing is deleted. */
const checkRecords = async (db: FsckDb, objects: ObjectStore, setsAside: boolean): Promise<Finding> => {
  const { breaches, strays, ...seen } = await checkAllRecords(objects, recordFiles(db));
  const moved: string[] = [];
  if (setsAside)
    for (const { tenantId, place, file } of strays) moved.push(await objects.records.setAside(tenantId, place, file));
  const text = `${seen.objects} objects, ${seen.files} files, ${seen.bytes} bytes`;
  return { check: 'records', breaches, seen: moved.length ? `${text}; set aside: ${moved.join(', ')}` : text };
};

const checkUploads = async (db: FsckDb, objects: ObjectStore, setsAside: boolean): Promise<Finding> => {
  const { uploads, breaches, strays } = await checkStaging(objects, uploadRows(db));
  if (setsAside) for (const { tenantId, uploadId } of strays) await objects.staging.quarantine(tenantId, uploadId);
  return { check: 'uploads', breaches, seen: `${uploads} received${setsAside ? `, ${strays.length} set aside` : ''}` };
};

/** The verifier runs on its own, as a unit would run it. */
const checkAudit = async (db: FsckDb, url: string, dataDir: string): Promise<Finding> => {
  const seals = await countSeals(db);
  if (seals === 0) return { check: 'audit', breaches: [], seen: 'nothing sealed yet' };
  const args = [VERIFIER, '--checkpoints', checkpointFolder(dataDir), '--public-key', publicKeyFile(dataDir)];
  const options = { env: { ...process.env, DATABASE_URL: url }, encoding: 'utf8' as const, maxBuffer: 1 << 28 };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  const lines = stdout.trim().split('\n');
  const breaches = lines.filter((line) => line.startsWith('BREACH'));
  if (status !== 0 && breaches.length === 0) breaches.push(`verifier: ${stderr.trim() || `exit ${status}`}`);
  return { check: 'audit', breaches, seen: lines.at(-1) ?? '' };
};

/** No code twice, and no counter behind the codes, or the next number would be one that stands already. */
const checkCodes = async (db: FsckDb): Promise<Finding> => {
  const repeated = await listRepeatedCodes(db);
  const breaches = repeated.map(({ tenantId, code }) => `twice: ${code} of tenant ${tenantId}`);
  const counters = (await listCounters(db)).map((counter) => ({ ...counter, prefix: `${codeSort(counter.scope)}-` }));
  let unused = 0;
  for (let start = 0; start < counters.length; start += PAGE) {
    const page = counters.slice(start, start + PAGE);
    const last = new Map(page.map((counter) => [`${counter.tenantId} ${counter.prefix}`, counter.lastNumber]));
    for (const { tenantId, prefix, highest, used } of await countScopes(db, page)) {
      const lastNumber = last.get(`${tenantId} ${prefix}`) ?? 0;
      if (highest === null) continue;
      if (highest > lastNumber)
        breaches.push(`counter ${prefix} of tenant ${tenantId} at ${lastNumber}, code at ${highest}`);
      // Not a breach: catalogues that were taken over bring their own gaps.
      unused += lastNumber - used;
    }
  }
  return { check: 'codes', breaches, seen: `${counters.length} counters, ${unused} numbers without a code` };
};

const checkJobs = async (db: FsckDb): Promise<Finding> => {
  const silent = await listSilentJobs(db);
  const breaches = silent.map((job) => `${job.state} and silent: ${job.name} ${job.id} of tenant ${job.tenantId}`);
  return { check: 'jobs', breaches, seen: `${silent.length} silent` };
};

const checkEvents = async (db: FsckDb): Promise<Finding> => {
  const tables = await countUntoldRows(db);
  const breaches = tables
    .filter(({ untold }) => untold > 0)
    .map(({ table, untold }) => `${untold} rows of ${table} without an event`);
  return { check: 'events', breaches, seen: `${tables.reduce((sum, { rows }) => sum + rows, 0)} rows` };
};

const MOST_SHOWN = 20;
const show = ({ check, breaches, seen }: Finding): void => {
  console.log(
    `${breaches.length === 0 ? 'ok    ' : 'BREACH'} ${check}: ${seen}${breaches.length ? `; ${breaches.length} breaches` : ''}`,
  );
  for (const breach of breaches.slice(0, MOST_SHOWN)) console.log(`       ${breach}`);
  if (breaches.length > MOST_SHOWN) console.log(`       and ${breaches.length - MOST_SHOWN} more`);
};

export interface FsckOptions {
  /** Where files are kept, when not under the data folder. */
  objects?: ObjectStore;
  isInBucket?: boolean;
  /** Moves what has no row into the quarantine. It is told as a breach this once. */
  setsAside?: boolean;
}

/** All checks over one moment of the database. Answers the number of breaches. */
export const fsck = (url: string, dataDir: string, options: FsckOptions = {}): Promise<number> =>
  withFsckDb(url, async (db) => {
    const objects = options.objects ?? createStores(dataDir);
    const setsAside = options.setsAside ?? false;
    let breaches = 0;
    const checks = [
      () => checkObjects(db, dataDir, objects, options.isInBucket ?? false),
      () => checkRecords(db, objects, setsAside),
      () => checkUploads(db, objects, setsAside),
      () => checkAudit(db, url, dataDir),
      () => checkCodes(db),
      () => checkJobs(db),
      () => checkEvents(db),
    ];
    for (const check of checks) {
      const finding = await check();
      show(finding);
      breaches += finding.breaches.length;
    }
    return breaches;
  });

const main = async (): Promise<number> => {
  const database = await ensureDatabase({ purpose: 'app' });
  try {
    const dataDir = path.resolve(process.env.DATA_DIR ?? dataRoot());
    const settings = storeSettingsAt(dataDir);
    const objects = createStores(settings);
    const setsAside = process.argv.includes('--quarantine');
    return (await fsck(database.url, dataDir, { objects, setsAside, isInBucket: settings.s3 !== undefined })) === 0
      ? 0
      : 1;
  } finally {
    await database.stop();
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().then(
    (code) => process.exit(code),
    (error) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exit(2);
    },
  );
}
