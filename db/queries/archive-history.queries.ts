import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { filesOf, stockTakesOf, visitsOf } from './archive-history-arms.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/** One thing that happened to a record, from the log or from a register that names the record. */
export interface HistoryRow {
  id: string;
  at: string;
  kind: string;
  action: string;
  actorName: string;
  actorTenantName: string;
  isGrantRead: boolean;
  reason: string | null;
  subject: string | null;
  /** `{ field: { from, to } }` */
  changes: Record<string, { from: unknown; to: unknown }> | null;
}

/*
 * Each arm finds its few rows by an index on the record. The log says who did what; registers say what the log of the
 * record itself does not: codes it lost, boxes it lay in, places where those boxes stood, who took it out, from whose
 * hands it came, with which list it left, who read it, and what was done to its files.
 */
const lifeOf = (tenantId: number, itemId: string) => {
  // What is part of a volume lies where the volume lies.
  const carrier = sql`(select case when c.box_id is null and c.parent_id is not null then c.parent_id else c.id end
    from archive_item c where c.tenant_id = ${tenantId} and c.id = ${itemId}::uuid)`;
  const stays = sql`(select m.to_box_id as box_id, m.moved_at as since, lead(m.moved_at) over (order by m.seq) as until
      from box_item_move m where m.tenant_id = ${tenantId} and m.item_id = ${carrier})`;
  // Taken out by itself, or with the box while it lay in it.
  const outs = sql`(select o.*, b.label from storage_out o left join box b on b.tenant_id = o.tenant_id and b.id = o.box_id
    where o.tenant_id = ${tenantId} and (o.item_id in (${itemId}::uuid, ${carrier}) or o.box_id in (select stay.box_id from ${stays} stay
      where o.created_at >= stay.since and (stay.until is null or o.created_at < stay.until))))`;
  return sql`
  select e.id::text as id, e.at, e.action, e.actor_name, e.actor_tenant_name, e.grant_id is not null as is_grant_read,
    case when e.grant_id is null then e.detail ->> 'reason' end as reason, e.detail ->> 'subject' as subject,
    case when jsonb_typeof(e.detail -> 'changes') = 'object' then e.detail -> 'changes' end as changes,
    case when e.grant_id is not null or e.action like 'use.%' then 'use' when e.action like 'storage.%' then 'place'
      when e.action like 'digital.%' or e.action like 'digitisation.%' then 'file' when e.action = 'fonds.changeCode' then 'code' else 'record' end as kind
  from audit_event e where e.tenant_id = ${tenantId} and e.object_id = ${itemId} and e.object_kind = 'archive_item'
    and not (e.action = 'fonds.changeCode' and exists (select 1 from archive_code_history h where h.tenant_id = ${tenantId}
      and h.item_id = ${itemId}::uuid and h.old_code = e.detail #>> '{changes,referenceCode,from}'))
  union all
  select md5('code ' || h.old_code), h.changed_at, 'archive.newCode', h.changed_by_name, '', false, h.reason, null,
    jsonb_build_object('referenceCode', jsonb_build_object('from', h.old_code, 'to', h.new_code)), 'code'
  from archive_code_history h where h.tenant_id = ${tenantId} and h.item_id = ${itemId}::uuid
  union all
  select m.id::text, m.moved_at, case when m.to_box_id is null then 'storage.outOfBox' else 'storage.intoBox' end, m.moved_by_name, '', false, m.reason, null,
    jsonb_build_object('boxNumber', jsonb_build_object('from', a.label, 'to', b.label)), 'place'
  from box_item_move m left join box a on a.tenant_id = m.tenant_id and a.id = m.from_box_id
    left join box b on b.tenant_id = m.tenant_id and b.id = m.to_box_id
  where m.tenant_id = ${tenantId} and m.item_id = ${carrier}
  union all
  select p.id::text, p.moved_at, 'storage.boxMoved', p.moved_by_name, '', false, p.reason, b.label,
    jsonb_build_object('place', jsonb_build_object('from', p.from_code, 'to', p.to_code)), 'place'
  from ${stays} stay
    join box b on b.tenant_id = ${tenantId} and b.id = stay.box_id
    join box_move p on p.tenant_id = ${tenantId} and p.box_id = stay.box_id and (stay.until is null or p.moved_at < stay.until)
      and p.seq >= coalesce((select max(f.seq) from box_move f where f.tenant_id = ${tenantId} and f.box_id = stay.box_id and f.moved_at <= stay.since), 0)
  union all
  select o.id::text, o.created_at, 'storage.takenOut', o.handed_by_name, '', false, o.purpose,
    concat_ws(' ', o.label, o.holder_name, o.holder_unit), null, 'use' from ${outs} o
  union all
  -- The register keeps the day of a return, not the hour: it stands at the day's end.
  select o.id::text || ' back', (o.returned_on + time '23:59:59') at time zone 'Asia/Shanghai', 'storage.broughtBack', coalesce(o.taken_by_name, ''), '', false,
    o.return_note, concat_ws(' ', o.label, o.holder_name, o.holder_unit), null, 'use' from ${outs} o where o.returned_on is not null
  union all
  select d.id::text, coalesce(d.decided_at, d.submitted_at, d.created_at), 'filing.handedIn', d.handed_by_name, '', false, null, u.name, null, 'record'
  from handed_document d join unit_department u on u.tenant_id = d.tenant_id and u.id = d.department_id
  where d.tenant_id = ${tenantId} and d.item_id = ${itemId}::uuid
  union all
  select b.id::text, i.created_at, 'archive.fileRows', coalesce(a.display_name, ''), '', false, null, b.file_name || ' #' || i.import_row, null, 'record'
  from archive_item i join import_batch b on b.tenant_id = i.tenant_id and b.id = i.import_batch_id
    left join membership a on a.tenant_id = i.tenant_id and a.account_id = b.created_by
  where i.tenant_id = ${tenantId} and i.id = ${itemId}::uuid
  union all
  select b.id::text || ' undone', b.undone_at, 'archive.importUndone', coalesce(a.display_name, ''), '', false, null, b.file_name, null, 'record'
  from archive_item i join import_batch b on b.tenant_id = i.tenant_id and b.id = i.import_batch_id
    left join membership a on a.tenant_id = i.tenant_id and a.account_id = b.undone_by
  where i.tenant_id = ${tenantId} and i.id = ${itemId}::uuid and i.state = 'void' and b.undone_at is not null
  union all
  select b.id::text, r.taken_at, case t.state when 'returned' then 'disposition.transferReturned' else 'disposition.transferred' end, r.received_by_name, '', false, t.reason,
    concat_ws(' ', b.batch_number, b.archives_name, t.archives_code), null, 'record'
  from transfer_item t join transfer_batch b on b.tenant_id = t.tenant_id and b.id = t.batch_id
    join transfer_receipt r on r.tenant_id = t.tenant_id and r.batch_id = t.batch_id and r.round = t.round
  where t.tenant_id = ${tenantId} and t.item_id = ${itemId}::uuid and t.state in ('accepted', 'returned')
  union all
  select a.id::text, i.created_at, 'disposition.takenIn', a.handled_by, '', false, null, concat_ws(' ', a.accession_number, a.source_name), null, 'record'
  from archive_item i join accession a on a.tenant_id = i.tenant_id and a.id = i.accession_id
  where i.tenant_id = ${tenantId} and i.id = ${itemId}::uuid
  union all
  select o.id::text, o.created_at, 'disposition.openingDecided', o.created_by_name, '', false, o.reason, o.decision_number,
    jsonb_build_object('openFlag', jsonb_build_object('from', oi.flag_before, 'to', o.outcome)), 'use'
  from opening_decision_item oi join opening_decision o on o.tenant_id = oi.tenant_id and o.id = oi.decision_id
  where oi.tenant_id = ${tenantId} and oi.item_id = ${itemId}::uuid and o.state = 'done'
  ${visitsOf(tenantId, itemId)} ${filesOf(tenantId, itemId)} ${stockTakesOf(tenantId, stays)}`;
};

