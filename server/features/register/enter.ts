import type { TenantDb } from '@/db/client';
import { findTakenIdentities, insertRegisterEntries } from '@/db/queries/register.queries';
import { audit } from '@/server/audit/audit';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { RefusedFiles } from '@/server/domain/register/register-entry';
import { checkValues, type FieldProblem } from '@/server/domain/register/register-values';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { newEntry } from './compose-entry.ts';
import { keepFiles } from './keep-files.ts';
import { requireRegister } from './require-register.ts';
import { settleRegisterTodos } from './settle-todos.ts';

/** Fields and what is wrong with each, as the form shows them. */
export const refuseFields = (problems: readonly FieldProblem[]): never => {
  throw new AppError(
    'BAD_INPUT',
    'values do not fit the register',
    Object.fromEntries(problems.map(({ field, problem }) => [field, `REGISTER_${problem.toUpperCase()}`])),
  );
};

/** @throws BAD_INPUT naming the fields that another entry has taken already */
export const refuseTaken = async (
  tdb: TenantDb,
  scope: TenantScope,
  definition: RegisterDefinition,
  entry: { identityKey?: string | null; id?: string },
): Promise<void> => {
  if (!entry.identityKey) return;
  const taken = await findTakenIdentities(tdb, scope.tenantId, definition.code, [entry.identityKey], entry.id);
  if (taken.size > 0) refuseFields((definition.identity ?? []).map((field) => ({ field, problem: 'taken' as const })));
};

/** Enters one row of a register, with its photos and papers. @throws BAD_INPUT naming the fields */
export const enter = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { code: string; values: Readonly<Record<string, unknown>>; objectIds?: readonly string[] | undefined },
): Promise<{ entryId: string; refused: RefusedFiles }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'registers are kept by people');
  const definition = requireRegister(scope, input.code);
  const { values, problems } = checkValues(definition, input.values);
  if (!values) return refuseFields(problems);
  const row = newEntry(definition, values, scope.actorName);
  await refuseTaken(tdb, scope, definition, { identityKey: row.identityKey });
  await insertRegisterEntries(tdb, scope.tenantId, accountId, [row]);
  const { objectIds = [] } = input;
  const files = objectIds.length > 0 ? await keepFiles(tdb, scope, objects, { entryId: row.id, objectIds }) : null;
  await settleRegisterTodos(tdb, scope, [definition]);
  await audit(tdb, scope, {
    action: 'register.enter',
    objectKind: 'register_entry',
    objectId: row.id,
    objectLabel: `${definition.name.zh} ${row.entryOn} ${row.title}`,
    detail: { register: definition.code, ...(files ? { files: files.kept, refused: files.refused.length } : {}) },
  });
  return { entryId: row.id, refused: files?.refused ?? [] };
};
