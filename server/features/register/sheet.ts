import type { TenantDb } from '@/db/client';
import {
  type DraftKey,
  emptyRegisterDraft,
  findRegisterDraft,
  putRegisterDraft,
} from '@/db/queries/register-draft.queries';
import { audit } from '@/server/audit/audit';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import {
  type EnterSheetInput,
  isRowChanged,
  type KeepSheetInput,
  readSheetRow,
  type SheetResult,
  type SheetRow,
  type SheetView,
  sheetView,
} from '@/server/domain/register/register-sheet';
import type { RegisterValues } from '@/server/domain/register/register-values';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { changeLocked, lockStanding } from './change-entry.ts';
import { newEntry } from './compose-entry.ts';
import { insertFresh } from './enter-rows.ts';
import { requireRegister } from './require-register.ts';
import { settleRegisterTodos } from './settle-todos.ts';

const keyOf = (scope: TenantScope, definition: RegisterDefinition): DraftKey => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'registers are kept by people');
  return { tenantId: scope.tenantId, accountId: scope.accountId, registerCode: definition.code };
};

/** What this person has typed into the sheet of a register and not entered yet. */
export const getSheet = async (tdb: TenantDb, scope: TenantScope, code: string): Promise<SheetView> => {
  const kept = await findRegisterDraft(tdb, keyOf(scope, requireRegister(scope, code)));
  return sheetView.parse({ draft: kept ?? null });
};

/** Keeps the sheet as it stands. @throws STALE_VERSION when the person went on with it elsewhere */
export const keepSheet = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: KeepSheetInput,
): Promise<{ rowVersion: number }> => {
  const definition = requireRegister(scope, input.code);
  refuseClassified(...input.rows.flatMap((row) => Object.values(row.cells)));
  const rowVersion = await putRegisterDraft(tdb, keyOf(scope, definition), input);
  if (rowVersion === null) throw new AppError('STALE_VERSION', `the sheet of ${input.code} was kept elsewhere`);
  await audit(tdb, scope, {
    action: 'register.keepSheet',
    objectKind: 'register',
    objectLabel: definition.name.zh,
    detail: { register: definition.code, rows: input.rows.length },
  });
  return { rowVersion };
};

/** @throws BAD_INPUT naming the first row that says nothing a register takes */
const readRows = (definition: RegisterDefinition, rows: readonly SheetRow[]) =>
  rows.map((row, index) => {
    const { values, problems } = readSheetRow(definition, row.cells);
    if (values) return { row, values };
    throw new AppError('BAD_INPUT', `row ${index + 1}: ${problems.map(({ field }) => field).join(', ')}`);
  });

const changeRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  definition: RegisterDefinition,
  rows: readonly { row: SheetRow; values: RegisterValues }[],
  reason: string | undefined,
): Promise<void> => {
  if (rows.length > 0 && !reason)
    throw new AppError('BAD_INPUT', 'a change of entries needs its reason', { reason: 'REGISTER_MISSING' });
  for (const { row, values } of rows) {
    const standing = await lockStanding(tdb, scope, { entryId: row.itemId ?? '', rowVersion: row.rowVersion ?? 0 });
    if (standing.definition !== definition)
      throw new AppError('NOT_FOUND', `entry ${row.itemId} is not in the register ${definition.code}`);
    await changeLocked(tdb, scope, standing, { values, reason: reason ?? '' });
  }
};

/**
 * Enters the rows of a sheet, all or none: new ones as entries, changed ones as the next version of theirs. What is typed
 * and not entered is empty afterwards.
 */
export const enterSheet = async (tdb: TenantDb, scope: TenantScope, input: EnterSheetInput): Promise<SheetResult> => {
  const definition = requireRegister(scope, input.code);
  const key = keyOf(scope, definition);
  const read = readRows(definition, input.rows);
  const changed = read.filter(({ row }) => row.itemId !== undefined && isRowChanged(row));
  await changeRows(tdb, scope, definition, changed, input.reason);
  const entries = read
    .filter(({ row }) => row.itemId === undefined)
    .map(({ values }) => newEntry(definition, values, scope.actorName));
  const counts = { ...(await insertFresh(tdb, scope, definition, entries)), changed: changed.length };
  await emptyRegisterDraft(tdb, key);
  await settleRegisterTodos(tdb, scope, [definition]);
  await audit(tdb, scope, {
    action: 'register.enterSheet',
    objectKind: 'register_entry',
    objectLabel: definition.name.zh,
    detail: { register: definition.code, ...counts },
  });
  return counts;
};
