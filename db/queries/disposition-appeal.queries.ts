import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 征集公告. */

export const insertAppeal = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    title: string;
    notice: string;
    publishedOn: string;
    endsOn: string | null;
    createdBy: string;
  },
): Promise<void> => {
  await tdb.insertInto('collectionAppeal').values(row).execute();
};

export interface AppealRow {
  id: string;
  title: string;
  notice: string;
  publishedOn: string;
  endsOn: string | null;
  state: string;
  offers: number;
  accepted: number;
}
const offersOf = (state: string | null) =>
  sql<number>`(select count(*)::int from donation d where d.tenant_id = a.tenant_id and d.appeal_id = a.id and (${state}::text is null or d.state = ${state}))`;

export interface AppealConditions {
  q?: string | undefined;
  state?: string | undefined;
}
const filtered = (tdb: TenantDb, tenantId: number, filter: AppealConditions) => {
  let query = tdb.selectFrom('collectionAppeal as a').where('a.tenantId', '=', tenantId);
  if (filter.state) query = query.where('a.state', '=', filter.state);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('a.title', 'ilike', pattern), eb('a.notice', 'ilike', pattern)]));
  }
  return query;
};
const shown = (tdb: TenantDb, tenantId: number, filter: AppealConditions) =>
  filtered(tdb, tenantId, filter)
    .select(['a.id', 'a.title', 'a.notice', 'a.publishedOn', 'a.endsOn', 'a.state'])
    .select([offersOf(null).as('offers'), offersOf('accepted').as('accepted')]);

/** Newest first. One more than asked for. */
export const listAppealRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: AppealConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<AppealRow[]> => {
  let query = shown(tdb, tenantId, filter);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('a.publishedOn', 'a.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('a.publishedOn', order)
    .orderBy('a.id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countAppealRows = (tdb: TenantDb, tenantId: number, filter: AppealConditions): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('a.id'));

export const findAppealRow = (tdb: TenantDb, tenantId: number, id: string): Promise<AppealRow | undefined> =>
  shown(tdb, tenantId, {}).where('a.id', '=', id).executeTakeFirst();

/** Answers the title, or nothing when it is not there or closed already. */
export const closeAppealRow = async (tdb: TenantDb, tenantId: number, id: string): Promise<string | null> => {
  const row = await tdb
    .updateTable('collectionAppeal')
    .set({ state: 'closed', rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('title')
    .executeTakeFirst();
  return row?.title ?? null;
};
