import type { TenantDb } from '@/db/client';
import { listRegisterEntries } from '@/db/queries/register.queries';
import { cellOfValue, headingOf } from '@/server/domain/register/register-cells';
import type { RegisterDefinition, RegisterField } from '@/server/domain/register/register-definition';
import type { EntryFilter } from '@/server/domain/register/register-entry';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { conditionsOf } from './list-entries.ts';
import { requireRegister } from './require-register.ts';

const STATE = { current: '', void: '作废' } as const;
const WIDTH: Record<RegisterField['kind'], number> = { text: 24, number: 12, date: 12, choice: 16, flag: 8 };

const columnsOf = (definition: RegisterDefinition) =>
  definition.fields.map((field) => ({ heading: headingOf(field, 'zh'), width: WIDTH[field.kind] }));

/** A register as a workbook whose headings the register reads back in; of what the filters leave. */
export const exportEntries = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: EntryFilter,
): Promise<FileReference> => {
  const definition = requireRegister(scope, filter.code);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listRegisterEntries(tdb, scope.tenantId, conditionsOf(definition, filter), page);
  return exportTable(tdb, scope, objects, {
    action: 'register.export',
    objectKind: 'register_entry',
    fileName: `${definition.name.zh}_${scope.tenantName}.xlsx`,
    sheetName: definition.name.zh,
    columns: [...columnsOf(definition), { heading: '状态', width: 8 }],
    rows: rows.map((row) => [
      ...definition.fields.map((field) => cellOfValue(field, row.said[field.key], 'zh')),
      STATE[row.state === 'void' ? 'void' : 'current'],
    ]),
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
    columns: columnsOf(definition),
    rows: [],
  });
};
