import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 消息: one row per person. */

export const insertNotices = async (
  tdb: TenantDb,
  notice: { tenantId: number; kind: string; title: string; link: string | null },
  to: { accountIds: readonly string[] | null; roles: readonly string[] | null },
): Promise<void> => {
  await sql`insert into notice (tenant_id, id, account_id, kind, title, link)
    select m.tenant_id, gen_random_uuid(), m.account_id, ${notice.kind}, ${notice.title}, ${notice.link}
    from membership m where m.tenant_id = ${notice.tenantId} and m.state = 'active'
      and (${to.accountIds as string[] | null}::uuid[] is null or m.account_id = any (${to.accountIds as string[] | null}::uuid[]))
      and (${to.roles as string[] | null}::text[] is null or m.roles && ${to.roles as string[] | null}::text[])`.execute(
    tdb,
  );
};

export interface NoticeRow {
  id: string;
  kind: string;
  title: string;
  link: string | null;
  createdAt: string;
  readAt: string | null;
}

export const listNoticeRows = (
  tdb: TenantDb,
  reader: { tenantId: number; accountId: string | null; unreadOnly: boolean },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<NoticeRow[]> => {
  let query = tdb
    .selectFrom('notice')
    .select(['id', 'kind', 'title', 'link', 'createdAt', 'readAt'])
    .where('tenantId', '=', reader.tenantId)
    .where((eb) => eb.or([eb('accountId', 'is', null), eb('accountId', '=', reader.accountId)]));
  if (reader.unreadOnly) query = query.where('readAt', 'is', null);
  const { cursor } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'id'), beyond('desc', page.direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', page.direction);
  return query
    .orderBy('createdAt', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

/** Answers how many were unread before. */
export const markNoticeRows = async (
  tdb: TenantDb,
  reader: { tenantId: number; accountId: string | null },
  ids: readonly string[] | undefined,
): Promise<number> => {
  let query = tdb
    .updateTable('notice')
    .set({ readAt: sql`now()` })
    .where('tenantId', '=', reader.tenantId)
    .where('accountId', '=', reader.accountId)
    .where('readAt', 'is', null);
  if (ids) query = query.where('id', 'in', [...ids]);
  const rows = await query.returning('id').execute();
  return rows.length;
};
