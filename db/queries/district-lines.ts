import { type RawBuilder, sql } from 'kysely';
import { isConsented } from './access-grant.queries.ts';
import { isLate } from './lateness.ts';

/*
 * 立档单位一览. Each table is read once for all units and joined by unit: never once a unit. What is read are the
 * tenant's own rows, and dispatches and releases that were addressed to it; no other row of a unit.
 */

export interface DistrictQuestion {
  tenantId: number;
  /** As of the end of this day. */
  on: string;
  /** Then what is settled is settled, and an index leaves it out. */
  isToday: boolean;
  filingYear: number;
  /** The day by the general rule, for a unit that handed up nothing. */
  generalDueOn: string;
  /** A township shows its villages as tiles, a city its districts, a district its townships. */
  ownKind: string;
  /** Only this unit: everything else is left unread. */
  unitTenantId?: number;
}

/** A condition on the column that names the unit, where only one is asked for. */
const only = ({ unitTenantId }: DistrictQuestion, column: string): RawBuilder<unknown> =>
  unitTenantId === undefined ? sql`` : sql`and ${sql.ref(column)} = ${unitTenantId}::int`;

/** Who is supervised on the day, each once, and the tile that each belongs to. */
const supervised = (question: DistrictQuestion): RawBuilder<unknown> => sql`
  known as materialized (
    select k.tenant_id, k.slug, k.name, k.kind, k.depth, k.parent_tenant_id from known_tenants(${question.on}::date) k where k.depth > 0),
  tile_kind as (
    select case when ${question.ownKind}::text = 'township' then 'village' when exists (select 1 from known where kind = 'bureau') then 'bureau'
      else 'township' end as kind),
  tiled as (
    select k.tenant_id, k.slug as tile_slug, k.name as tile_name from known k where k.kind = (select kind from tile_kind)
    union
    select k.tenant_id, t.tile_slug, t.tile_name from known k join tiled t on k.parent_tenant_id = t.tenant_id
      where k.kind <> (select kind from tile_kind)),
  tile_of as (select distinct on (t.tenant_id) t.tenant_id, t.tile_slug, t.tile_name from tiled t order by t.tenant_id, t.tile_slug),
  units as (
    select distinct on (k.tenant_id) k.tenant_id, k.slug, k.name, k.kind, p.name as parent_name
    from known k left join known p on p.tenant_id = k.parent_tenant_id where true ${only(question, 'k.tenant_id')}
    order by k.tenant_id, k.depth, p.tenant_id)`;

/** What the tenant's own inspections say. The limit keeps the answers looked up one demand at a time, by their index. */
const inspected = (question: DistrictQuestion): RawBuilder<unknown> => {
  const { tenantId, on, isToday } = question;
  const ofUnit = only(question, 'i.subject_tenant_id');
  return sql`
  looked as (
    select distinct on (i.subject_tenant_id) i.subject_tenant_id, i.id, i.campaign_id, i.state, coalesce(i.inspected_on, i.scheduled_on) as day
    from inspection i where i.tenant_id = ${tenantId} ${ofUnit} and i.state <> 'cancelled'
      and i.created_at < (${on}::date + 1)::timestamp at time zone 'Asia/Shanghai'
    order by i.subject_tenant_id, i.created_at desc, i.id desc),
  scored as (
    select distinct on (i.subject_tenant_id) i.subject_tenant_id, i.score_percent, i.score_grade, i.closed_on
    from inspection i where i.tenant_id = ${tenantId} ${ofUnit} and i.score_percent is not null and i.closed_on <= ${on}::date
    order by i.subject_tenant_id, i.closed_on desc, i.created_at desc, i.id desc),
  covered as (
    select i.subject_tenant_id, count(*)::int as times from inspection i
    where i.tenant_id = ${tenantId} ${ofUnit} and i.state <> 'cancelled' and i.inspected_on between date_trunc('year', ${on}::date) and ${on}::date
    group by i.subject_tenant_id),
  asked as materialized (
    select i.subject_tenant_id, f.due_on, coalesce((
        select true from dispatch a where a.addressee_tenant_id = ${tenantId} and a.tenant_id = i.subject_tenant_id
          and a.kind = 'rectification' and a.in_reply_to = f.dispatch_id
          and a.dispatched_at < (${on}::date + 1)::timestamp at time zone 'Asia/Shanghai'
          and not exists (select 1 from dispatch v where v.tenant_id = ${tenantId} and v.kind = 'verification'
            and v.in_reply_to = a.id and v.dispatched_at < (${on}::date + 1)::timestamp at time zone 'Asia/Shanghai')
        limit 1), false) as is_answered
    from finding f join inspection i on i.tenant_id = ${tenantId} and i.id = f.inspection_id
    where f.tenant_id = ${tenantId} ${ofUnit} and f.state not in ('draft', 'withdrawn') and f.issued_on <= ${on}::date
      and ${isToday ? sql`f.verified_on is null` : sql`(f.verified_on is null or f.verified_on > ${on}::date)`}),
  demands as (
    select s.subject_tenant_id, count(*)::int as open_findings, (count(*) filter (where s.is_answered))::int as answered_findings,
      (count(*) filter (where not s.is_answered and ${isLate('s.due_on', sql`${on}::date`)}))::int as overdue_findings,
      min(s.due_on) filter (where not s.is_answered) as next_due_on
    from asked s group by s.subject_tenant_id)`;
};

