import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findBatch } from '@/db/queries/archive-import.queries';
import {
  countImportRows,
  type ImportRowRecord,
  listImportRows as listRows,
} from '@/db/queries/archive-import-row.queries';
import type {
  ImportRowPage,
  ImportRowsInput,
  ImportRowView,
  RowProblemView,
} from '@/server/domain/archive/import-batch';
import { AppError } from '@/server/domain/shared/app-error';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { storedRecordOf } from './prepare-row.ts';

/** `filedCode`: the number that a filed row was given, which the workbook did not have. */
export const toRowView = (row: ImportRowRecord & { filedCode?: string | null }): ImportRowView => {
  const { cells, item } = storedRecordOf(row);
  return {
    rowNumber: row.rowNumber,
    cells: cells as Record<string, string>,
    referenceCode: row.filedCode ?? item?.referenceCode ?? null,
    title: item?.title ?? null,
    problems: row.problems as RowProblemView[],
    isWrong: row.isWrong,
    isNumberedOnFiling: row.sequenceScope !== null,
    itemId: row.itemId,
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
  const { onlyWrong, problemCode, direction, limit } = input;
  const after = decodeCursor(z.tuple([z.number().int()]), input.cursor);
  const rows = await listRows(tdb, scope.tenantId, batch.id, {
    onlyWrong,
    problemCode,
    direction,
    after: after?.[0],
    limit: limit + 1,
  });
  const total = Math.min(COUNT_CAP, await countImportRows(tdb, scope.tenantId, batch.id, { onlyWrong, problemCode }));
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.rowNumber]),
  );
  return { rows: page.rows.map(toRowView), page: page.page };
};
