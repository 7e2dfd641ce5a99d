import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { findLinkBatch, listBatchUploads, updateLinkBatch } from '@/db/queries/link-batch.queries';
import { keepBarcodes, markListProblems, readLinkList } from '@/db/queries/link-list.queries';
import {
  type CodeOwner,
  countLinkFiles,
  findByCodeKeys,
  keepLinkFiles,
  type LinkFileInsert,
} from '@/db/queries/linking.queries';
import { audit } from '@/server/audit/audit';
import {
  askedKeys,
  followSeparators,
  LinkList,
  type ScannedFile,
  type SeparatedFile,
} from '@/server/domain/digital/link-list';
import {
  checkPages,
  codeKeyOf,
  type FileGuess,
  guessRecord,
  type MatchedFile,
  type MatchedItem,
} from '@/server/domain/digital/match-files';
import { AppError } from '@/server/domain/shared/app-error';
import { readFileBarcodes } from '@/server/imaging/barcode/read-barcodes';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { matchBatchJob } from '../digital.jobs.ts';
import { MOST_ENTRIES } from './set-list.ts';

const CHUNK = 1_000;
const CODES_AT_ONCE = 20;

/** Owes the matching of what has come in so far. It may be asked for again when more has come. */
export const askForMatching = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ jobId: string }> => {
  const batch = await findLinkBatch(tdb, scope.tenantId, input.batchId, { lock: true });
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${scope.tenantId}`);
  if (batch.state !== 'collecting' && batch.state !== 'matched')
    throw new AppError('LINK_BATCH_CLOSED', `batch is ${batch.state}`);
  const jobId = await enqueue(tdb, scope, matchBatchJob, { batchId: batch.id });
  await updateLinkBatch(tdb, scope.tenantId, batch.id, { state: 'matching', jobId });
  await audit(tdb, scope, {
    action: 'digital.matchBatch',
    objectKind: 'link_batch',
    objectId: batch.id,
    objectLabel: batch.name,
  });
  return { jobId };
};

interface ReceivedFile extends ScannedFile {
  /** A picture or a PDF on which nobody has looked for codes yet. */
  isUnread: boolean;
  isPdf: boolean;
}

const readFiles = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<ReceivedFile[]> => {
  const files: ReceivedFile[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listBatchUploads>> = await listBatchUploads(
      tdb,
      tenantId,
      batchId,
      after,
      CHUNK,
    );
    for (const { id, folder, fileName, mediaType, pageCount, barcodes, barcodePages } of page) {
      const isPdf = mediaType === 'application/pdf';
      const isUnread = barcodes === null && (isPdf || (mediaType ?? '').startsWith('image/'));
      const read = (barcodes ?? []).map((text, at) => ({ text, page: barcodePages?.[at] ?? 1 }));
      files.push({ id, folder, fileName, pageCount: pageCount ?? 1, barcodes: read, isUnread, isPdf });
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < CHUNK) return files;
  }
};

/** Reads the codes of pages that were not read yet, some at a time: stopped anywhere, the next run goes on. */
const readCodes = async (steps: MatchSteps): Promise<void> => {
  const { pools, scope, payload, objects, progress } = steps;
  const files = await withTenantDb(pools, scope, (tdb) => readFiles(tdb, scope.tenantId, payload.batchId));
  const unread = files.filter((file) => file.isUnread);
  const total = unread.reduce((pages, file) => pages + file.pageCount, 0);
  let done = 0;
  for (let at = 0; at < unread.length; at += CODES_AT_ONCE) {
    const found: { id: string; barcodes: string[]; pages: number[] }[] = [];
    for (const file of unread.slice(at, at + CODES_AT_ONCE)) {
      const local = await objects.staging.localFile(scope.tenantId, file.id);
      const codes = await readFileBarcodes(local, file, (pages) => progress(done + pages, total));
      found.push({ id: file.id, barcodes: codes.map(({ text }) => text), pages: codes.map(({ page }) => page) });
      done += file.pageCount;
    }
    await withTenantDb(pools, scope, (tdb) => keepBarcodes(tdb, scope.tenantId, found));
  }
};

const readOwners = async (
  tdb: TenantDb,
  tenantId: number,
  keys: readonly string[],
): Promise<Map<string, CodeOwner>> => {
  const owners = new Map<string, CodeOwner>();
  for (let at = 0; at < keys.length; at += CHUNK)
    for (const [key, owner] of await findByCodeKeys(tdb, tenantId, keys.slice(at, at + CHUNK))) owners.set(key, owner);
  return owners;
};

interface Found {
  owner: CodeOwner | undefined;
  by: 'list' | 'barcode' | 'folder' | 'name' | 'none';
  kind: 'page' | 'separator';
  page: number | null;
  /** One file with the pages of several records. */
  isMixed?: boolean;
}

/** What the list says goes before what a page says, and that before what a name lets guess. */
const finder = (owners: ReadonlyMap<string, CodeOwner>, list: LinkList, parted: ReadonlyMap<string, SeparatedFile>) => {
  return (file: ScannedFile, guess: FileGuess): Found => {
    const separated = parted.get(file.id);
    if (separated?.kind === 'separator') return { owner: undefined, by: 'barcode', kind: 'separator', page: null };
    const listed = list.find(file);
    const byList = listed ? owners.get(listed.codeKey) : undefined;
    if (listed && byList) return { owner: byList, by: 'list', kind: 'page', page: listed.page };
    if (separated?.kind === 'mixed')
      return { owner: undefined, by: 'barcode', kind: 'page', page: null, isMixed: true };
    const byCode = separated ? owners.get(separated.codeKey) : undefined;
    if (separated && byCode) return { owner: byCode, by: 'barcode', kind: 'page', page: separated.page };
    const named = guess.candidates.find((candidate) => owners.has(candidate.key));
    const owner = named ? owners.get(named.key) : undefined;
    return { owner, by: named?.by ?? 'none', kind: 'page', page: named?.page ?? null };
  };
};

const listProblems = (list: LinkList, owners: ReadonlyMap<string, CodeOwner>) =>
  list.entries.flatMap<{ position: number; problem: 'no_file' | 'no_record' }>(({ position, referenceCode }) => {
    if (!owners.has(codeKeyOf(referenceCode))) return [{ position, problem: 'no_record' as const }];
    return list.used.has(position) ? [] : [{ position, problem: 'no_file' as const }];
  });

const toRows = (
  files: readonly ScannedFile[],
  guesses: readonly FileGuess[],
  find: (file: ScannedFile, guess: FileGuess) => Found,
): LinkFileInsert[] => {
  const matched: MatchedFile[] = [];
  const mixed = new Set<string>();
  const items = new Map<string, MatchedItem>();
  const rows = files.flatMap((file, index) => {
    const guess = guesses[index];
    if (!guess) return [];
    const { owner, by, kind, page, isMixed } = find(file, guess);
    if (isMixed) mixed.add(file.id);
    if (owner) {
      matched.push({ id: file.id, itemId: owner.id, page });
      items.set(owner.id, { pageCount: owner.pageCount, fileCount: owner.fileCount });
    }
    return [
      { uploadId: file.id, itemId: owner?.id ?? null, matchedBy: by, kind, pageNumber: page, sortKey: guess.sortKey },
    ];
  });
  const problems = checkPages(matched, items);
  return rows.map((row) => ({
    ...row,
    problems: mixed.has(row.uploadId)
      ? ['several_records']
      : row.itemId === null && row.kind === 'page'
        ? ['unmatched']
        : [...(problems.get(row.uploadId) ?? [])],
  }));
};

export interface MatchSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { batchId: string };
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}

/**
 * Matches every received file of the batch to a record, by the list, by barcode pages, by folder or by name, and says
 * what is odd. Files that a person assigned stay.
 */
export const matchBatch = async (steps: MatchSteps): Promise<{ files: number; matched: number }> => {
  const { pools, scope, payload } = steps;
  const { tenantId } = scope;
  const asked = await withTenantDb(pools, scope, (tdb) => findLinkBatch(tdb, tenantId, payload.batchId));
  if (asked?.state === 'matching' && asked.usesBarcodes) await readCodes(steps);
  return withTenantDb(pools, scope, async (tdb) => {
    const batch = await findLinkBatch(tdb, tenantId, payload.batchId, { lock: true });
    if (batch?.state !== 'matching') return { files: 0, matched: 0 };
    const files = await readFiles(tdb, tenantId, batch.id);
    const guesses = files.map(guessRecord);
    const list = new LinkList(await readLinkList(tdb, tenantId, batch.id, MOST_ENTRIES));
    const seen = batch.usesBarcodes ? files.flatMap((file) => file.barcodes.map(({ text }) => text)) : [];
    const owners = await readOwners(tdb, tenantId, askedKeys(guesses, list.entries, seen));
    const parted = batch.usesBarcodes ? followSeparators(files, (key) => owners.has(key)) : new Map();
    const rows = toRows(files, guesses, finder(owners, list, parted));
    for (let at = 0; at < rows.length; at += CHUNK)
      await keepLinkFiles(tdb, tenantId, batch.id, rows.slice(at, at + CHUNK));
    if (list.entries.length > 0) await markListProblems(tdb, tenantId, batch.id, listProblems(list, owners));
    const counts = await countLinkFiles(tdb, tenantId, batch.id);
    await updateLinkBatch(tdb, tenantId, batch.id, {
      state: 'matched',
      fileCount: counts.all,
      matchedCount: counts.matched,
      problemCount: counts.problem,
    });
    return { files: counts.all, matched: counts.matched };
  });
};
