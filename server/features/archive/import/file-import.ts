import { setImmediate } from 'node:timers/promises';
import { type TenantDb, withTenantDb } from '@/db/client';
import { type ImportBatchRecord, lockBatch, recountBatch, updateBatch } from '@/db/queries/archive-import.queries';
import {
  countReadyRows,
  countUnfiledRows,
  linkFiledRows,
  refuseImportRows,
} from '@/db/queries/archive-import-row.queries';
import { type ArchiveItemInsert, findTakenCodes, insertItems } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import { audit } from '@/server/audit/audit';
import type { ArchiveSteps, BatchPayload } from '@/server/features/archive/archive.jobs';
import { composeItem } from '@/server/features/archive/compose-item';
import { highestNumbers, writeNumbered } from '@/server/features/archive/resolve-code';
import { type Chunk, type Coded, loadChunk } from './load-chunk.ts';
import { storedRecordOf } from './prepare-row.ts';
import { TAKEN } from './read-import.ts';

type Steps = ArchiveSteps<BatchPayload>;

/** Records written by one statement; the next ones are composed while the database is at it. */
const PART = 500;

/** A block of numbers for each scope, in the order of the rows. Scopes in one order, so that two imports cannot wait for each other. */
const numberRows = async (tdb: TenantDb, tenantId: number, byScope: Chunk['byScope']): Promise<Coded[]> => {
  const coded: Coded[] = [];
  for (const scope of [...byScope.keys()].sort()) {
    const rows = byScope.get(scope) ?? [];
    const first = await takeNumbers(tdb, tenantId, scope, rows[0]?.next.sortPrefix ?? '', rows.length);
    for (const [index, { next, row }] of rows.entries()) {
      coded.push({ row, code: writeNumbered(next, first + index), number: { scope, number: first + index } });
    }
  }
  return coded;
};

const toItems = (coded: readonly Coded[], batch: ImportBatchRecord): (ArchiveItemInsert & { importRow: number })[] =>
  coded.flatMap(({ row, code, number }) => {
    const { item } = storedRecordOf(row);
    if (!item) return [];
    const place = {
      fondsId: batch.fondsId,
      createdBy: batch.createdBy,
      importBatchId: batch.id,
      importRow: row.rowNumber,
    };
    return [{ ...composeItem(item, code, number?.number ?? null, place), importRow: row.rowNumber }];
  });

/** Writes records and marks their rows with them. Answers how many. */
const writeItems = async (
  tdb: TenantDb,
  tenantId: number,
  batch: ImportBatchRecord,
  coded: readonly Coded[],
): Promise<number> => {
  const links: { rowNumber: number; itemId: string }[] = [];
  let writing: Promise<void> = Promise.resolve();
  for (let start = 0; start < coded.length; start += PART) {
    const items = toItems(coded.slice(start, start + PART), batch);
    links.push(...items.map((item) => ({ rowNumber: item.importRow, itemId: item.id })));
    await writing;
    writing = insertItems(tdb, tenantId, items);
    // Lets the statement leave before this process is busy with the next part. A refusal is met at the next await.
    writing.catch(() => undefined);
    await setImmediate();
  }
  await writing;
  await linkFiledRows(tdb, tenantId, batch.id, links);
  return links.length;
};

/** Codes that somebody filed since the preview, or that stand twice in what was corrected, are refused row by row. */
const refuseTaken = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  coded: readonly Coded[],
): Promise<Coded[]> => {
  const taken = await findTakenCodes(
    tdb,
    tenantId,
    coded.map(({ code }) => code.text),
  );
  const free: Coded[] = [];
  const refused: number[] = [];
  for (const candidate of coded) {
    if (taken.has(candidate.code.text)) refused.push(candidate.row.rowNumber);
    else free.push(candidate);
    taken.add(candidate.code.text);
  }
  await refuseImportRows(tdb, tenantId, batchId, refused, TAKEN);
  return free;
};

/**
 * One transaction: rows become records and are marked with them, or nothing happens. `stale`: another worker filed some
 * of the rows since they were read. `closed`: the batch is not to be filed.
 */
const fileChunk = (steps: Steps, chunk: Chunk): Promise<number | 'stale' | 'closed'> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'filing') return 'closed';
    const rowNumbers = chunk.rows.map((row) => row.rowNumber);
    if ((await countUnfiledRows(tdb, tenantId, batch.id, rowNumbers)) !== rowNumbers.length) return 'stale';
    const { coded, byScope, broken } = chunk;
    await refuseImportRows(
      tdb,
      tenantId,
      batch.id,
      broken.map((row) => row.rowNumber),
      { code: 'CODE_FORMAT', severity: 'error', field: 'referenceCode', detail: 'scheme_changed' },
    );
    const kept = await refuseTaken(tdb, tenantId, batch.id, coded);
    await raiseNumbers(tdb, tenantId, highestNumbers(kept.map(({ number }) => number)));
    const filed = await writeItems(tdb, tenantId, batch, [...kept, ...(await numberRows(tdb, tenantId, byScope))]);
    const detail = { filed };
    if (filed > 0)
      await audit(tdb, steps.scope, {
        action: 'archive.fileRows',
        objectKind: 'import_batch',
        objectId: batch.id,
        objectLabel: batch.fileName,
        detail,
      });
    return filed;
  });

const finish = (steps: Steps): Promise<unknown> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'filing') return { skipped: true };
    const counts = await recountBatch(tdb, tenantId, batch.id);
    await updateBatch(tdb, tenantId, batch.id, { state: 'filed', isFiledNow: true });
    const detail = { filed: counts.filedCount, wrong: counts.wrongCount };
    await audit(tdb, steps.scope, {
      action: 'archive.finishImport',
      objectKind: 'import_batch',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail,
    });
    return counts;
  });

/**
 * Files every row that is right, chunk by chunk. Each chunk is one transaction that marks its rows with their records,
 * so that a job which is killed at any point goes on where it was and no row becomes two.
 */
export const fileImport = async (steps: Steps): Promise<unknown> => {
  const total = await withTenantDb(steps.pools, steps.scope, (tdb) =>
    countReadyRows(tdb, steps.scope.tenantId, steps.payload.batchId),
  );
  let done = 0;
  // Rows with codes come first, so that their numbers are counted before the others are numbered.
  for (const isNumbered of [false, true]) {
    let after = 0;
    let chunk = await loadChunk(steps, { isNumbered, after });
    while (chunk.rows.length > 0) {
      steps.signal.throwIfAborted();
      const last = chunk.rows.at(-1)?.rowNumber ?? after;
      const next = loadChunk(steps, { isNumbered, after: last });
      // A failure of the look ahead is met where it is awaited, or not at all when this chunk fails first.
      next.catch(() => undefined);
      const filed = await fileChunk(steps, chunk);
      if (filed === 'closed') return { skipped: true };
      if (filed === 'stale') {
        chunk = await loadChunk(steps, { isNumbered, after });
        continue;
      }
      done += filed;
      after = last;
      await steps.progress(done, total);
      chunk = await next;
    }
  }
  return finish(steps);
};
