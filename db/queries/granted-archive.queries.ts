import { sql } from 'kysely';
import type { GrantDb } from '../client.ts';

/* What is read beside the records of units under live grants. The reader's policies narrow it to what is opened. */

export interface GrantedNameRow {
  tenantId: number;
  kind: 'category' | 'topic';
  code: string;
  name: string;
}

/** What the opened units call their categories and topics in their own words. */
export const listGrantedNames = async (gdb: GrantDb, tenantIds: readonly number[]): Promise<GrantedNameRow[]> => {
  if (tenantIds.length === 0) return [];
  const ids = tenantIds as number[];
  const { rows } = await sql<GrantedNameRow>`
    select tenant_id, 'category' as kind, code, name from tenant_category where tenant_id = any (${ids}::int[])
    union all select tenant_id, 'topic', code, name from archive_topic where tenant_id = any (${ids}::int[])
    order by 1, 2, 3 limit 20000`.execute(gdb);
  return rows;
};

interface GrantedChildRow {
  id: string;
  referenceCode: string;
  codeSort: string;
  title: string;
  documentDate: string | null;
  pageCount: number | null;
  frameCount: number | null;
}

/** A page of what lies inside a volume or a group of an opened unit, by code. */
export const listGrantedChildren = async (
  gdb: GrantDb,
  tenantId: number,
  parentId: string,
  walk: { direction: 'after' | 'before'; after: readonly [string, string] | undefined; limit: number },
): Promise<GrantedChildRow[]> => {
  const isForward = walk.direction === 'after';
  const order = sql.raw(isForward ? 'asc' : 'desc');
  const edge = walk.after
    ? sql`and (code_sort, id) ${sql.raw(isForward ? '>' : '<')} (${walk.after[0]}, ${walk.after[1]}::uuid)`
    : sql``;
  const { rows } = await sql<GrantedChildRow>`
    select id, reference_code, code_sort, title, document_date, page_count, frame_count from archive_item
    where tenant_id = ${tenantId} and parent_id = ${parentId}::uuid and state = 'filed' ${edge}
    order by code_sort ${order}, id ${order} limit ${walk.limit}`.execute(gdb);
  return rows;
};

/** How much of it the grant opens, with its pages and frames. */
export const sumGrantedChildren = async (
  gdb: GrantDb,
  tenantId: number,
  parentId: string,
): Promise<{ count: number; pages: number; frames: number }> => {
  const { rows } = await sql<{ count: number; pages: number; frames: number }>`
    select count(*)::int as count, coalesce(sum(page_count), 0)::int as pages, coalesce(sum(frame_count), 0)::int as frames
    from archive_item where tenant_id = ${tenantId} and parent_id = ${parentId}::uuid and state = 'filed'`.execute(gdb);
  return rows[0] ?? { count: 0, pages: 0, frames: 0 };
};
