import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** 扫描情况: done, with the number of frames on the record. */
export const markScanned = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly { itemId: string; frames: number }[],
): Promise<void> => {
  await sql`
    insert into item_scan (tenant_id, item_id, done_on)
    select ${tenantId}::int, r."itemId", (now() at time zone 'Asia/Shanghai')::date from json_to_recordset(${JSON.stringify(rows)}::json) as r("itemId" uuid)
    on conflict (tenant_id, item_id) do update set done_on = excluded.done_on, excluded_on = null, exclusion = null`.execute(
    tdb,
  );
  await sql`
    update archive_item i set frame_count = r.frames from json_to_recordset(${JSON.stringify(rows)}::json) as r("itemId" uuid, frames int)
    where i.tenant_id = ${tenantId} and i.id = r."itemId" and i.left_on is null`.execute(tdb);
};

/** 不予数字化, with the reason. What is scanned or in a batch stays. */
export const excludeItems = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
  reason: string,
): Promise<number> => {
  const { rows } = await sql<{ itemId: string }>`
    insert into item_scan (tenant_id, item_id, excluded_on, exclusion)
    select i.tenant_id, i.id, (now() at time zone 'Asia/Shanghai')::date, ${reason} from archive_item i
    where i.tenant_id = ${tenantId} and i.id = any (${[...itemIds]}::uuid[]) and i.state = 'filed'
      and not exists (select 1 from digitisation_item d where d.tenant_id = i.tenant_id and d.item_id = i.id and d.is_active)
    on conflict do nothing returning item_id`.execute(tdb);
  return rows.length;
};
