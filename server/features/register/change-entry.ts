import type { TenantDb } from '@/db/client';
import { lockRegisterEntry, type RegisterEntryRow, writeEntryVersion } from '@/db/queries/register.queries';
import { audit } from '@/server/audit/audit';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { checkValues, type RegisterValues } from '@/server/domain/register/register-values';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { composeEntry } from './compose-entry.ts';
import { refuseFields, refuseTaken } from './enter.ts';
import { requireRegister } from './require-register.ts';
import { settleRegisterTodos } from './settle-todos.ts';

export interface Standing {
  row: RegisterEntryRow;
  definition: RegisterDefinition;
  accountId: string;
}

/** The entry, locked, as it was seen. A void one changes no more. */
export const lockStanding = async (
  tdb: TenantDb,
  scope: TenantScope,
  { entryId, rowVersion }: { entryId: string; rowVersion: number },
): Promise<Standing> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'registers are kept by people');
  const row = await lockRegisterEntry(tdb, scope.tenantId, entryId);
  if (!row) throw new AppError('NOT_FOUND', `register entry ${entryId} is not in tenant ${scope.tenantId}`);
  const definition = requireRegister(scope, row.registerCode);
  if (row.state === 'void') throw new AppError('CONFLICT', `register entry ${entryId} is void`);
  if (row.rowVersion !== rowVersion) throw new AppError('STALE_VERSION', `entry ${entryId} is at ${row.rowVersion}`);
  return { row, definition, accountId };
};

const writeNext = async (
  tdb: TenantDb,
  scope: TenantScope,
  { row, definition, accountId }: Standing,
  next: { values: RegisterValues; state: 'current' | 'void'; reason: string; action: string },
): Promise<void> => {
  refuseClassified(next.reason);
  const composed = composeEntry(definition, next.values);
  const { tenantId } = scope;
  if (next.state === 'current')
    await refuseTaken(tdb, scope, definition, { identityKey: composed.identityKey, id: row.id });
  await writeEntryVersion(
    tdb,
    { tenantId, entryId: row.id, rowVersion: row.rowVersion },
    { ...composed, state: next.state, reason: next.reason, byAccountId: accountId, byName: scope.actorName },
  );
  await audit(tdb, scope, {
    action: next.action,
    objectKind: 'register_entry',
    objectId: row.id,
    objectLabel: `${definition.name.zh} ${composed.entryOn} ${composed.title}`,
    detail: { register: definition.code, reason: next.reason, from: row.said, to: next.values },
  });
};

/** One of several changes of an act: what falls due is settled by the caller, once. */
export const changeLocked = (
  tdb: TenantDb,
  scope: TenantScope,
  standing: Standing,
  next: { values: RegisterValues; reason: string },
): Promise<void> => writeNext(tdb, scope, standing, { ...next, state: 'current', action: 'register.change' });

/** Says something else from now on; what it said before stays in its history. */
export const changeEntry = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { entryId: string; rowVersion: number; values: Readonly<Record<string, unknown>>; reason: string },
): Promise<void> => {
  const standing = await lockStanding(tdb, scope, input);
  const { values, problems } = checkValues(standing.definition, input.values);
  if (!values) return refuseFields(problems);
  await changeLocked(tdb, scope, standing, { values, reason: input.reason });
  await settleRegisterTodos(tdb, scope, [standing.definition]);
};

/** Strikes out an entry that should not be there. It stays in the register and counts no longer. */
export const voidEntry = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { entryId: string; rowVersion: number; reason: string },
): Promise<void> => {
  const standing = await lockStanding(tdb, scope, input);
  const { said: values } = standing.row;
  await writeNext(tdb, scope, standing, { values, state: 'void', reason: input.reason, action: 'register.void' });
  await settleRegisterTodos(tdb, scope, [standing.definition]);
};
