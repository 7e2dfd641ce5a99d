import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 四重 register and 记录工程: events, who collects what for them, and what came of it. */

export interface EventInsert {
  tenantId: number;
  id: string;
  kind: string;
  name: string;
  heldFrom: string;
  heldTo: string | null;
  host: string | null;
  topicCode: string | null;
  note: string | null;
  createdBy: string;
}
export interface EventRow extends Omit<EventInsert, 'tenantId' | 'createdBy'> {
  tasks: {
    departmentId: string;
    departmentName: string;
    material: string;
    dueOn: string;
    deliveredOn: string | null;
    deliveredNote: string | null;
    acceptedOn: string | null;
    returnReason: string | null;
  }[];
  handedIn: number;
  records: number;
}

export const insertEvent = async (tdb: TenantDb, row: EventInsert): Promise<void> => {
  await tdb.insertInto('majorEvent').values(row).execute();
};

export const insertCollectionTasks = async (
  tdb: TenantDb,
  rows: readonly {
    tenantId: number;
    id: string;
    eventId: string;
    departmentId: string;
    material: string;
    dueOn: string;
  }[],
): Promise<void> => {
  if (rows.length > 0)
    await tdb
      .insertInto('collectionTask')
      .values([...rows])
      .execute();
};

/** Answers the id of the task that was ticked off; undefined when there is none such. */
export const deliverCollectionTask = (
  tdb: TenantDb,
  key: { tenantId: number; eventId: string; departmentId: string; material: string },
  values: { deliveredOn: string; deliveredNote: string | null },
): Promise<{ id: string } | undefined> =>
  tdb
    .updateTable('collectionTask')
    .set({ ...values, returnReason: null })
    .where('tenantId', '=', key.tenantId)
    .where('eventId', '=', key.eventId)
    .where('departmentId', '=', key.departmentId)
    .where('material', '=', key.material)
    .where('acceptedOn', 'is', null)
    .returning('id')
    .executeTakeFirst();

/** Takes what was delivered as complete, or gives it back. Undefined when nothing waits for that. */
export const judgeCollectionTask = (
  tdb: TenantDb,
  key: { tenantId: number; eventId: string; departmentId: string; material: string },
  verdict: { acceptedByName: string } | { returnReason: string },
): Promise<{ id: string } | undefined> =>
  tdb
    .updateTable('collectionTask')
    .set(
      'acceptedByName' in verdict
        ? { ...verdict, acceptedOn: sql<string>`(now() at time zone 'Asia/Shanghai')::date` }
        : { ...verdict, deliveredOn: null, deliveredNote: null },
    )
    .where('tenantId', '=', key.tenantId)
    .where('eventId', '=', key.eventId)
    .where('departmentId', '=', key.departmentId)
    .where('material', '=', key.material)
    .where('deliveredOn', 'is not', null)
    .where('acceptedOn', 'is', null)
    .returning('id')
    .executeTakeFirst();

const events = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('majorEvent as e')
    .select(['e.id', 'e.kind', 'e.name', 'e.heldFrom', 'e.heldTo', 'e.host', 'e.topicCode', 'e.note'])
    .select(
      sql<
        EventRow['tasks']
      >`coalesce((select jsonb_agg(jsonb_build_object('departmentId', c.department_id, 'departmentName', d.name,
          'material', c.material, 'dueOn', c.due_on, 'deliveredOn', c.delivered_on, 'deliveredNote', c.delivered_note,
          'acceptedOn', c.accepted_on, 'returnReason', c.return_reason)
          order by c.due_on, d.code, c.material)
        from collection_task c join unit_department d on d.tenant_id = c.tenant_id and d.id = c.department_id
        where c.tenant_id = e.tenant_id and c.event_id = e.id), '[]')`.as('tasks'),
    )
    .select(
      sql<number>`(select count(*)::int from handed_document h where h.tenant_id = e.tenant_id and h.event_id = e.id
        and h.state in ('submitted', 'accepted'))`.as('handedIn'),
    )
    .select(
      sql<number>`case when e.topic_code is null then 0 else (select count(*)::int from (select 1 from archive_item i
        where i.tenant_id = e.tenant_id and i.topics <> '{}' and i.topics @> array[e.topic_code] and i.state = 'filed' limit 10001) c) end`.as(
        'records',
      ),
    )
    .where('e.tenantId', '=', tenantId);

export const findEvent = (tdb: TenantDb, tenantId: number, id: string): Promise<EventRow | undefined> =>
  events(tdb, tenantId).where('e.id', '=', id).executeTakeFirst();

/** Names of the latest events, for a choice. */
export const listEventNames = (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ id: string; name: string; heldFrom: string }[]> =>
  tdb
    .selectFrom('majorEvent')
    .select(['id', 'name', 'heldFrom'])
    .where('tenantId', '=', tenantId)
    .orderBy('heldFrom', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();

export const listEventRows = (
  tdb: TenantDb,
  tenantId: number,
  kind: string | undefined,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<EventRow[]> => {
  let query = events(tdb, tenantId);
  if (kind) query = query.where('e.kind', '=', kind);
  const { cursor, direction } = page;
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('e.heldFrom', 'e.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  const order = walkOrder('desc', direction);
  return query
    .orderBy('e.heldFrom', order)
    .orderBy('e.id', order)
    .limit(page.limit + 1)
    .execute();
};
