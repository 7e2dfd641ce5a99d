import type { TenantDb } from '@/db/client';
import { insertRegisterEntries } from '@/db/queries/register.queries';
import { audit } from '@/server/audit/audit';
import { checkValues, type FieldProblem } from '@/server/domain/register/register-values';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { newEntry } from './compose-entry.ts';
import { requireRegister } from './require-register.ts';

/** Fields and what is wrong with each, as the form shows them. */
export const refuseFields = (problems: readonly FieldProblem[]): never => {
  throw new AppError(
    'BAD_INPUT',
    'values do not fit the register',
    Object.fromEntries(problems.map(({ field, problem }) => [field, `REGISTER_${problem.toUpperCase()}`])),
  );
};

/** Enters one row of a register. @throws BAD_INPUT naming the fields */
export const enter = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { code: string; values: Readonly<Record<string, unknown>> },
): Promise<{ entryId: string }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'registers are kept by people');
  const definition = requireRegister(scope, input.code);
  const { values, problems } = checkValues(definition, input.values);
  if (!values) return refuseFields(problems);
  const row = newEntry(definition, values, scope.actorName);
  await insertRegisterEntries(tdb, scope.tenantId, accountId, [row]);
  await audit(tdb, scope, {
    action: 'register.enter',
    objectKind: 'register_entry',
    objectId: row.id,
    objectLabel: `${definition.name.zh} ${row.entryOn} ${row.title}`,
    detail: { register: definition.code },
  });
  return { entryId: row.id };
};
