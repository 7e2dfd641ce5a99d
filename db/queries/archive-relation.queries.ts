import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/** The other record of a pair, as seen from one of the two. */
export interface RelationRow {
  id: string;
  itemId: string;
  referenceCode: string;
  title: string;
  documentDate: string | null;
  state: string;
  note: string | null;
  createdByName: string;
  createdAt: string;
}

const relationsOf = (tdb: TenantDb, tenantId: number, itemId: string) =>
  tdb
    .selectFrom('itemRelation as r')
    .innerJoin('archiveItem as i', (join) =>
      join
        .onRef('i.tenantId', '=', 'r.tenantId')
        .on(sql<boolean>`i.id = case when r.first_item_id = ${itemId} then r.second_item_id else r.first_item_id end`),
    )
    .where('r.tenantId', '=', tenantId)
    .where('r.removedAt', 'is', null)
    .where((eb) => eb.or([eb('r.firstItemId', '=', itemId), eb('r.secondItemId', '=', itemId)]));

/** What a record is related to, the latest first. */
export const listRelations = (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<RelationRow[]> => {
  const { after, direction } = walk;
  const order = walkOrder('desc', direction);
  return relationsOf(tdb, tenantId, itemId)
    .select([
      'r.id',
      'i.id as itemId',
      'i.referenceCode',
      'i.title',
      'i.documentDate',
      'i.state',
      'r.note',
      'r.createdByName',
      'r.createdAt',
    ])
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('r.createdAt', 'r.id'),
          beyond('desc', direction),
          eb.tuple(sql<string>`${after?.[0]}::timestamptz`, sql<string>`${after?.[1]}::uuid`),
        ),
      ),
    )
    .orderBy('r.createdAt', order)
    .orderBy('r.id', order)
    .limit(walk.limit)
    .execute();
};

export const countRelations = (tdb: TenantDb, tenantId: number, itemId: string): Promise<number> =>
  countUpToCap(tdb, relationsOf(tdb, tenantId, itemId).select('r.id'));

/** False when the two are related already. */
export const insertRelation = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    itemIds: readonly [string, string];
    note: string | null;
    createdBy: string;
    createdByName: string;
  },
): Promise<boolean> => {
  const { itemIds, ...values } = row;
  const [firstItemId = '', secondItemId = ''] = [...itemIds].sort();
  const made = await tdb
    .insertInto('itemRelation')
    .values({ ...values, firstItemId, secondItemId })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'firstItemId', 'secondItemId']).where('removedAt', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
};

/** Takes a relation back. Answers the two records; undefined when there is no such relation any more. */
export const removeRelation = (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  removedByName: string,
): Promise<{ firstItemId: string; secondItemId: string } | undefined> =>
  tdb
    .updateTable('itemRelation')
    .set({ removedByName, removedAt: sql<string>`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('removedAt', 'is', null)
    .returning(['firstItemId', 'secondItemId'])
    .executeTakeFirst();
