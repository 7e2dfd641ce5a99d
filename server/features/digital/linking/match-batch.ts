import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import {
  type CodeOwner,
  countLinkFiles,
  findByCodeKeys,
  findLinkBatch,
  keepLinkFiles,
  listBatchUploads,
  updateLinkBatch,
} from '@/db/queries/linking.queries';
import { audit } from '@/server/audit/audit';
import {
  checkPages,
  type FileGuess,
  guessRecord,
  type MatchedFile,
  type MatchedItem,
} from '@/server/domain/digital/match-files';
import { AppError } from '@/server/domain/shared/app-error';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { matchBatchJob } from '../digital.jobs.ts';

const CHUNK = 1_000;

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

const readGuesses = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<FileGuess[]> => {
  const guesses: FileGuess[] = [];
  for (let after: string | null = null; ; ) {
    const page: { id: string; folder: string; fileName: string }[] = await listBatchUploads(
      tdb,
      tenantId,
      batchId,
      after,
      CHUNK,
    );
    guesses.push(...page.map(guessRecord));
    after = page.at(-1)?.id ?? null;
    if (page.length < CHUNK) return guesses;
  }
};

const readOwners = async (
  tdb: TenantDb,
  tenantId: number,
  guesses: readonly FileGuess[],
): Promise<Map<string, CodeOwner>> => {
  const keys = [...new Set(guesses.flatMap((guess) => guess.candidates.map((candidate) => candidate.key)))];
  const owners = new Map<string, CodeOwner>();
  for (let at = 0; at < keys.length; at += CHUNK)
    for (const [key, owner] of await findByCodeKeys(tdb, tenantId, keys.slice(at, at + CHUNK))) owners.set(key, owner);
  return owners;
};

/** Matches every received file of the batch to a record and says what is odd. Files that a person assigned stay. */
export const matchBatch = async ({
  pools,
  scope,
  payload,
}: {
  pools: Pools;
  scope: TenantScope;
  payload: { batchId: string };
}): Promise<{ files: number; matched: number }> => {
  const { tenantId } = scope;
  return withTenantDb(pools, scope, async (tdb) => {
    const batch = await findLinkBatch(tdb, tenantId, payload.batchId, { lock: true });
    if (batch?.state !== 'matching') return { files: 0, matched: 0 };
    const guesses = await readGuesses(tdb, tenantId, batch.id);
    const owners = await readOwners(tdb, tenantId, guesses);
    const matched: MatchedFile[] = [];
    const items = new Map<string, MatchedItem>();
    const rows = guesses.map((guess) => {
      const found = guess.candidates.find((candidate) => owners.has(candidate.key));
      const owner = found ? owners.get(found.key) : undefined;
      if (found && owner) {
        matched.push({ id: guess.id, itemId: owner.id, page: found.page });
        items.set(owner.id, { pageCount: owner.pageCount, fileCount: owner.fileCount });
      }
      return {
        uploadId: guess.id,
        itemId: owner?.id ?? null,
        matchedBy: found?.by ?? 'none',
        pageNumber: found?.page ?? null,
        sortKey: guess.sortKey,
      };
    });
    const problems = checkPages(matched, items);
    const complete = rows.map((row) => ({
      ...row,
      problems: row.itemId === null ? ['unmatched'] : (problems.get(row.uploadId) ?? []),
    }));
    for (let at = 0; at < complete.length; at += CHUNK)
      await keepLinkFiles(tdb, tenantId, batch.id, complete.slice(at, at + CHUNK));
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
