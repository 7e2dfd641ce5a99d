import type { TenantDb } from '@/db/client';
import {
  findSameEntries,
  findTakenIdentities,
  insertRegisterEntries,
  type NewRegisterEntry,
} from '@/db/queries/register.queries';
import { audit } from '@/server/audit/audit';
import { readBlock } from '@/server/domain/register/register-block';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { newEntry } from './compose-entry.ts';
import { requireRegister } from './require-register.ts';
import { settleRegisterTodos } from './settle-todos.ts';

/**
 * Puts new entries into a register, all or none; the act is the caller's to audit. Those that stand in the register word
 * for word are passed over.
 */
export const insertFresh = async (
  tdb: TenantDb,
  scope: TenantScope,
  definition: RegisterDefinition,
  entries: readonly NewRegisterEntry[],
): Promise<{ entered: number; known: number }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'registers are kept by people');
  const prints = entries.map((entry) => entry.fingerprint);
  const known = await findSameEntries(tdb, scope.tenantId, definition.code, prints);
  const fresh = entries.filter(({ fingerprint }) => {
    const isNew = !known.has(fingerprint);
    known.add(fingerprint);
    return isNew;
  });
  const identities = fresh.flatMap(({ identityKey }) => identityKey ?? []);
  const taken = await findTakenIdentities(tdb, scope.tenantId, definition.code, identities);
  const repeated = identities.length - new Set(identities).size;
  if (taken.size + repeated > 0)
    throw new AppError('BAD_INPUT', `${taken.size + repeated} of ${entries.length} rows stand where another entry is`);
  await insertRegisterEntries(tdb, scope.tenantId, accountId, fresh);
  return { entered: fresh.length, known: entries.length - fresh.length };
};

/**
 * Enters a block of rows with its headings, all or none. Rows that stand in the register word for word are passed over,
 * so that a block pasted twice adds nothing.
 */
export const enterRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  block: { code: string; cells: readonly (readonly string[])[] },
): Promise<{ entered: number; known: number }> => {
  const definition = requireRegister(scope, block.code);
  const { rows } = readBlock(definition, block.cells);
  const entries = rows.flatMap(({ values }) => (values ? [newEntry(definition, values, scope.actorName)] : []));
  if (entries.length !== rows.length || entries.length === 0)
    throw new AppError('BAD_INPUT', `${rows.length - entries.length} of ${rows.length} rows are wrong`);
  const counts = await insertFresh(tdb, scope, definition, entries);
  await settleRegisterTodos(tdb, scope, [definition]);
  await audit(tdb, scope, {
    action: 'register.enterRows',
    objectKind: 'register_entry',
    objectId: null,
    objectLabel: definition.name.zh,
    detail: { register: definition.code, ...counts },
  });
  return counts;
};
