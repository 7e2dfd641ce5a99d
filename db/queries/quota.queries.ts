import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { createDb, createPool } from '../client.ts';

/**
 * The operator's act, with the administrator's account: no role of the programs may write a quota.
 * @param quotaBytes null for no limit, undefined to leave it
 * @returns what is used and allowed now; undefined when there is no such tenant
 */
export const setQuota = async (
  adminUrl: string,
  slug: string,
  quotaBytes: number | null | undefined,
): Promise<{ usedBytes: number; quotaBytes: number | null } | undefined> => {
  const db = createDb(createPool(adminUrl, { max: 1 }));
  try {
    return await db.transaction().execute(async (trx) => {
      const tenant = await trx.selectFrom('tenant').select(['id', 'name']).where('slug', '=', slug).executeTakeFirst();
      if (!tenant) return undefined;
      if (quotaBytes !== undefined) {
        await sql`insert into storage_use (tenant_id, quota_bytes) values (${tenant.id}, ${quotaBytes})
          on conflict (tenant_id) do update set quota_bytes = excluded.quota_bytes`.execute(trx);
        await sql`insert into audit_event (tenant_id, id, actor_name, actor_tenant_id, actor_tenant_name, action, object_kind, object_id, detail)
          values (${tenant.id}, ${uuidv7()}, '运维', ${tenant.id}, ${tenant.name}, 'digital.setQuota', 'storage_use', ${String(tenant.id)}, ${JSON.stringify({ quotaBytes })}::jsonb)`.execute(
          trx,
        );
      }
      const row = await trx
        .selectFrom('storageUse')
        .select(['usedBytes', 'quotaBytes'])
        .where('tenantId', '=', tenant.id)
        .executeTakeFirst();
      return row ?? { usedBytes: 0, quotaBytes: null };
    });
  } finally {
    await db.destroy();
  }
};
