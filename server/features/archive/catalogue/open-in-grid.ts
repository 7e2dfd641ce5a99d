import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertDraft } from '@/db/queries/archive-draft.queries';
import { type ItemRow, listItemsByIds } from '@/db/queries/archive-item.queries';
import { listTopicRows } from '@/db/queries/fonds-settings.queries';
import { audit } from '@/server/audit/audit';
import type { DraftRow, OpenInGridInput } from '@/server/domain/archive/catalogue-draft';
import { gridColumns, MOST_GRID_ROWS } from '@/server/domain/archive/grid-row';
import { topicsOf } from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { chooseItems } from './choose-items.ts';
import { personOf } from './save-draft.ts';

const textOf = (row: ItemRow, column: string, names: ReadonlyMap<string, string>): string => {
  if (column.startsWith('details.')) return row.details[column.slice('details.'.length)] ?? '';
  if (column === 'topics') return row.topics.map((code) => names.get(code) ?? code).join('、');
  const value = (row as unknown as Record<string, unknown>)[column];
  return value === null || value === undefined ? '' : String(value);
};

/** The cells of a filed record, as a person would have typed them. */
const cellsOf = (
  row: ItemRow,
  columns: readonly string[],
  names: ReadonlyMap<string, string>,
): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, textOf(row, column, names)]).filter(([, text]) => text !== ''));

const categoryOf = (row: ItemRow): string =>
  row.subcategoryCode ? `${row.categoryCode}·${row.subcategoryCode}` : row.categoryCode;

/** Puts filed records of one fonds and category into a grid; what is changed there becomes a correction each. */
export const openInGrid = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OpenInGridInput,
): Promise<{ id: string; rows: number }> => {
  const person = personOf(scope);
  const rows = await listItemsByIds(
    tdb,
    scope.tenantId,
    await chooseItems(tdb, scope, input, MOST_GRID_ROWS),
    MOST_GRID_ROWS,
  );
  const filed = rows.filter((row) => row.state === 'filed');
  const [first] = filed;
  if (!first) throw new AppError('NOT_FOUND', 'none of the records is filed here');
  const category = filed.every((row) => categoryOf(row) === categoryOf(first)) ? categoryOf(first) : first.categoryCode;
  if (filed.some((row) => row.fondsId !== first.fondsId || row.categoryCode !== first.categoryCode))
    throw new AppError('GRID_MIXED', 'records of several fonds or categories');
  const columns = gridColumns(category);
  const topics = topicsOf(await listTopicRows(tdb, scope.tenantId));
  const names = new Map(topics.map((topic) => [topic.code, topic.name]));
  const draftRows = filed.map((row): DraftRow => {
    const cells = cellsOf(row, columns, names);
    return { key: row.id, cells, seen: cells, itemId: row.id, rowVersion: row.rowVersion };
  });
  const id = uuidv7();
  await insertDraft(tdb, {
    ...person,
    id,
    kind: 'edit',
    fondsId: first.fondsId,
    categoryCode: category,
    rows: draftRows,
  });
  const detail = { rows: draftRows.length };
  await audit(tdb, scope, { action: 'archive.openInGrid', objectKind: 'catalogue_draft', objectId: id, detail });
  return { id, rows: draftRows.length };
};
