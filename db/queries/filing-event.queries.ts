import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isLate } from './lateness.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 四重 register and 记录工程: events, who collects what for them, and what came of it. */

interface EventFields {
  kind: string;
  name: string;
  heldFrom: string;
  heldTo: string | null;
  host: string | null;
  responsibleDepartmentId: string | null;
  plan: string | null;
  dueOn: string | null;
  topicCode: string | null;
  note: string | null;
}
export interface EventInsert extends EventFields {
  tenantId: number;
  id: string;
  createdBy: string;
}
export interface EventRow extends EventFields {
  id: string;
  responsibleName: string | null;
  state: string;
  acceptedOn: string | null;
  acceptedByName: string | null;
  acceptanceNote: string | null;
  reopenReason: string | null;
  rowVersion: number;
  tasks: {
    departmentId: string;
    departmentName: string;
    material: string;
    dueOn: string;
    deliveredOn: string | null;
    deliveredNote: string | null;
    acceptedOn: string | null;
    returnReason: string | null;
    records: number;
  }[];
  handedIn: number;
  records: number;
  marked: number;
  reportedAt: string | null;
}
export interface EventFilter {
  kind?: string | undefined;
  state?: string | undefined;
  year?: number | undefined;
  q?: string | undefined;
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

/** Changes an event that nobody else changed meanwhile. */
export const updateEventRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: Partial<EventFields> & {
    acceptedOn?: string | null;
    acceptedByName?: string | null;
    acceptanceNote?: string | null;
    reopenReason?: string | null;
  },
): Promise<boolean> => {
  const done = await tdb
    .updateTable('majorEvent')
    .set({ ...values, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
};

/** Records tied to the event (and of the material), those struck out left aside. */
const tied = (material: RawBuilder<unknown> | null) => sql`(select count(*)::int from major_event_item l
  join archive_item i on i.tenant_id = l.tenant_id and i.id = l.item_id and i.state <> 'void'
  where l.tenant_id = e.tenant_id and l.event_id = e.id ${material ? sql`and l.material = ${material}` : sql``})`;

/** 缺档案: a part without any record of its material, or nothing to collect and no record at all. */
const lacks = sql`(exists (select 1 from collection_task c where c.tenant_id = e.tenant_id and c.event_id = e.id
    and ${tied(sql`c.material`)} = 0)
  or (${tied(null)} = 0 and not exists (select 1 from collection_task c where c.tenant_id = e.tenant_id and c.event_id = e.id)))`;
const stateOf = sql<string>`case when e.accepted_on is not null then 'accepted'
  when coalesce(${isLate('e.due_on')}, false) or exists (select 1 from collection_task c where c.tenant_id = e.tenant_id
    and c.event_id = e.id and c.accepted_on is null and ${isLate('c.due_on')}) then 'late'
  when ${lacks} then 'missing' else 'open' end`;

const filtered = (tdb: TenantDb, tenantId: number, filter: EventFilter) => {
  let query = tdb.selectFrom('majorEvent as e').where('e.tenantId', '=', tenantId);
  if (filter.kind) query = query.where('e.kind', '=', filter.kind);
  if (filter.state) query = query.where(stateOf, '=', filter.state);
  if (filter.year) {
    const { year } = filter;
    query = query.where(sql<boolean>`e.held_from between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`);
  }
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('e.name', 'ilike', pattern), eb('e.host', 'ilike', pattern)]));
  }
  return query;
};

const events = (tdb: TenantDb, tenantId: number, filter: EventFilter) =>
  filtered(tdb, tenantId, filter)
    .select([
      'e.id',
      'e.kind',
      'e.name',
      'e.heldFrom',
      'e.heldTo',
      'e.host',
      'e.topicCode',
      'e.note',
      'e.plan',
      'e.dueOn',
    ])
    .select(['e.responsibleDepartmentId', 'e.acceptedOn', 'e.acceptedByName', 'e.acceptanceNote', 'e.reopenReason'])
    .select(['e.rowVersion', stateOf.as('state')])
    .select(
      sql<string | null>`(select d.name from unit_department d where d.tenant_id = e.tenant_id
        and d.id = e.responsible_department_id)`.as('responsibleName'),
    )
    .select(
      sql<
        EventRow['tasks']
      >`coalesce((select jsonb_agg(jsonb_build_object('departmentId', c.department_id, 'departmentName', d.name,
          'material', c.material, 'dueOn', c.due_on, 'deliveredOn', c.delivered_on, 'deliveredNote', c.delivered_note,
          'acceptedOn', c.accepted_on, 'returnReason', c.return_reason, 'records', ${tied(sql`c.material`)})
          order by c.due_on, d.code, c.material)
        from collection_task c join unit_department d on d.tenant_id = c.tenant_id and d.id = c.department_id
        where c.tenant_id = e.tenant_id and c.event_id = e.id), '[]')`.as('tasks'),
    )
    .select(
      sql<number>`(select count(*)::int from handed_document h where h.tenant_id = e.tenant_id and h.event_id = e.id
        and h.state in ('submitted', 'accepted'))`.as('handedIn'),
    )
    .select(sql<number>`${tied(null)}`.as('records'))
    .select(
      sql<number>`case when e.topic_code is null then 0 else (select count(*)::int from (select 1 from archive_item i
        where i.tenant_id = e.tenant_id and i.topics <> '{}' and i.topics @> array[e.topic_code] and i.state = 'filed' limit 10001) c) end`.as(
        'marked',
      ),
    )
    .select(
      sql<string | null>`(select max(r.created_at) from major_event_release r where r.tenant_id = e.tenant_id
        and r.event_id = e.id)`.as('reportedAt'),
    );

export const findEvent = (tdb: TenantDb, tenantId: number, id: string): Promise<EventRow | undefined> =>
  events(tdb, tenantId, {}).where('e.id', '=', id).executeTakeFirst();

/** Those of the ids that are this unit's, in no order that matters. */
export const listEventsByIds = (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<EventRow[]> =>
  events(tdb, tenantId, {})
    .where(sql<boolean>`e.id = any (${ids as string[]}::uuid[])`)
    .orderBy('e.heldFrom')
    .orderBy('e.id')
    .limit(ids.length)
    .execute();

/** Names of the latest events that are not accepted yet, for a choice; more are found by a part of their name. */
export const listEventNames = (
  tdb: TenantDb,
  tenantId: number,
  q: string | undefined,
  limit: number,
): Promise<{ id: string; name: string; heldFrom: string }[]> => {
  let query = tdb
    .selectFrom('majorEvent')
    .select(['id', 'name', 'heldFrom'])
    .where('tenantId', '=', tenantId)
    .where('acceptedOn', 'is', null);
  if (q) query = query.where('name', 'ilike', containing(q));
  return query.orderBy('heldFrom', 'desc').orderBy('id', 'desc').limit(limit).execute();
};

export const listEventRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: EventFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<EventRow[]> => {
  let query = events(tdb, tenantId, filter);
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

export const countEventRows = (tdb: TenantDb, tenantId: number, filter: EventFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('e.id'));

/** How many stand in each state. */
export const countEventStates = (
  tdb: TenantDb,
  tenantId: number,
  filter: EventFilter,
): Promise<{ state: string; n: number }[]> =>
  filtered(tdb, tenantId, filter)
    .select([stateOf.as('state'), sql<number>`count(*)::int`.as('n')])
    .groupBy('state')
    .orderBy('state')
    .limit(10)
    .execute();