/** What the units sent: the year's filing, their schedules, their figures. */
const sent = (question: DistrictQuestion): RawBuilder<unknown> => {
  const { tenantId, on, filingYear } = question;
  return sql`
  filed as (
    select distinct on (r.tenant_id) r.tenant_id, r.state, r.due_on, r.expected_count, r.accepted_count, r.created_at
    from filing_year_release r where r.addressee_tenant_id = ${tenantId} ${only(question, 'r.tenant_id')} and r.filing_year = ${filingYear}
      and r.dispatched_at < (${on}::date + 1)::timestamp at time zone 'Asia/Shanghai'
    order by r.tenant_id, r.created_at desc, r.id desc),
  submitted as (
    select d.tenant_id, d.id, d.dispatched_at, a.body ->> 'decision' as decision, (a.dispatched_at at time zone 'Asia/Shanghai')::date as decided_on
    from dispatch d left join dispatch a on a.tenant_id = ${tenantId} and a.kind = 'schedule_decision' and a.in_reply_to = d.id
      and a.dispatched_at < (${on}::date + 1)::timestamp at time zone 'Asia/Shanghai'
    where d.addressee_tenant_id = ${tenantId} ${only(question, 'd.tenant_id')} and d.kind = 'retention_schedule'
      and d.dispatched_at < (${on}::date + 1)::timestamp at time zone 'Asia/Shanghai'),
  scheduled as (
    select distinct on (s.tenant_id) s.tenant_id,
      case s.decision when 'approve' then 'approved' when 'return' then 'returned' else 'submitted' end as state,
      max(s.decided_on) filter (where s.decision = 'approve') over (partition by s.tenant_id) as approved_on
    from submitted s order by s.tenant_id, s.dispatched_at desc, s.id desc),
  released as (
    select r.tenant_id, ${question.isToday ? sql`count(*)` : sql`count(distinct r.figure_code)`}::int as figures, max(r.released_at) as released_at
    from figure_release r where r.addressee_tenant_id = ${tenantId} ${only(question, 'r.tenant_id')} and r.year = ${Number(on.slice(0, 4))}
      and r.dispatched_at is not null and r.released_at < (${on}::date + 1)::timestamp at time zone 'Asia/Shanghai'
      ${question.isToday ? sql`and r.state <> 'superseded'` : sql``}
    group by r.tenant_id)`;
};

/** What was done for the units: training and guidance; and what is open to be looked at. */
const given = (question: DistrictQuestion): RawBuilder<unknown> => {
  const { tenantId, on } = question;
  return sql`
  trained as (
    select a.unit_tenant_id, sum(a.hours)::float8 as hours from (
      select distinct c.unit_tenant_id, s.id, s.hours from course_session s
      join course_attendance c on c.tenant_id = ${tenantId} and c.session_id = s.id
      where s.tenant_id = ${tenantId} ${only(question, 'c.unit_tenant_id')} and s.state = 'held' and s.held_on between date_trunc('year', ${on}::date) and ${on}::date) a
    group by a.unit_tenant_id),
  guided as (
    select g.subject_tenant_id, max(g.guided_on) as guided_on from guidance_event g
    where g.tenant_id = ${tenantId} ${only(question, 'g.subject_tenant_id')} and g.state = 'done' and g.guided_on <= ${on}::date group by g.subject_tenant_id),
  granted as (
    select g.addressee_tenant_id, max(g.valid_to) as live_until from access_grant g
    where g.tenant_id = ${tenantId} ${only(question, 'g.addressee_tenant_id')} and g.revoked_at is null and g.valid_from <= now() and g.valid_to > now() and ${isConsented}
    group by g.addressee_tenant_id)`;
};

