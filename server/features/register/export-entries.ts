import type { TenantDb } from '@/db/client';
import type { RegisterEntryRow } from '@/db/queries/register.queries';
import { listRegisterEntries } from '@/db/queries/register-list.queries';
import { cellOfValue, headingOf } from '@/server/domain/register/register-cells';
import type { RegisterField } from '@/server/domain/register/register-definition';
import type { ExportEntriesInput } from '@/server/domain/register/register-entry';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { conditionsOf, sortOf } from './entry-question.ts';
import { columnsOf, type FileColumn } from './file-columns.ts';
import { requireRegister } from './require-register.ts';

const STATE = { current: '', void: '作废' } as const;
const WIDTH: Record<RegisterField['kind'], number> = {
  text: 24,
  number: 12,
  date: 12,
  time: 10,
  choice: 16,
  flag: 8,
};

export const headingsOf = (columns: readonly FileColumn[]): string[] =>
  columns.map((column) => {
    if (column.kind === 'field') return headingOf(column.field, 'zh');
    return column.kind === 'by' ? '登记人' : '状态';
  });

export const cellsOf = (columns: readonly FileColumn[], row: RegisterEntryRow): (string | number)[] =>
  columns.map((column) => {
    if (column.kind === 'field') return cellOfValue(column.field, row.said[column.field.key], 'zh');
    return column.kind === 'by' ? row.createdByName : STATE[row.state === 'void' ? 'void' : 'current'];
  });

const sheetColumns = (columns: readonly FileColumn[]) => {
  const headings = headingsOf(columns);
  return columns.map((column, index) => ({
    heading: headings[index] ?? '',
    width: column.kind === 'field' ? WIDTH[column.field.kind] : 10,
  }));
};

/** A register as a workbook whose headings the register reads back in; of what the filters leave, as it is sorted. */
export const exportEntries = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportEntriesInput,
): Promise<FileReference> => {
  const definition = requireRegister(scope, input.code);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const [conditions, sort] = [conditionsOf(definition, input), sortOf(definition, input.sort)];
  const rows = await listRegisterEntries(tdb, scope.tenantId, conditions, sort, page);
  const columns = columnsOf(definition, input.columns, 'xlsx');
  return exportTable(tdb, scope, objects, {
    action: 'register.export',
    objectKind: 'register_entry',
    fileName: `${definition.name.zh}_${scope.tenantName}.xlsx`,
    sheetName: definition.name.zh,
    columns: sheetColumns(columns),
    rows: rows.map((row) => cellsOf(columns, row)),
  });
};

/** An empty workbook with the headings of a register, to be filled in by hand. */
export const exportTemplate = (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  code: string,
): Promise<FileReference> => {
  const definition = requireRegister(scope, code);
  return exportTable(tdb, scope, objects, {
    action: 'register.exportTemplate',
    objectKind: 'register_entry',
    fileName: `${definition.name.zh}_模板.xlsx`,
    sheetName: definition.name.zh,
    columns: sheetColumns(columnsOf(definition, undefined, 'xlsx').filter(({ kind }) => kind === 'field')),
    rows: [],
  });
};
