import type { TenantDb } from '@/db/client';
import type { ImportBatchRecord } from '@/db/queries/archive-import.queries';
import type { ImportRowInsert } from '@/db/queries/archive-import-row.queries';
import { type ItemRow, listItemsByIds } from '@/db/queries/archive-item.queries';
import type { WorkbookColumn } from '@/server/domain/archive/import-columns';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import { compareWithRecord } from './compare-with-record.ts';
import type { ReadingContext } from './load-context.ts';
import { checkCells, pickCells } from './parse-cells.ts';
import type { SheetRow } from './workbook-header.ts';

/** `<id>:<version>` as an export for editing writes it. */
const RECORD_KEY = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):(\d{1,9})$/;

export const recordKeyOf = (item: Pick<ItemRow, 'id' | 'rowVersion'>): string => `${item.id}:${item.rowVersion}`;

export const parseRecordKey = (typed: string): { id: string; rowVersion: number } | null => {
  const match = RECORD_KEY.exec(typed.trim().toLowerCase());
  return match ? { id: match[1] ?? '', rowVersion: Number(match[2]) } : null;
};

const blocked = (rowNumber: number, problems: readonly RecordProblem[]): ImportRowInsert => ({
  rowNumber,
  record: { cells: {}, item: null },
  problems: problems.filter((problem) => problem.code === 'SECURITY_BLOCK'),
  isWrong: true,
  sequenceScope: null,
  outcome: 'unknown',
  fingerprint: null,
  knownItemId: null,
});

interface UpdateSheet {
  batch: Pick<ImportBatchRecord, 'categoryCode'>;
  context: Pick<ReadingContext, 'today'>;
  columns: readonly WorkbookColumn[];
}

/** Rows of an edited export as changes of the records they came from. Nothing is applied. */
export const readUpdateRows = async (
  tdb: TenantDb,
  tenantId: number,
  { context, columns }: UpdateSheet,
  rows: readonly SheetRow[],
): Promise<ImportRowInsert[]> => {
  const keyed = rows.map((row) => {
    const cells = pickCells(row.cells, columns);
    return { row, cells, key: parseRecordKey(cells.recordKey ?? '') };
  });
  const ids = [...new Set(keyed.flatMap(({ key }) => key?.id ?? []))];
  const items = new Map(
    (await listItemsByIds(tdb, tenantId, ids, Math.max(1, ids.length))).map((item) => [item.id, item]),
  );
  const seen = new Set<string>();
  return keyed.map(({ row, cells, key }) => {
    const secrecy = checkCells(row.cells, columns);
    if (secrecy.some((problem) => problem.code === 'SECURITY_BLOCK')) return blocked(row.rowNumber, secrecy);
    const item = key ? items.get(key.id) : undefined;
    const isRepeated = item !== undefined && seen.has(item.id);
    if (item) seen.add(item.id);
    const compared = compareWithRecord(item, cells, {
      fields: columns.flatMap((column) => column.field ?? []),
      rowVersion: key?.rowVersion ?? 0,
      today: context.today,
      isRepeated,
    });
    if (compared.problems.some((problem) => problem.code === 'SECURITY_BLOCK'))
      return blocked(row.rowNumber, compared.problems);
    return { rowNumber: row.rowNumber, ...compared, problems: [...secrecy, ...compared.problems] };
  });
};
