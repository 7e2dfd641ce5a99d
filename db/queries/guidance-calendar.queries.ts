import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/*
 * 工作日历: what an office does for its units day by day, and the same days as one of the units knows them. The second is
 * made of what was addressed to the unit; no table of the office is read for it.
 */

export interface CalendarRow {
  source: string;
  id: string;
  linkId: string | null;
  parentId: string | null;
  day: string;
  isHeld: boolean;
  title: string;
  officers: string[];
  /** Their accounts in the same order, as far as the source knows them. */
  officerIds: (string | null)[];
  /** Of an entry that says only the number of its office, the name is left to the caller. */
  units: { id: number | null; name: string | null; officeId?: number }[];
  mode: string | null;
  rowVersion: number | null;
}

export interface CalendarDays {
  from: string;
  to: string;
}

const MOST = 2_000;
const COLUMNS = sql.raw(
  'x.source, x.id, x.link_id, x.parent_id, x.day, x.is_held, x.title, x.officers, x.units, x.mode, x.row_version, x.officer_ids',
);
const NO_ONE = sql.raw("'{}'::text[]");
const NO_MORE = sql.raw("null::text as mode, null::int as row_version, '{}'::text[] as officer_ids");
const NAMED_BY_ACCOUNT = sql.raw('null::text, null::int, i.inspector_account_ids::text[]');
/** People of partner authorities, behind those with accounts: known by name and authority alone. */
const JOINT_NAMES = sql.raw(
  "array(select (p ->> 'name') || '（' || (p ->> 'authority') || '）' from jsonb_array_elements(i.joint_people) p)::text[]",
);
/** Names as a person types them, parted by any mark. */
const namesIn = (text: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`array_remove(regexp_split_to_array(trim(${text}), '[、，,；;[:space:]]+'), '')`;
/** Kinds of which the calendar speaks by another source. */
const SPOKEN_OF = sql.raw(
  "'finding', 'inspection_notice', 'inspection_change', 'training_invitation', 'training_change', 'training_reminder', 'assessment_visit_notice'",
);
const answered = sql.raw(
  `exists (select 1 from dispatch r where r.tenant_id = d.addressee_tenant_id and r.in_reply_to = d.id
    and r.addressee_tenant_id = d.tenant_id and r.dispatched_at is not null)`,
);
const oneUnit = (id: string, name: string): RawBuilder<unknown> =>
  sql.raw(`jsonb_build_array(jsonb_build_object('id', ${id}, 'name', ${name}))`);

const read = async (
  tdb: TenantDb,
  parts: RawBuilder<unknown>[],
  { from, to }: CalendarDays,
): Promise<CalendarRow[]> => {
  const { rows } = await sql<CalendarRow>`
    select ${COLUMNS} from (${sql.join(parts, sql` union all `)}) x
    where x.day between ${from}::date and ${to}::date order by x.day, x.source, x.id limit ${MOST}`.execute(tdb);
  return rows;
};

const guidanceParts = (tenantId: number, { from, to }: CalendarDays): RawBuilder<unknown>[] => [
  sql`select 'visit' as source, v.id, v.id as link_id, null::uuid as parent_id, v.planned_on as day, false as is_held,
      v.topic as title, v.guides as officers, ${oneUnit('v.unit_tenant_id', 'v.unit_name')} as units, v.mode, v.row_version,
      v.guide_account_ids::text[] as officer_ids
    from guidance_visit v where v.tenant_id = ${tenantId} and v.state = 'planned'
      and v.planned_on between ${from}::date and ${to}::date`,
  sql`select 'act', (min(g.id::text))::uuid, (min(g.id::text))::uuid, null, g.guided_on, true, g.topic, g.guides,
      jsonb_agg(jsonb_build_object('id', g.subject_tenant_id, 'name', g.subject_name) order by g.subject_name), ${NO_MORE}
    from guidance_event g where g.tenant_id = ${tenantId} and g.state = 'done'
      and g.guided_on between ${from}::date and ${to}::date
    group by g.act_id, g.guided_on, g.mode, g.topic, g.guides`,
];

const sessionParts = (tenantId: number, { from, to }: CalendarDays): RawBuilder<unknown> => sql`
  select 'session', s.id, s.id, null::uuid, s.held_on, s.state = 'held', s.title,
      case when s.speaker is null then ${NO_ONE} else ${namesIn(sql`s.speaker`)} end,
      coalesce((select jsonb_agg(distinct jsonb_build_object('id', d.addressee_tenant_id, 'name', d.addressee_name)) from dispatch d
        where d.tenant_id = s.tenant_id and d.object_id = s.id and d.kind = 'training_invitation' and d.dispatched_at is not null), '[]'),
      ${NO_MORE}
    from course_session s where s.tenant_id = ${tenantId} and s.state <> 'cancelled'
      and s.held_on between ${from}::date and ${to}::date`;

const inspectionParts = (tenantId: number, { from, to }: CalendarDays): RawBuilder<unknown>[] => [
  sql`select 'inspection', i.id, i.id, i.campaign_id, coalesce(i.inspected_on, i.scheduled_on), i.inspected_on is not null,
      c.title, i.inspector_names || ${JOINT_NAMES}, ${oneUnit('i.subject_tenant_id', 'i.subject_name')}, ${NAMED_BY_ACCOUNT}
    from inspection i join inspection_campaign c on c.tenant_id = i.tenant_id and c.id = i.campaign_id
    where i.tenant_id = ${tenantId} and i.state <> 'cancelled'
      and coalesce(i.inspected_on, i.scheduled_on) between ${from}::date and ${to}::date`,
  sql`select 'finding', f.id, i.id, i.campaign_id, f.due_on, f.verified_on is not null, f.requirement, i.inspector_names,
      ${oneUnit('i.subject_tenant_id', 'i.subject_name')}, ${NO_MORE}
    from finding f join inspection i on i.tenant_id = f.tenant_id and i.id = f.inspection_id
    where f.tenant_id = ${tenantId} and f.state not in ('draft', 'withdrawn') and f.due_on between ${from}::date and ${to}::date`,
];

const assessmentParts = (tenantId: number, { from, to }: CalendarDays): RawBuilder<unknown>[] => [
  sql`select 'assessmentVisit', v.id, s.id, null::uuid, v.visited_on, true, s.title, ${namesIn(sql`v.team`)},
      ${oneUnit('s.subject_tenant_id', 's.subject_name')}, ${NO_MORE}
    from assessment_visit v join assessment_sheet s on s.tenant_id = v.tenant_id and s.id = v.sheet_id
    where v.tenant_id = ${tenantId} and v.visited_on between ${from}::date and ${to}::date`,
  // The newest notice of a sheet, until a visit met it.
  sql`select 'assessmentNotice', d.id, d.object_id, null, d.due_on, false, coalesce(d.body ->> 'documentTitle', d.title),
      ${namesIn(sql`d.body ->> 'team'`)}, ${oneUnit('d.addressee_tenant_id', 'd.addressee_name')}, ${NO_MORE}
    from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'assessment_visit_notice' and d.dispatched_at is not null
      and d.due_on between ${from}::date and ${to}::date
      and not exists (select 1 from assessment_visit v where v.tenant_id = d.tenant_id and v.notice_id = d.id)
      and not exists (select 1 from dispatch n where n.tenant_id = d.tenant_id and n.kind = d.kind and n.object_id = d.object_id
        and (n.dispatched_at, n.id) > (d.dispatched_at, d.id))`,
];

/** What went out with a day on it; a call to many units is one entry, met when all have answered. */
const dispatchPart = (tenantId: number, { from, to }: CalendarDays): RawBuilder<unknown> => sql`
  select 'dispatch', (min(d.id::text))::uuid, (min(d.id::text))::uuid, null::uuid, d.due_on, bool_and(${answered}), d.title, ${NO_ONE},
      jsonb_agg(jsonb_build_object('id', d.addressee_tenant_id, 'name', d.addressee_name) order by d.addressee_name), ${NO_MORE}
    from dispatch d where d.tenant_id = ${tenantId} and d.dispatched_at is not null
      and d.kind not in (${SPOKEN_OF}) and d.due_on between ${from}::date and ${to}::date
    group by d.kind, d.title, d.due_on`;

/** All that this office does, and waits for, in some days. */
export const listOfficeCalendar = (tdb: TenantDb, tenantId: number, days: CalendarDays): Promise<CalendarRow[]> =>
  read(
    tdb,
    [
      ...guidanceParts(tenantId, days),
      ...inspectionParts(tenantId, days),
      ...assessmentParts(tenantId, days),
      sessionParts(tenantId, days),
      dispatchPart(tenantId, days),
    ],
    days,
  );

/** The unit is the same in every line, the office is what it wants to read: its own id under the office's name. */
const fromOffice = (tenantId: number, name: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`jsonb_build_array(jsonb_build_object('id', ${tenantId}::int, 'name', ${name}))`;

/** What a received invitation says under what the organiser has told last of it. */
const invitation = sql.raw(`d.body || coalesce((select c.body from dispatch c
  where c.tenant_id = d.tenant_id and c.addressee_tenant_id = d.addressee_tenant_id and c.in_reply_to = d.id
    and c.kind = 'training_change' and c.dispatched_at is not null order by c.dispatched_at desc, c.id desc limit 1), '{}'::jsonb)`);

/** The day to which an inspection was moved after its notice, where it was. */
const inspectedDay = sql.raw(`coalesce((select (c.body ->> 'scheduledOn')::date from dispatch c
  where c.tenant_id = d.tenant_id and c.addressee_tenant_id = d.addressee_tenant_id and c.kind = 'inspection_change'
    and c.in_reply_to = d.id and c.dispatched_at is not null order by c.dispatched_at desc, c.id desc limit 1), d.due_on)`);

/** The day to which a demand was put off, where it was. */
const dueDay = sql.raw(`coalesce((select max((e.body ->> 'until')::date) from dispatch e
  where e.addressee_tenant_id = d.addressee_tenant_id and e.tenant_id = d.tenant_id and e.kind = 'extension_answer'
    and e.object_id = d.object_id and e.dispatched_at is not null and (e.body ->> 'granted')::boolean), d.due_on)`);

const settled =
  sql.raw(`exists (select 1 from dispatch a join dispatch v on v.tenant_id = d.tenant_id and v.in_reply_to = a.id
    and v.kind = 'verification' and v.dispatched_at is not null and (v.body ->> 'accepted')::boolean
  where a.tenant_id = d.addressee_tenant_id and a.in_reply_to = d.id and a.kind = 'rectification')`);

const received = (tenantId: number, kinds: string): RawBuilder<unknown> =>
  sql`d.addressee_tenant_id = ${tenantId} and d.dispatched_at is not null and d.kind in (${sql.raw(kinds)})`;

const receivedParts = (tenantId: number): RawBuilder<unknown>[] => {
  const office = fromOffice(tenantId, sql`d.sender_name`);
  return [
    sql`select 'inspection' as source, d.id, d.id as link_id, null::uuid as parent_id, ${inspectedDay} as day,
        exists (select 1 from dispatch r where r.tenant_id = d.tenant_id and r.addressee_tenant_id = d.addressee_tenant_id
          and r.object_id = d.object_id and r.kind = 'inspection_record' and r.dispatched_at is not null) as is_held,
        d.body ->> 'campaignTitle' as title,
        array(select p ->> 'name' from jsonb_array_elements(d.body -> 'inspectors') p) as officers, ${office} as units, ${NO_MORE}
      from dispatch d where ${received(tenantId, "'inspection_notice'")}`,
    sql`select 'finding', d.id, d.id, null, ${dueDay}, ${settled}, coalesce(d.body ->> 'requirement', d.title), ${NO_ONE}, ${office}, ${NO_MORE}
      from dispatch d where ${received(tenantId, "'finding'")}`,
    sql`select 'session', i.id, i.id, null, (i.said ->> 'heldOn')::date, i.is_over, i.said ->> 'title',
        case when i.said ->> 'speaker' is null then ${NO_ONE} else ${namesIn(sql`i.said ->> 'speaker'`)} end,
        ${fromOffice(tenantId, sql`i.sender_name`)}, ${NO_MORE}
      from (select d.id, d.sender_name, ${invitation} as said, exists (select 1 from supervision_entry e
            where e.tenant_id = d.tenant_id and e.addressee_tenant_id = d.addressee_tenant_id and e.kind = 'training'
              and e.object_id = d.object_id and e.state = 'current') as is_over
          from dispatch d where ${received(tenantId, "'training_invitation'")}) i
      where i.said ->> 'change' is distinct from 'cancelled'`,
    sql`select 'assessmentNotice', d.id, d.id, null, d.due_on, false, d.title, ${namesIn(sql`d.body ->> 'team'`)}, ${office}, ${NO_MORE}
      from dispatch d where ${received(tenantId, "'assessment_visit_notice'")} and not exists (select 1 from dispatch n
        where n.tenant_id = d.tenant_id and n.addressee_tenant_id = d.addressee_tenant_id and n.kind = d.kind
          and n.object_id = d.object_id and (n.dispatched_at, n.id) > (d.dispatched_at, d.id))`,
    sql`select 'dispatch', d.id, d.id, null, d.due_on, ${answered}, d.title, ${NO_ONE}, ${office}, ${NO_MORE}
      from dispatch d where d.addressee_tenant_id = ${tenantId} and d.dispatched_at is not null and d.due_on is not null
        and d.kind not in (${SPOKEN_OF})`,
  ];
};

/** What stands in tables of the office, from the unit's own frozen copies. */
const entryPart = (tenantId: number): RawBuilder<unknown> => sql`
  select case e.kind when 'guidance' then 'act' when 'visit' then 'visit' else 'session' end, e.id, null::uuid, null::uuid,
      e.happened_on, e.kind <> 'visit', e.title,
      array(select jsonb_array_elements_text(case when jsonb_typeof(e.detail -> 'guides') = 'array' then e.detail -> 'guides' else '[]' end)),
      jsonb_build_array(jsonb_build_object('id', ${tenantId}::int, 'name', null, 'officeId', e.tenant_id)), ${NO_MORE}
    from supervision_entry e where e.addressee_tenant_id = ${tenantId} and e.state = 'current' and e.dispatched_at is not null
      and not (e.kind = 'training' and exists (select 1 from dispatch d where d.tenant_id = e.tenant_id
        and d.addressee_tenant_id = ${tenantId} and d.kind = 'training_invitation' and d.object_id = e.object_id
        and d.dispatched_at is not null))`;

/** What concerns this unit in some days, as its supervisors have told it. */
export const listOwnCalendar = (tdb: TenantDb, tenantId: number, days: CalendarDays): Promise<CalendarRow[]> =>
  read(tdb, [...receivedParts(tenantId), entryPart(tenantId)], days);
