import { sql } from 'kysely';

/*
 * What the registers of use, of digitisation, of fixity and of stock-taking know of one record, as rows of its life.
 * Each begins with `union all` and finds its few rows by an index on the record (or on the boxes that it lay in).
 */

/** 查档利用 of the reading room. Who the reader was stays in the register of visits: a history is read by more people. */
export const visitsOf = (tenantId: number, itemId: string) => {
  const at = sql`case when (v.created_at at time zone 'Asia/Shanghai')::date = v.visited_on then v.created_at
    else (v.visited_on + time '12:00') at time zone 'Asia/Shanghai' end`;
  return sql`
  union all
  select r.id::text, ${at}, case r.state when 'refused' then 'use.refused' else 'use.provided' end, v.handler_name, '', false, null,
    concat_ws(' ', v.visitor_unit, v.subject), null, 'use'
  from retrieval r join reading_visit v on v.tenant_id = r.tenant_id and v.id = r.visit_id
  where r.tenant_id = ${tenantId} and r.item_id = ${itemId}::uuid and r.state <> 'void'
    -- A loan stands in the history already, as what left the store.
    and not exists (select 1 from borrowing b where b.tenant_id = v.tenant_id and b.visit_id = v.id)
  union all
  select c.id::text, ${at}, 'use.copied', v.handler_name, '', false, null, c.pages || ' × ' || c.copies, null, 'use'
  from retrieval r join reading_visit v on v.tenant_id = r.tenant_id and v.id = r.visit_id
    join copy_request c on c.tenant_id = r.tenant_id and c.retrieval_id = r.id
  where r.tenant_id = ${tenantId} and r.item_id = ${itemId}::uuid and r.state = 'delivered' and c.state = 'delivered'`;
};

/**
 * 随卷数字化: what was done to the volume or group while this record lay in it. A batch in which the record stands by
 * itself is told by its own steps. Which volume it lay in before it was moved is said by its 更正单 in the log.
 */
const scansOfVolume = (tenantId: number, itemId: string) => sql`
  union all
  select s.id::text || ' inside', s.done_at, 'digitisation.volume_' || s.step, s.done_by_name, '', false, s.note,
    concat_ws(' ', v.reference_code, b.batch_number, b.name), null, 'file'
  from (
    select i.parent_id as volume_id, coalesce((select max(m.at) from audit_event m where m.tenant_id = ${tenantId} and m.object_id = ${itemId}
      and m.object_kind = 'archive_item' and m.action = 'archive.movePiece'), '-infinity') as since, 'infinity'::timestamptz as until
    from archive_item i where i.tenant_id = ${tenantId} and i.id = ${itemId}::uuid and i.parent_id is not null
    union all
    select w.id, m.since, m.at from (
      select e.at, e.detail #>> '{changes,volume,from}' as code, coalesce(lag(e.at) over (order by e.seq), '-infinity') as since
      from audit_event e where e.tenant_id = ${tenantId} and e.object_id = ${itemId} and e.object_kind = 'archive_item' and e.action = 'archive.movePiece'
    ) m, lateral (
      select a.id from archive_item a where a.tenant_id = ${tenantId} and a.reference_code = m.code
      union select h.item_id from archive_code_history h where h.tenant_id = ${tenantId} and h.old_code = m.code
    ) w
  ) stay join archive_item v on v.tenant_id = ${tenantId} and v.id = stay.volume_id
    join digitisation_step s on s.tenant_id = ${tenantId} and s.item_id = stay.volume_id and s.done_at >= stay.since and s.done_at < stay.until
    join digitisation_batch b on b.tenant_id = s.tenant_id and b.id = s.batch_id
    join digitisation_item d on d.tenant_id = s.tenant_id and d.batch_id = s.batch_id and d.item_id = s.item_id
  where not (s.step in ('out', 'returned') and d.out_id is not null)
    and not exists (select 1 from digitisation_item o where o.tenant_id = s.tenant_id and o.batch_id = s.batch_id and o.item_id = ${itemId}::uuid)`;

/** 数字化与原文: who scanned and checked it, how its files were judged, what was wrong with them and who mended it. */
export const filesOf = (tenantId: number, itemId: string) => sql`
  union all
  select s.id::text, s.done_at, 'digitisation.step_' || s.step, s.done_by_name, '', false, s.note, concat_ws(' ', b.batch_number, b.name), null, 'file'
  from digitisation_step s join digitisation_batch b on b.tenant_id = s.tenant_id and b.id = s.batch_id
    join digitisation_item d on d.tenant_id = s.tenant_id and d.batch_id = s.batch_id and d.item_id = s.item_id
  where s.tenant_id = ${tenantId} and s.item_id = ${itemId}::uuid
    -- That it left the store for the scan and came back is told by the store.
    and not (s.step in ('out', 'returned') and d.out_id is not null)
  ${scansOfVolume(tenantId, itemId)}
  union all
  select q.run_id::text, q.checked_at, 'digital.checked_' || q.verdict, r.asked_by_name, '', false, null,
    nullif(array_to_string(q.failed_codes || q.person_codes, '、'), ''), null, 'file'
  from four_property_record q join four_property_run r on r.tenant_id = q.tenant_id and r.id = q.run_id
  where q.tenant_id = ${tenantId} and q.item_id = ${itemId}::uuid
  union all
  select f.id::text, f.found_at, 'digital.fault_' || f.kind, '', '', false, null, f.path, null, 'file'
  from fixity_incident f where f.tenant_id = ${tenantId} and f.item_id = ${itemId}::uuid
  union all
  select f.id::text || ' closed', f.closed_at, 'digital.fault_' || f.state, coalesce(f.closed_by_name, ''), '', false,
    case when f.reason like 'repair:%' then null else f.reason end, f.path, null, 'file'
  from fixity_incident f where f.tenant_id = ${tenantId} and f.item_id = ${itemId}::uuid and f.closed_at is not null
  union all
  -- Every sweep writes over the day of the one before: the last is what is kept.
  select 'verified', max(d.verified_at), 'digital.verified', '', '', false, null, count(*)::text, null, 'file'
  from digital_file d where d.tenant_id = ${tenantId} and d.item_id = ${itemId}::uuid and d.verified_at is not null
  having max(d.verified_at) is not null`;

/**
 * 清点 of the boxes that it lay in, while it lay there.
 * @param stays rows of `box_id, since, until`: when which box held it
 */
export const stockTakesOf = (tenantId: number, stays: ReturnType<typeof sql>) => {
  const at = sql`coalesce(l.found_at, k.closed_at)`;
  return sql`
  union all
  select k.id::text || l.label, ${at}, 'storage.stock_' || l.outcome, coalesce(l.found_by_name, k.closed_by_name, ''), '', false, l.resolution_note,
    concat_ws(' ', k.title, l.label),
    case when l.outcome = 'misplaced' then jsonb_build_object('place', jsonb_build_object('from', l.expected_code, 'to', l.found_code)) end, 'place'
  from ${stays} stay join stock_take_line l on l.tenant_id = ${tenantId} and l.box_id = stay.box_id
    join stock_take k on k.tenant_id = l.tenant_id and k.id = l.stock_take_id
  -- Until the count is closed, what was not scanned yet is not missing.
  where k.state <> 'cancelled' and (l.outcome <> 'missing' or k.state = 'closed')
    and ${at} >= stay.since and (stay.until is null or ${at} < stay.until)`;
};