/** A contractor files nothing. */
const FILING_STATE = ({ on, generalDueOn }: DistrictQuestion) => sql`case when f.state = 'closed' then 'closed'
  when u.kind = 'vendor' then 'open'
  when ${isLate(sql`coalesce(f.due_on, ${generalDueOn}::date)`, sql`${on}::date`)} then 'late' else 'open' end`;

/** 领域: what the supervisor said, or what kind and name say by themselves. */
const FIELD = sql`coalesce(w.field, case
  when u.kind in ('village', 'township') then u.kind
  when u.kind = 'enterprise' then 'soe'
  when u.name ~ '医院|卫生院|卫生服务中心|疾控|妇幼' then 'hospital'
  when u.name ~ '中学|小学|学校|幼儿园|学院' then 'school'
  when u.name ~ '研究院|研究所|科学院|农科' then 'research'
  when u.kind in ('department', 'bureau', 'repository') then 'agency'
  else 'other' end)`;

/** The lines, each with its light and its weight: what is late first, then what waits. */
export const districtUnits = (question: DistrictQuestion): RawBuilder<unknown> => sql`(
  with recursive ${supervised(question)}, ${inspected(question)}, ${sent(question)}, ${given(question)},
  lines as (
    select u.tenant_id, u.slug, u.name, u.kind, ${FIELD} as field, u.parent_name, t.tile_slug, t.tile_name,
      l.id as last_inspection_id, l.campaign_id as last_campaign_id, l.day as last_inspected_on, l.state as last_state,
      coalesce(s.score_percent, p.last_score) as last_score, s.score_grade as last_grade,
      coalesce(s.closed_on, p.last_score_on) as last_score_on, p.risk_level,
      case when coalesce(d.overdue_findings, 0) > 0 then 'HIGH' when coalesce(d.open_findings, 0) > 0 then 'MEDIUM' else 'LOW' end as suggested_risk,
      coalesce(c.times, 0) as inspected_this_year, coalesce(d.open_findings, 0) as open_findings,
      coalesce(d.answered_findings, 0) as answered_findings, coalesce(d.overdue_findings, 0) as overdue_findings, d.next_due_on,
      ${FILING_STATE(question)} as filing_state, f.expected_count as filing_expected, f.accepted_count as filing_accepted,
      f.created_at as filing_released_at, coalesce(h.state, 'none') as schedule_state, h.approved_on as schedule_approved_on,
      coalesce(e.hours, 0) as training_hours, g.guided_on as last_guided_on,
      coalesce(g.guided_on >= date_trunc('year', ${question.on}::date), false) as guided_this_year,
      coalesce(r.figures, 0) as released_figures, r.released_at as last_released_at, a.live_until as grant_live_until
    from units u
    left join tile_of t on t.tenant_id = u.tenant_id
    left join looked l on l.subject_tenant_id = u.tenant_id
    left join scored s on s.subject_tenant_id = u.tenant_id
    left join covered c on c.subject_tenant_id = u.tenant_id
    left join demands d on d.subject_tenant_id = u.tenant_id
    left join filed f on f.tenant_id = u.tenant_id
    left join scheduled h on h.tenant_id = u.tenant_id
    left join released r on r.tenant_id = u.tenant_id
    left join trained e on e.unit_tenant_id = u.tenant_id
    left join guided g on g.subject_tenant_id = u.tenant_id
    left join granted a on a.addressee_tenant_id = u.tenant_id
    left join unit_field w on w.tenant_id = ${question.tenantId} and w.unit_tenant_id = u.tenant_id
    left join inspection_unit_profile p on p.tenant_id = ${question.tenantId} and p.unit_tenant_id = u.tenant_id)
  select n.*, case when n.overdue_findings > 0 then 'overdue'
      when n.open_findings > 0 or n.filing_state = 'late' or n.schedule_state = 'returned' then 'attention' else 'normal' end as light,
    least(n.overdue_findings, 999) * 1000000 + least(n.open_findings, 999) * 1000
      + case n.filing_state when 'late' then 100 else 0 end + case n.schedule_state when 'returned' then 10 else 0 end as weight
  from lines n)`;
