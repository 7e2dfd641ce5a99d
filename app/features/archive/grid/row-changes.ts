import type { ItemChanges } from '@/server/domain/archive/archive-record';
import { type GridContext, readGridRow } from '@/server/domain/archive/grid-row';
import type { GridRow } from './grid-model';

export const changedColumns = (row: GridRow): string[] => {
  const seen = row.seen ?? {};
  const columns = new Set([...Object.keys(seen), ...Object.keys(row.cells)]);
  return [...columns].filter((column) => (seen[column] ?? '').trim() !== (row.cells[column] ?? '').trim());
};

/** A row of filed records as a correction: the changed cells, read as the catalogue reads them. */
export const changesOfRow = (row: GridRow, context: GridContext): ItemChanges => {
  const { record } = readGridRow(row.cells, context);
  const values = record as unknown as Readonly<Record<string, unknown>>;
  const changes: Record<string, unknown> = {};
  const details: Record<string, string> = {};
  for (const column of changedColumns(row)) {
    if (column.startsWith('details.')) {
      const code = column.slice('details.'.length);
      details[code] = record.details?.[code] ?? '';
    } else {
      changes[column] = values[column] ?? (column === 'topics' ? [] : null);
    }
  }
  return (Object.keys(details).length > 0 ? { ...changes, details } : changes) as ItemChanges;
};
