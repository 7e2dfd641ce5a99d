import { withTenantDb } from '@/db/client';
import { findBatch } from '@/db/queries/archive-import.queries';
import { type ImportRowRecord, listReadyRows } from '@/db/queries/archive-import-row.queries';
import type { ParsedReferenceCode } from '@/server/domain/archive/reference-code';
import type { ArchiveSteps, BatchPayload } from '@/server/features/archive/archive.jobs';
import { type CodeToNumber, numberOf, resolveCode } from '@/server/features/archive/resolve-code';
import { loadImportContext } from './load-context.ts';
import { type ImportContext, storedRecordOf, templateFor } from './prepare-row.ts';

/** Rows filed in one transaction: large enough to be quick, small enough that a stop loses little. */
const CHUNK = 5_000;

/** Rows of volumes and groups that were made from titles have negative numbers and come first. */
export const BEFORE_ALL = -2_000_000_000;

export interface Coded {
  row: ImportRowRecord;
  code: ParsedReferenceCode;
  number: ReturnType<typeof numberOf>;
}

export interface Chunk {
  rows: readonly ImportRowRecord[];
  coded: Coded[];
  byScope: Map<string, { next: CodeToNumber; row: ImportRowRecord }[]>;
  /** Rows whose code cannot be made any more, because the scheme changed after they were read. */
  broken: ImportRowRecord[];
}

const sortRows = (rows: readonly ImportRowRecord[], context: ImportContext | null): Chunk => {
  const sorted: Chunk = { rows, coded: [], byScope: new Map(), broken: [] };
  for (const row of rows) {
    const { item } = storedRecordOf(row);
    const resolved = item && context && resolveCode(item, templateFor(context, item));
    if (!resolved || resolved.kind === 'wrong') sorted.broken.push(row);
    else if (resolved.kind === 'kept') sorted.coded.push({ row, code: resolved.code, number: numberOf(resolved.code) });
    else {
      const group = sorted.byScope.get(resolved.next.scope) ?? [];
      group.push({ next: resolved.next, row });
      sorted.byScope.set(resolved.next.scope, group);
    }
  }
  return sorted;
};

/**
 * The next rows with their codes or the scopes that number them. It is read while the chunk before is still being
 * written, so the writer has to look whether the rows are still as they were read.
 */
export const loadChunk = (
  steps: ArchiveSteps<BatchPayload>,
  walk: { isNumbered: boolean; after: number },
): Promise<Chunk> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await findBatch(tdb, tenantId, steps.payload.batchId);
    if (!batch) return sortRows([], null);
    const rows = await listReadyRows(tdb, tenantId, batch.id, { ...walk, limit: CHUNK });
    return sortRows(rows, rows.length === 0 ? null : await loadImportContext(tdb, tenantId, batch));
  });
