import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  findAccess,
  findVendorPerson,
  insertAccess,
  listAccesses,
  revokeAccessRow,
} from '@/db/queries/digitisation-access.queries';
import { audit } from '@/server/audit/audit';
import {
  type AccessView,
  accessView,
  type GiveAccessInput,
  LONGEST_ACCESS_MS,
  MOST_ACCESSES,
} from '@/server/domain/digital/vendor-access';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireBatch, requireRunning } from './require-batch.ts';

export const listAccessesOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ accesses: AccessView[] }> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  const rows = await listAccesses(tdb, scope.tenantId, batch.id, MOST_ACCESSES);
  return { accesses: rows.map((row) => accessView.parse(row)) };
};

/**
 * 授权外包人员: one named person of a vendor may look at the records of this batch for a time. Longer than 90 days is
 * given again with a new reason. The database's clock ends it, the end of the batch does, and so does the person's
 * leaving the vendor.
 */
export const giveAccess = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: GiveAccessInput,
): Promise<{ accessId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an access is given by a person');
  refuseClassified(input.reason);
  const batch = await requireRunning(tdb, scope.tenantId, input.batchId);
  const [from, to] = [Date.parse(input.validFrom), Date.parse(input.validTo)];
  const startOfToday = Date.parse(`${await readToday(tdb)}T00:00:00+08:00`);
  if (!(from < to) || to - from > LONGEST_ACCESS_MS || to < startOfToday)
    throw new AppError('BAD_INPUT', 'an access ends after it begins, within 90 days', { validTo: 'RANGE' });
  const person = await findVendorPerson(tdb, input.vendorSlug, input.loginName.toLowerCase());
  if (!person) throw new AppError('VENDOR_PERSON_UNKNOWN', `${input.loginName} is not at ${input.vendorSlug}`);
  const id = uuidv7();
  const { tenantId, accountId, actorName } = scope;
  const { validFrom, validTo, reason } = input;
  const given = { tenantId, id, batchId: batch.id, validFrom, validTo, reason };
  await insertAccess(tdb, { ...person, ...given, createdBy: accountId, createdByName: actorName });
  await audit(tdb, scope, {
    action: 'digitisation.giveAccess',
    objectKind: 'digitisation_access',
    objectId: id,
    objectLabel: `${person.vendorName} ${person.personName}`,
    detail: { batch: batch.batchNumber, validFrom, validTo, reason },
  });
  return { accessId: id };
};

/** 收回: at once, for whatever is open on the person's screen as well. */
export const endAccess = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { accessId: string },
): Promise<{ records: number }> => {
  const access = await findAccess(tdb, scope.tenantId, input.accessId);
  if (!access) throw new AppError('NOT_FOUND', `access ${input.accessId} is not in tenant ${scope.tenantId}`);
  if (!(await revokeAccessRow(tdb, scope.tenantId, access.id, scope.actorName)))
    throw new AppError('CONFLICT', 'the access was ended already');
  await audit(tdb, scope, {
    action: 'digitisation.endAccess',
    objectKind: 'digitisation_access',
    objectId: access.id,
    objectLabel: `${access.vendorName} ${access.personName}`,
  });
  return { records: 1 };
};
