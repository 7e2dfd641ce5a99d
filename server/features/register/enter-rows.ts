import type { TenantDb } from '@/db/client';
import { findSameEntries, insertRegisterEntries, type NewRegisterEntry } from '@/db/queries/register.queries';
import { audit } from '@/server/audit/audit';
import { fieldsOfHeadings, valueOfCell } from '@/server/domain/register/register-cells';
import type { RegisterDefinition, RegisterField } from '@/server/domain/register/register-definition';
import type { ReadRowsView, RowProblem } from '@/server/domain/register/register-entry';
import { checkValues, type RegisterValues } from '@/server/domain/register/register-values';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { newEntry } from './compose-entry.ts';
import { requireRegister } from './require-register.ts';

interface Block {
  code: string;
  cells: readonly (readonly string[])[];
}
interface Read extends ReadRowsView {
  entries: { row: number; entry: NewRegisterEntry }[];
}

const valuesOfCells = (fields: readonly (RegisterField | null)[], cells: readonly string[]): RegisterValues =>
  Object.fromEntries(
    fields.flatMap((field, column) => {
      const value = field ? valueOfCell(field, cells[column] ?? '') : undefined;
      return field && value !== undefined ? [[field.key, value]] : [];
    }),
  );

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Each row of the block as an entry, or what is wrong with it. Empty rows are passed over. */
const readBlock = (definition: RegisterDefinition, block: Block, byName: string): Read => {
  const [headings = [], ...lines] = block.cells;
  const fields = fieldsOfHeadings(definition, headings);
  const columns = fields.map((field) => field?.key ?? null);
  const read: Read = { columns, rows: [], problems: [], known: [], entries: [] };
  for (const [index, cells] of lines.entries()) {
    if (isEmpty(cells)) continue;
    const row = index + 1;
    const raw = valuesOfCells(fields, cells);
    const { values, problems } = checkValues(definition, raw);
    read.rows.push(values ?? raw);
    read.problems.push(...problems.map((problem): RowProblem => ({ row, ...problem })));
    if (values) read.entries.push({ row, entry: newEntry(definition, values, byName) });
  }
  return read;
};

/** Fingerprints of a block that stand in the register already. */
const findKnown = (
  tdb: TenantDb,
  scope: TenantScope,
  definition: RegisterDefinition,
  entries: Read['entries'],
): Promise<Set<string>> =>
  findSameEntries(
    tdb,
    scope.tenantId,
    definition.code,
    entries.map(({ entry }) => entry.fingerprint),
  );

/** What a block of cells would enter, with what is wrong by row and field, and rows that stand there already. Nothing is written. */
export const readRows = async (tdb: TenantDb, scope: TenantScope, block: Block): Promise<ReadRowsView> => {
  const definition = requireRegister(scope, block.code);
  const { entries, ...read } = readBlock(definition, block, scope.actorName);
  const known = await findKnown(tdb, scope, definition, entries);
  return { ...read, known: entries.filter(({ entry }) => known.has(entry.fingerprint)).map(({ row }) => row) };
};

/**
 * Enters a block of rows, all or none. Rows that stand in the register word for word are passed over, so that a block
 * pasted twice adds nothing.
 */
export const enterRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  block: Block,
): Promise<{ entered: number; known: number }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'registers are kept by people');
  const definition = requireRegister(scope, block.code);
  const { entries, problems } = readBlock(definition, block, scope.actorName);
  if (problems.length > 0 || entries.length === 0) throw new AppError('BAD_INPUT', `${problems.length} problems`);
  const known = await findKnown(tdb, scope, definition, entries);
  const fresh = entries.flatMap(({ entry }) => {
    if (known.has(entry.fingerprint)) return [];
    known.add(entry.fingerprint);
    return [entry];
  });
  await insertRegisterEntries(tdb, scope.tenantId, accountId, fresh);
  const counts = { entered: fresh.length, known: entries.length - fresh.length };
  await audit(tdb, scope, {
    action: 'register.enterRows',
    objectKind: 'register_entry',
    objectId: null,
    objectLabel: definition.name.zh,
    detail: { register: definition.code, ...counts },
  });
  return counts;
};
