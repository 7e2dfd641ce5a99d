import { sql } from 'kysely';
import type { GrantDb } from '../client.ts';

/* 专题 of units under grants, by the counters that the records keep. */

export interface TopicCount {
  tenantId: number;
  records: number;
  yearFrom: number | null;
  yearTo: number | null;
}

/** Of the units that are opened, those with filed records within the grant, and how many are of the topic. */
export const countGrantedTopic = async (
  gdb: GrantDb,
  tenantIds: readonly number[],
  topic: string,
): Promise<TopicCount[]> => {
  const isOfTopic = sql`topics @> array[${topic}::text]`;
  const { rows } = await sql<TopicCount>`
    select tenant_id as "tenantId", coalesce(sum(item_count) filter (where ${isOfTopic}), 0)::int as records,
      min(filing_year) filter (where ${isOfTopic})::int as "yearFrom", max(filing_year) filter (where ${isOfTopic})::int as "yearTo"
    from archive_facet_count
    where tenant_id = any (${[...tenantIds]}::int[]) and item_count > 0
    group by tenant_id order by tenant_id`.execute(gdb);
  return rows;
};
