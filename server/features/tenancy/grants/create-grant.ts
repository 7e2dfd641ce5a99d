import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertGrant } from '@/db/queries/access-grant.queries';
import { listActiveMembers } from '@/db/queries/member.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { CreateGrantInput } from '@/server/domain/tenancy/grant';
import { GRANT_REGISTERS } from '@/server/domain/tenancy/grant-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';

/** Registers belong to their class alone; rooms narrow them. */
const registersOf = (input: CreateGrantInput): { registers: string[] | null; roomCodes: string[] | null } => {
  if (!input.recordClasses.includes('storage')) return { registers: null, roomCodes: null };
  const rooms = [...new Set(input.roomCodes ?? [])].sort();
  return {
    registers: [...new Set(input.registers ?? GRANT_REGISTERS)].sort(),
    roomCodes: rooms.length > 0 ? rooms : null,
  };
};

/**
 * Opens a unit's records to named inspectors of this tenant. Names are frozen, so that the unit can read who looks.
 * @throws AppError ADDRESSEE_NOT_RELATED for a unit that is not below; NOT_FOUND for an inspector who is no member
 */
export const createGrant = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateGrantInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a grant needs a person');
  const known = await listKnownTenants(tdb);
  const unit = known.find((tenant) => tenant.tenantId === input.unitTenantId && tenant.depth > 0);
  if (!unit) throw new AppError('ADDRESSEE_NOT_RELATED', `tenant ${input.unitTenantId} is not below`);
  const accountIds = [...new Set(input.accountIds)];
  const inspectors = accountIds.length > 0 ? await listActiveMembers(tdb, scope.tenantId, accountIds) : [];
  if (inspectors.length !== accountIds.length || inspectors.length === 0) {
    throw new AppError('NOT_FOUND', 'an inspector is no active member of this tenant');
  }
  if (!(Date.parse(input.validFrom) < Date.parse(input.validTo)))
    throw new AppError('BAD_INPUT', 'a grant ends after it begins');
  const id = uuidv7();
  await insertGrant(tdb, {
    tenantId: scope.tenantId,
    id,
    addresseeTenantId: unit.tenantId,
    accountIds: inspectors.map((member) => member.accountId),
    accountNames: inspectors.map((member) => member.displayName),
    ownerName: scope.tenantName,
    addresseeName: unit.name,
    recordClasses: [...new Set(input.recordClasses)],
    categoryCodes: input.categoryCodes ? [...input.categoryCodes].sort() : null,
    yearFrom: input.yearFrom ?? null,
    yearTo: input.yearTo ?? null,
    ...registersOf(input),
    validFrom: input.validFrom,
    validTo: input.validTo,
    reason: input.reason,
    inspectionId: input.inspectionId ?? null,
    grantedBy: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'grant.create',
    objectKind: 'access_grant',
    objectId: id,
    objectLabel: unit.name,
    detail: {
      inspectors: inspectors.map((member) => member.displayName),
      recordClasses: input.recordClasses,
      ...registersOf(input),
      validFrom: input.validFrom,
      validTo: input.validTo,
      reason: input.reason,
    },
  });
  return { id };
};
