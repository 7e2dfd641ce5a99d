import type { TenantDb } from '../client.ts';

export interface IdempotencyClaim {
  tenantId: number;
  accountId: string;
  procedure: string;
  key: string;
  inputHash: string;
}

/**
 * Claims the key. Answers nothing when it was free, or what an earlier call left under it. A call under way with the
 * same key is waited for: the unique index holds this one until that one commits or rolls back.
 */
export const claimIdempotencyKey = async (
  tdb: TenantDb,
  claim: IdempotencyClaim,
): Promise<{ inputHash: string; response: unknown } | undefined> => {
  const inserted = await tdb
    .insertInto('idempotencyKey')
    .values(claim)
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (inserted) return undefined;
  return tdb
    .selectFrom('idempotencyKey')
    .select(['inputHash', 'response'])
    .where('tenantId', '=', claim.tenantId)
    .where('accountId', '=', claim.accountId)
    .where('procedure', '=', claim.procedure)
    .where('key', '=', claim.key)
    .executeTakeFirstOrThrow();
};

export const keepIdempotentResponse = async (
  tdb: TenantDb,
  claim: IdempotencyClaim,
  response: unknown,
): Promise<void> => {
  await tdb
    .updateTable('idempotencyKey')
    .set({ response: JSON.stringify(response ?? null) })
    .where('tenantId', '=', claim.tenantId)
    .where('accountId', '=', claim.accountId)
    .where('procedure', '=', claim.procedure)
    .where('key', '=', claim.key)
    .execute();
};
