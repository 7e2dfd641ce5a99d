import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/**
 * Filed records under a whole code: those that have it, else those that had it, for a label outlives a renumbering.
 * Two at most, which is enough to know that it is not one. Both ways by an index, so that it costs a search nothing.
 */
export const findItemsByCode = async (tdb: TenantDb, tenantId: number, sort: string): Promise<string[]> => {
  const { rows: now } = await sql<{ id: string }>`
    select i.id from archive_item i where i.tenant_id = ${tenantId} and i.code_sort = ${sort} and i.state = 'filed'
    order by i.id limit 2`.execute(tdb);
  if (now.length > 0) return now.map(({ id }) => id);
  const { rows: before } = await sql<{ id: string }>`
    select distinct i.id from archive_code_history h join archive_item i on i.tenant_id = h.tenant_id and i.id = h.item_id
    where h.tenant_id = ${tenantId} and h.old_sort = ${sort} and i.state = 'filed'
    order by i.id limit 2`.execute(tdb);
  return before.map(({ id }) => id);
};
