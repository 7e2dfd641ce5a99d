import { setImmediate } from 'node:timers/promises';
import { type TenantDb, withTenantDb } from '@/db/client';
import { type ImportBatchRecord, lockBatch, recountBatch, updateBatch } from '@/db/queries/archive-import.queries';
import {
  findContainers,
  findFiledFingerprints,
  markKnownRows,
  takeFilingTurn,
} from '@/db/queries/archive-import-match.queries';
import {
  countReadyRows,
  countUnfiledRows,
  type ImportRowRecord,
  linkFiledRows,
  refuseImportRows,
} from '@/db/queries/archive-import-row.queries';
import { type ArchiveItemInsert, findTakenCodes, insertItems } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import { audit } from '@/server/audit/audit';
import type { ArchiveSteps, BatchPayload } from '@/server/features/archive/archive.jobs';
import { composeItem } from '@/server/features/archive/compose-item';
import { highestNumbers, writeNumbered } from '@/server/features/archive/resolve-code';
import { BEFORE_ALL, type Chunk, type Coded, loadChunk } from './load-chunk.ts';
import { storedRecordOf } from './prepare-row.ts';
import { NO_CONTAINER, TAKEN } from './read-rows.ts';

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

type Filed = ArchiveItemInsert & { importRow: number };

/** Ids of volumes and groups by their codes: those of the catalogue, and those that are filed in this chunk. */
type Parents = Map<string, string>;

const toItems = (coded: readonly Coded[], batch: ImportBatchRecord, parents: Parents): Filed[] =>
  coded.flatMap(({ row, code, number }) => {
    const { item, containerCode } = storedRecordOf(row);
    if (!item) return [];
    const parentId = containerCode ? parents.get(containerCode) : undefined;
    const place = {
      fondsId: batch.fondsId,
      createdBy: batch.createdBy,
      importBatchId: batch.id,
      importRow: row.rowNumber,
      codeState: batch.isOfficial ? ('locked' as const) : ('provisional' as const),
      ...(parentId ? { parentId } : {}),
    };
    const composed = { ...composeItem(item, code, number?.number ?? null, place), importRow: row.rowNumber };
    if (composed.level !== 'piece') parents.set(composed.referenceCode, composed.id);
    return [composed];
  });

/** Writes records and marks their rows with them. Answers how many. */
const writeItems = async (
  tdb: TenantDb,
  tenantId: number,
  batch: ImportBatchRecord,
  coded: readonly Coded[],
  parents: Parents,
): Promise<number> => {
  const links: { rowNumber: number; itemId: string }[] = [];
  let writing: Promise<void> = Promise.resolve();
  for (let start = 0; start < coded.length; start += PART) {
    const items = toItems(coded.slice(start, start + PART), batch, parents);
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

const isContainer = ({ row }: Pick<Coded, 'row'>): boolean => (storedRecordOf(row).item?.level ?? 'piece') !== 'piece';

const onlyRows = (byScope: Chunk['byScope'], keeps: (row: ImportRowRecord) => boolean): Chunk['byScope'] => {
  const left = [...byScope].map(([scope, group]) => [scope, group.filter(({ row }) => keeps(row))] as const);
  return new Map(left.filter(([, group]) => group.length > 0));
};

interface Placed {
  coded: Coded[];
  byScope: Chunk['byScope'];
  parents: Parents;
}

/** Pieces of a 卷内目录 whose volume is nowhere are refused, before any of them is numbered. Volumes and groups stand first. */
const withParents = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  { coded, byScope }: Pick<Placed, 'coded' | 'byScope'>,
): Promise<Placed> => {
  const rows = [...coded.map(({ row }) => row), ...[...byScope.values()].flat().map(({ row }) => row)];
  const codes = [...new Set(rows.flatMap((row) => storedRecordOf(row).containerCode ?? []))];
  const held = await findContainers(tdb, tenantId, codes);
  const containers = coded.filter(isContainer);
  const known = new Set([...held.map((row) => row.referenceCode), ...containers.map(({ code }) => code.text)]);
  const isPlaced = (row: ImportRowRecord): boolean => {
    const { role, containerCode } = storedRecordOf(row);
    return role !== 'items' || known.has(containerCode ?? '');
  };
  const lost = rows.filter((row) => !isPlaced(row)).map((row) => row.rowNumber);
  await refuseImportRows(tdb, tenantId, batchId, lost, NO_CONTAINER);
  return {
    coded: [...containers, ...coded.filter((one) => !isContainer(one) && isPlaced(one.row))],
    byScope: lost.length === 0 ? byScope : onlyRows(byScope, isPlaced),
    parents: new Map(held.map((row) => [row.referenceCode, row.id])),
  };
};

/** Rows without a code that another file brought and filed since the preview are marked as known and not filed again. */
const withoutKnown = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  byScope: Chunk['byScope'],
): Promise<Chunk['byScope']> => {
  const rows = [...byScope.values()].flat();
  if (rows.length === 0) return byScope;
  await takeFilingTurn(tdb, tenantId);
  const filed = await findFiledFingerprints(
    tdb,
    tenantId,
    rows.flatMap(({ row }) => row.fingerprint ?? []),
  );
  if (filed.size === 0) return byScope;
  const itemOf = (row: { fingerprint: string | null }) => filed.get(row.fingerprint ?? '');
  const links = rows.flatMap(({ row }) => {
    const itemId = itemOf(row);
    return itemId ? [{ rowNumber: row.rowNumber, itemId }] : [];
  });
  await markKnownRows(tdb, tenantId, batchId, links);
  return onlyRows(byScope, (row) => !itemOf(row));
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
const writeChunk = (
  steps: Steps,
  chunk: Chunk,
  { areCodesFree }: { areCodesFree: boolean },
): Promise<number | 'stale' | 'closed'> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.kind !== 'new' || batch.state !== 'filing') return 'closed';
    const rowNumbers = chunk.rows.map((row) => row.rowNumber);
    if ((await countUnfiledRows(tdb, tenantId, batch.id, rowNumbers)) !== rowNumbers.length) return 'stale';
    const { coded, broken } = chunk;
    await refuseImportRows(
      tdb,
      tenantId,
      batch.id,
      broken.map((row) => row.rowNumber),
      { code: 'CODE_FORMAT', severity: 'error', field: 'referenceCode', detail: 'scheme_changed' },
    );
    const free = areCodesFree ? coded : await refuseTaken(tdb, tenantId, batch.id, coded);
    const byScope = await withoutKnown(tdb, tenantId, batch.id, chunk.byScope);
    const placed = await withParents(tdb, tenantId, batch.id, { coded: free, byScope });
    await raiseNumbers(tdb, tenantId, highestNumbers(placed.coded.map(({ number }) => number)));
    const all = [...placed.coded, ...(await numberRows(tdb, tenantId, placed.byScope))];
    const filed = await writeItems(tdb, tenantId, batch, all, placed.parents);
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

/** The preview found the codes free: they are looked up again only when the catalogue refuses one of them. */
const fileChunk = async (steps: Steps, chunk: Chunk): Promise<number | 'stale' | 'closed'> => {
  try {
    return await writeChunk(steps, chunk, { areCodesFree: true });
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint !== 'archive_item_code') throw error;
    return writeChunk(steps, chunk, { areCodesFree: false });
  }
};

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
    let after = BEFORE_ALL;
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
