import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertGrant } from '@/db/queries/access-grant.queries';
import { listActiveMembers } from '@/db/queries/member.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { grantedRegistersOf } from '@/server/domain/register/registers';
import { AppError } from '@/server/domain/shared/app-error';
import type { CreateGrantInput } from '@/server/domain/tenancy/grant';
import { GRANT_REGISTERS } from '@/server/domain/tenancy/grant-vocabulary';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
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

/** 台账 of the unit, each by its code: what was added later is not opened by a grant of today. */
const registerCodesOf = (input: CreateGrantInput, kind: string): string[] | null =>
  input.recordClasses.includes('register') ? grantedRegistersOf(kind as TenantKind, input.registerCodes).sort() : null;

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
  const registerCodes = registerCodesOf(input, unit.kind);
  if (registerCodes?.length === 0) throw new AppError('BAD_INPUT', `a ${unit.kind} keeps none of these registers`);
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
    registerCodes,
    validFrom: input.validFrom,
    validTo: input.validTo,
    reason: input.reason,
    inspectionId: input.inspectionId ?? null,
    requestDispatchId: input.requestDispatchId ?? null,
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
      registerCodes,
      validFrom: input.validFrom,
      validTo: input.validTo,
      reason: input.reason,
    },
  });
  return { id };
};
