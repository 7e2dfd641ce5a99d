import { z } from 'zod';
import type { GrantDb, TenantDb } from '@/db/client';
import { enterGrants, listLiveGrants } from '@/db/queries/grant.queries';
import { listGrantedRegister } from '@/db/queries/granted-register.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import {
  type GrantedRegisterInput,
  type RegisterGrantView,
  type RegisterLineView,
  registerGrantView,
  registerLineView,
} from '@/server/domain/storage/granted-register';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string(), uuid]);

/**
 * An inspector reads a register of a unit: a line of the unit's log says which. A register that the grant leaves out
 * reads like a unit that is not there.
 */
export const listRegisterUnderGrant = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedRegisterInput,
): Promise<Page<RegisterLineView>> => {
  const { register, direction, limit } = input;
  const live = await listLiveGrants(gdb, 'storage');
  const grant = live.find((one) => one.unitSlug === input.unitSlug && one.registers?.includes(register));
  if (!grant || (await enterGrants(gdb, 'storage', [grant.grantId])).length === 0) {
    throw new AppError('NOT_FOUND', `no live grant over ${register} of ${input.unitSlug}`);
  }
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listGrantedRegister(gdb, grant.unitTenantId, register, { cursor, direction, limit });
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'storage', grantIds: [grant.grantId] },
    {
      action: 'storage.grantedRegister',
      objectKind: 'register',
      objectLabel: register,
      detail: { register, rows: rows.slice(0, limit).map((row) => row.id) },
    },
  );
  const keys = new Map(rows.map((row) => [row.id, row.sortKey]));
  return cutPage(
    registerLineView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    (row) => encodeCursor([keys.get(row.id) ?? '', row.id]),
  );
};

/** The person's live grants over registers. No register is read by asking. */
export const listRegisterGrants = async (tdb: TenantDb): Promise<RegisterGrantView[]> =>
  registerGrantView.array().parse(await listLiveGrants(tdb, 'storage'));
