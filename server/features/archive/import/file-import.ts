import { type TenantDb, withTenantDb } from '@/db/client';
import { type ImportBatchRecord, lockBatch, recountBatch, updateBatch } from '@/db/queries/archive-import.queries';
import { countReadyRows, type ImportRowRecord, linkFiledRows, listReadyRows, refuseImportRows } from '@/db/queries/archive-import-row.queries';
import { type ArchiveItemInsert, findTakenCodes, insertItems } from '@/db/queries/archive-item.queries';
import { raiseNumbers, takeNumbers } from '@/db/queries/archive-number.queries';
import { audit } from '@/server/audit/audit';
import type { ParsedReferenceCode } from '@/server/domain/archive/reference-code';
import { composeItem } from '../compose-item.ts';
import type { ArchiveSteps, BatchPayload } from '../archive.jobs.ts';
import { type CodeToNumber, highestNumbers, numberOf, resolveCode, writeNumbered } from '../resolve-code.ts';
import { loadImportContext } from './load-context.ts';
import { type ImportContext, storedRecordOf, templateFor } from './prepare-row.ts';
import { TAKEN } from './read-import.ts';

type Steps = ArchiveSteps<BatchPayload>;

/** Rows filed in one transaction: large enough to be quick, small enough that a stop loses little. */
export const CHUNK = 5_000;

interface Coded {
  row: ImportRowRecord;
  code: ParsedReferenceCode;
}

interface Sorted {
  coded: Coded[];
  byScope: Map<string, { next: CodeToNumber; row: ImportRowRecord }[]>;
  /** Rows whose code cannot be made any more, because the scheme changed after they were read. */
  broken: ImportRowRecord[];
}

const sortRows = (rows: readonly ImportRowRecord[], context: ImportContext): Sorted => {
  const sorted: Sorted = { coded: [], byScope: new Map(), broken: [] };
  for (const row of rows) {
    const { item } = storedRecordOf(row);
    const resolved = item && resolveCode(item, templateFor(context, item));
    if (!resolved || resolved.kind === 'wrong') sorted.broken.push(row);
    else if (resolved.kind === 'kept') sorted.coded.push({ row, code: resolved.code });
    else sorted.byScope.set(resolved.next.scope, [...(sorted.byScope.get(resolved.next.scope) ?? []), { next: resolved.next, row }]);
  }
  return sorted;
};

/** A block of numbers for each scope, in the order of the rows. Scopes in one order, so that two imports cannot wait for each other. */
const numberRows = async (tdb: TenantDb, tenantId: number, byScope: Sorted['byScope']): Promise<Coded[]> => {
  const coded: Coded[] = [];
  for (const scope of [...byScope.keys()].sort()) {
    const rows = byScope.get(scope) ?? [];
    const first = await takeNumbers(tdb, tenantId, scope, rows[0]?.next.sortPrefix ?? '', rows.length);
    for (const [index, { next, row }] of rows.entries()) coded.push({ row, code: writeNumbered(next, first + index) });
  }
  return coded;
};

const toItems = (coded: readonly Coded[], batch: ImportBatchRecord): (ArchiveItemInsert & { importRow: number })[] =>
  coded.flatMap(({ row, code }) => {
    const { item } = storedRecordOf(row);
    if (!item) return [];
    const place = { fondsId: batch.fondsId, createdBy: batch.createdBy, importBatchId: batch.id, importRow: row.rowNumber };
    return [{ ...composeItem(item, code, numberOf(code)?.number ?? null, place), importRow: row.rowNumber }];
  });

/** Codes that somebody filed since the preview, or that stand twice in what was corrected, are refused row by row. */
const refuseTaken = async (tdb: TenantDb, tenantId: number, batchId: string, coded: readonly Coded[]): Promise<Coded[]> => {
  const taken = await findTakenCodes(tdb, tenantId, coded.map(({ code }) => code.text));
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

/** One transaction: rows become records and are marked with them, or nothing happens. Null when the batch is not to be filed. */
const fileChunk = (steps: Steps): Promise<{ filed: number; read: number } | null> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'filing') return null;
    const rows = await listReadyRows(tdb, tenantId, batch.id, CHUNK);
    if (rows.length === 0) return { filed: 0, read: 0 };
    // Rows with codes come first, so that their numbers are counted before the others are numbered.
    const first = rows[0]?.sequenceScope === null;
    const { coded, byScope, broken } = sortRows(rows.filter((row) => (row.sequenceScope === null) === first), await loadImportContext(tdb, tenantId, batch));
    await refuseImportRows(tdb, tenantId, batch.id, broken.map((row) => row.rowNumber), { code: 'CODE_FORMAT', severity: 'error', field: 'referenceCode', detail: 'scheme_changed' });
    const kept = await refuseTaken(tdb, tenantId, batch.id, coded);
    await raiseNumbers(tdb, tenantId, highestNumbers(kept.map(({ code }) => code)));
    const items = toItems([...kept, ...(await numberRows(tdb, tenantId, byScope))], batch);
    await insertItems(tdb, tenantId, items);
    await linkFiledRows(tdb, tenantId, batch.id, items.map((item) => ({ rowNumber: item.importRow, itemId: item.id })));
    const detail = { filed: items.length };
    if (items.length > 0) await audit(tdb, steps.scope, { action: 'archive.fileRows', objectKind: 'import_batch', objectId: batch.id, objectLabel: batch.fileName, detail });
    return { filed: items.length, read: rows.length };
  });

const finish = (steps: Steps): Promise<unknown> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'filing') return { skipped: true };
    const counts = await recountBatch(tdb, tenantId, batch.id);
    await updateBatch(tdb, tenantId, batch.id, { state: 'filed', isFiledNow: true });
    const detail = { filed: counts.filedCount, wrong: counts.wrongCount };
    await audit(tdb, steps.scope, { action: 'archive.finishImport', objectKind: 'import_batch', objectId: batch.id, objectLabel: batch.fileName, detail });
    return counts;
  });

/**
 * Files every row that is right, chunk by chunk. Each chunk is one transaction that marks its rows with their records,
 * so that a job which is killed at any point goes on where it was and no row becomes two.
 */
export const fileImport = async (steps: Steps): Promise<unknown> => {
  const total = await withTenantDb(steps.pools, steps.scope, (tdb) => countReadyRows(tdb, steps.scope.tenantId, steps.payload.batchId));
  let done = 0;
  for (;;) {
    steps.signal.throwIfAborted();
    const chunk = await fileChunk(steps);
    if (!chunk) return { skipped: true };
    if (chunk.read === 0) return finish(steps);
    done += chunk.filed;
    await steps.progress(done, total);
  }
};
