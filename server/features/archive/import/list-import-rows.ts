import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findBatch } from '@/db/queries/archive-import.queries';
import {
  countImportRows,
  type ImportRowRecord,
  listImportRows as listRows,
} from '@/db/queries/archive-import-row.queries';
import {
  type ImportRowPage,
  type ImportRowsInput,
  type ImportRowView,
  importOutcome,
  type RowProblemView,
} from '@/server/domain/archive/import-batch';
import { AppError } from '@/server/domain/shared/app-error';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import type { StoredUpdate } from './compare-with-record.ts';
import { storedRecordOf } from './prepare-row.ts';

type Row = Omit<ImportRowRecord, 'fingerprint' | 'undoState'> & { undoState?: string | null } & {
  filedCode?: string | null;
};

/** `filedCode`: the number that a filed row was given, which the workbook did not have. */
export const toRowView = (row: Row): ImportRowView => {
  const { cells, item, containerCode } = storedRecordOf(row);
  const { update } = row.record as StoredUpdate;
  return {
    rowNumber: row.rowNumber,
    cells: cells as Record<string, string>,
    referenceCode: row.filedCode ?? update?.referenceCode ?? item?.referenceCode ?? null,
    title: update?.title ?? item?.title ?? null,
    problems: row.problems as RowProblemView[],
    isWrong: row.isWrong,
    isNumberedOnFiling: row.sequenceScope !== null,
    itemId: row.itemId,
    outcome: importOutcome.parse(row.outcome),
    knownItemId: row.knownItemId,
    containerCode: containerCode ?? null,
    changes: update?.shown ?? [],
    undoState: (row.undoState ?? null) as ImportRowView['undoState'],
  };
};

/** Rows of a batch in the order of the workbook, all of them or those that are wrong. */
export const listImportRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ImportRowsInput,
): Promise<ImportRowPage> => {
  const batch = await findBatch(tdb, scope.tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${scope.tenantId}`);
  const { onlyWrong, problemCode, outcome, direction, limit } = input;
  const after = decodeCursor(z.tuple([z.number().int()]), input.cursor);
  const rows = await listRows(tdb, scope.tenantId, batch.id, {
    onlyWrong,
    problemCode,
    outcome,
    direction,
    after: after?.[0],
    limit: limit + 1,
  });
  const total = Math.min(
    COUNT_CAP,
    await countImportRows(tdb, scope.tenantId, batch.id, { onlyWrong, problemCode, outcome }),
  );
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.rowNumber]),
  );
  return { rows: page.rows.map(toRowView), page: page.page };
};
