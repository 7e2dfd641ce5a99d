import { sql } from 'kysely';
import type { GrantDb } from '../client.ts';

/* 专题 of units under grants, by the counters that the records keep. */

export interface TopicCount {
  tenantId: number;
  records: number;
  yearFrom: number;
  yearTo: number;
}

/** Of the units that are opened, those with filed records of the topic. */
export const countGrantedTopic = async (
  gdb: GrantDb,
  tenantIds: readonly number[],
  topic: string,
): Promise<TopicCount[]> => {
  const { rows } = await sql<TopicCount>`
    select tenant_id as "tenantId", sum(item_count)::int as records, min(filing_year)::int as "yearFrom", max(filing_year)::int as "yearTo"
    from archive_facet_count
    where tenant_id = any (${[...tenantIds]}::int[]) and item_count > 0 and topics @> array[${topic}::text]
    group by tenant_id order by tenant_id`.execute(gdb);
  return rows;
};