/** The record's life, a page by time and id; `before` walks back to what is newer. */
export const listHistoryRows = async (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
  walk: { kind?: string | undefined; after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<HistoryRow[]> => {
  const order = sql.raw(walkOrder('desc', walk.direction));
  const { after } = walk;
  const edge = after
    ? sql`and (l.at, l.id) ${sql.raw(beyond('desc', walk.direction))} (${after[0]}::timestamptz, ${after[1]})`
    : sql``;
  const { rows } = await sql<HistoryRow>`
    select l.id, l.at, l.kind, l.action, l.actor_name, l.actor_tenant_name, l.is_grant_read, l.reason, l.subject, l.changes
    from (${lifeOf(tenantId, itemId)}) l
    where ${walk.kind === undefined ? sql`true` : sql`l.kind = ${walk.kind}`} ${edge}
    order by l.at ${order}, l.id ${order} limit ${walk.limit}`.execute(tdb);
  return rows;
};

/** The file that this person had made last under an action, for one record. */
export const findLastMadeFile = async (
  tdb: TenantDb,
  key: { tenantId: number; accountId: string; itemId: string; action: string },
): Promise<string | null> => {
  const row = await tdb
    .selectFrom('auditEvent')
    .select(sql<string | null>`detail ->> 'objectId'`.as('objectId'))
    .where('tenantId', '=', key.tenantId)
    .where('objectId', '=', key.itemId)
    .where('actorAccountId', '=', key.accountId)
    .where('action', '=', key.action)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.objectId ?? null;
};

/** Strikes a record out. False when somebody was quicker, or it is not filed. */
export const setItemVoid = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('archiveItem')
    .set({ state: 'void', rowVersion: sql<number>`row_version + 1`, updatedAt: sql<string>`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'filed')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Records that lie in this one: a volume's pieces, a group's photographs. */
export const hasFiledChildren = async (tdb: TenantDb, tenantId: number, id: string): Promise<boolean> => {
  const row = await tdb
    .selectFrom('archiveItem')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('parentId', '=', id)
    .where('state', '=', 'filed')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** Pages of the records under the conditions, all of them added up. */
export const sumPages = async (
  tdb: TenantDb,
  tenantId: number,
  conditions: {
    fondsId?: string | undefined;
    categoryCode?: string | undefined;
    filingYear?: number | undefined;
    retentionCode?: string | undefined;
    orgCode?: string | undefined;
    state: string;
  },
): Promise<{ items: number; pages: number }> => {
  let query = tdb
    .selectFrom('archiveItem')
    .select([sql<number>`count(*)::int`.as('items'), sql<number>`coalesce(sum(page_count), 0)::int`.as('pages')])
    .where('tenantId', '=', tenantId)
    .where('state', '=', conditions.state);
  for (const column of ['fondsId', 'categoryCode', 'filingYear', 'retentionCode', 'orgCode'] as const) {
    const value = conditions[column];
    if (value !== undefined) query = query.where(column, '=', value as never);
  }
  return query.executeTakeFirstOrThrow();
};
