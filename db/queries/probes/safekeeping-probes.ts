import { type RawBuilder, sql } from 'kysely';
import { TRANSFER_RETENTION } from '@/server/domain/disposition/vocabulary';
import { fieldNamed, RECORDS_OFFICES } from '@/server/domain/register/register-definition';
import { registerOfCode } from '@/server/domain/register/registers';
import { todayInShanghai } from '../lateness.ts';
import type { ProbePredicate, ProbeQuestion } from './probe-rows.ts';

/*
 * Over 台账 and the other books that a unit keeps of its rooms, people, money and safety. What a kind of tenant keeps no
 * register of has no rows, and so no verdict.
 */

const definitionOf = (code: string) => {
  const definition = registerOfCode(code);
  if (!definition) throw new RangeError(code);
  return definition;
};

/** Whether a unit of this kind keeps the register at all. */
const keeps = (code: string, tenantId: number): RawBuilder<unknown> =>
  sql`exists (select 1 from tenant t where t.id = ${tenantId} and t.kind = any (${[...definitionOf(code).tenantKinds]}::text[]))`;

/** Entries of a register that stand, as `e`. */
const entries = (code: string, tenantId: number): RawBuilder<unknown> =>
  sql`register_entry e where e.tenant_id = ${tenantId} and e.register_code = ${code} and e.state = 'current'`;

/** Holds today. */
const holds = sql`e.entry_on <= ${todayInShanghai} and (e.until_on is null or e.until_on >= ${todayInShanghai})`;
const withinYear = sql`e.entry_on between ${todayInShanghai} - 365 and ${todayInShanghai}`;

/** Some choices of a field as rows `c (place, code, name)`, in the words of the register itself. */
const choices = (code: string, field: string, codes: readonly string[]): RawBuilder<unknown> => {
  const named = fieldNamed(definitionOf(code), field);
  const known = named.kind === 'choice' ? named.choices : [];
  const rows = codes.map((one, place) => ({
    place,
    code: one,
    name: known.find((choice) => choice.code === one)?.zh ?? one,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (place int, code text, name text)`;
};

const NO_ITEM = sql`null::uuid as item_id`;

export const groupInOffice: ProbePredicate = ({ tenantId }) => sql`
  select 'leading' as key, ${NO_ITEM}, coalesce(g.name, '领导小组') as label, g.head as detail, g.entry_on as on_day,
    g.name is null as is_fault, 1::numeric as amount, '0' as sort_key
  from (select 1) one left join lateral (
    select e.title as name, e.said ->> 'head' as head, e.entry_on from ${entries('leading_group', tenantId)}
      and e.said ->> 'kind' = 'leading' and ${holds} order by e.entry_on desc, e.id desc limit 1) g on true
  where ${keeps('leading_group', tenantId)}`;

export const rulesKept: ProbePredicate = ({ tenantId }) => sql`
  select c.code as key, ${NO_ITEM}, c.name as label, r.title as detail, r.entry_on as on_day, r.title is null as is_fault,
    1::numeric as amount, c.place::text as sort_key
  from ${choices('rule_document', 'kind', ['filing', 'keeping', 'use', 'secrecy', 'safety'])} left join lateral (
    select e.title, e.entry_on from ${entries('rule_document', tenantId)} and e.said ->> 'kind' = c.code and ${holds}
      and coalesce((e.said ->> 'reviewBy')::date >= ${todayInShanghai}, true) order by e.entry_on desc, e.id desc limit 1) r on true
  where ${keeps('rule_document', tenantId)}`;

export const responsibilitySigned: ProbePredicate = ({ tenantId }) => sql`
  select c.code as key, ${NO_ITEM}, c.name as label, r.letters::text as detail, r.last as on_day, r.letters = 0 as is_fault,
    1::numeric as amount, c.place::text as sort_key
  from ${choices('responsibility', 'level', ['chief', 'deputy', 'department', 'archivist'])} left join lateral (
    select count(*) as letters, max(e.entry_on) as last from ${entries('responsibility', tenantId)}
      and e.said ->> 'level' = c.code and ${holds}) r on true
  where ${keeps('responsibility', tenantId)}`;

/** Departments as `d`; a unit that has none is one of itself. */
const departments = (tenantId: number): RawBuilder<unknown> => sql`(
  select u.id, u.name, u.code from unit_department u where u.tenant_id = ${tenantId} and u.state = 'active'
  union all select null::uuid, '本单位', '' where not exists (
    select 1 from unit_department u where u.tenant_id = ${tenantId} and u.state = 'active'))`;

export const archivistsNamed: ProbePredicate = ({ tenantId }) => sql`
  select coalesce(d.id::text, 'self') as key, ${NO_ITEM}, d.name as label, (n.registered + n.members)::text as detail, n.since as on_day,
    n.registered + n.members = 0 as is_fault, 1::numeric as amount, d.code as sort_key
  from ${departments(tenantId)} d cross join lateral (
    select (select count(*) from unit_department_member m where m.tenant_id = ${tenantId} and m.department_id = d.id) as members,
      (select count(*) from ${entries('part_time_archivist', tenantId)} and ${holds}
        and (d.id is null or btrim(e.said ->> 'department') = d.name)) as registered,
      (select min(e.entry_on) from ${entries('part_time_archivist', tenantId)} and ${holds}
        and (d.id is null or btrim(e.said ->> 'department') = d.name)) as since) n
  where ${keeps('part_time_archivist', tenantId)}`;

export const budgetEntered: ProbePredicate = ({ tenantId, yearFrom, yearTo }) => sql`
  select y.year::text as key, ${NO_ITEM}, y.year::text as label, b.amount::text || ' 万元' as detail, b.first as on_day,
    coalesce(b.amount, 0) = 0 as is_fault, coalesce(b.amount, 0) as amount, y.year::text as sort_key
  from generate_series(${yearFrom}::int, ${yearTo}::int) as y (year) cross join lateral (
    select sum((e.said ->> 'amount')::numeric) as amount, min(e.entry_on) as first from ${entries('budget', tenantId)}
      and e.said ->> 'version' = 'initial' and extract(year from e.entry_on) = y.year) b
  where make_date(y.year, 7, 1) <= ${todayInShanghai} and ${keeps('budget', tenantId)}`;

/** 60 ㎡ for 10 000 volumes or 100 000 pieces, 15 ㎡ at the least (机关档案管理规定). */
export const areaSufficient: ProbePredicate = ({ tenantId }) => sql`
  select 'area' as key, ${NO_ITEM}, h.area || ' / ' || h.needed || ' ㎡' as label, h.volumes || ' 卷（册） ' || h.pieces || ' 件' as detail,
    null::date as on_day, h.area < h.needed as is_fault, h.area as amount, '0' as sort_key
  from (select s.area, c.volumes, c.pieces, round(greatest(15, (c.volumes / 10000.0 + c.pieces / 100000.0) * 60), 2) as needed
    from (select coalesce(sum(p.area_m2), 0) as area from storage_place p
      where p.tenant_id = ${tenantId} and p.level = 'room' and p.state = 'active' and coalesce(p.room_kind, 'other') <> 'library') s
    cross join (select count(*) filter (where i.level in ('volume', 'register')) as volumes,
        count(*) filter (where i.level = 'piece' and i.parent_id is null) as pieces
      from archive_item i where i.tenant_id = ${tenantId} and i.state = 'filed' and i.left_on is null) c) h`;

const EQUIPMENT = [
  { place: 0, code: 'climate', name: '调温调湿', types: ['air_conditioner', 'humidity_controller', 'protection_unit'] },
  { place: 1, code: 'security', name: '安全防范', types: ['access_control', 'camera', 'infrared_detector'] },
  { place: 2, code: 'fire', name: '消防', types: ['gas_extinguisher'] },
];

export const equipmentKept: ProbePredicate = ({ tenantId }) => sql`
  select c.code as key, ${NO_ITEM}, c.name as label, n.pieces::text as detail, n.since as on_day, n.pieces = 0 as is_fault,
    1::numeric as amount, c.place::text as sort_key
  from jsonb_to_recordset(${JSON.stringify(EQUIPMENT)}::jsonb) as c (place int, code text, name text, types jsonb) cross join lateral (
    select coalesce(sum(k.pieces), 0) as pieces, max(k.day) as since from (
      select (e.said ->> 'quantity')::int as pieces, e.entry_on as day from ${entries('equipment', tenantId)}
        and c.types ? (e.said ->> 'type') and ${holds}
      union all
      select coalesce((e.said ->> 'extinguishers')::numeric, 1)::int, e.entry_on from ${entries('fire_check', tenantId)}
        and c.code = 'fire' and ${withinYear}) k) n
  where ${keeps('equipment', tenantId)}`;

interface Rhythm {
  register: string;
  months: number;
  graceDays: number;
  /** So many days of the period need an entry. */
  days: number;
  name: RawBuilder<unknown>;
}

/** Periods of the years that are over with their grace, each with the days on which the register has an entry. */
const periodsKept =
  ({ register, months, graceDays, days, name }: Rhythm): ProbePredicate =>
  ({ tenantId, yearFrom, yearTo }: ProbeQuestion) =>
    sql`
  select p.first::date::text as key, ${NO_ITEM}, ${name} as label, n.days::text as detail, n.last as on_day, n.days < ${days}::int as is_fault,
    1::numeric as amount, p.first::date::text as sort_key
  from generate_series(make_date(${yearFrom}, 1, 1)::timestamp, make_date(${yearTo}, 12, 31)::timestamp, make_interval(months => ${months}::int)) as p (first)
  cross join lateral (
    select count(distinct e.entry_on) as days, max(e.entry_on) as last from ${entries(register, tenantId)}
      and e.entry_on >= p.first::date and e.entry_on < (p.first + make_interval(months => ${months}::int))::date) n
  where (p.first + make_interval(months => ${months}::int))::date + ${graceDays}::int <= ${todayInShanghai} and ${keeps(register, tenantId)}`;

export const climateKept = periodsKept({
  register: 'room_climate',
  months: 1,
  graceDays: 0,
  days: 15,
  name: sql`to_char(p.first, 'YYYY-MM')`,
});
export const safetyChecked = periodsKept({
  register: 'safety_check',
  months: 3,
  graceDays: 10,
  days: 1,
  name: sql`to_char(p.first, 'YYYY') || '-Q' || to_char(p.first, 'Q')`,
});
export const pestsTreated = periodsKept({
  register: 'pest_treatment',
  months: 6,
  graceDays: 15,
  days: 1,
  name: sql`to_char(p.first, 'YYYY') || '-H' || case when extract(month from p.first) = 1 then '1' else '2' end`,
});

export const planInForce: ProbePredicate = ({ tenantId }) => sql`
  select 'plan' as key, ${NO_ITEM}, coalesce(g.title, '应急预案') as label, g.version as detail, g.entry_on as on_day,
    g.title is null as is_fault, 1::numeric as amount, '0' as sort_key
  from (select 1) one left join lateral (
    select e.title, e.said ->> 'version' as version, e.entry_on from ${entries('emergency_plan', tenantId)} and ${holds}
      and coalesce((e.said ->> 'reviewBy')::date >= ${todayInShanghai}, true) order by e.entry_on desc, e.id desc limit 1) g on true
  where ${keeps('emergency_plan', tenantId)}`;

export const drillsHeld: ProbePredicate = ({ tenantId, yearFrom, yearTo }) => sql`
  select y.year::text as key, ${NO_ITEM}, y.year::text as label, d.title as detail, d.held_on as on_day, d.held_on is null as is_fault,
    1::numeric as amount, y.year::text as sort_key
  from generate_series(${yearFrom}::int, ${yearTo}::int) as y (year) left join lateral (
    select x.title, x.held_on from emergency_drill x where x.tenant_id = ${tenantId} and x.state = 'reviewed'
      and extract(year from x.held_on) = y.year order by x.held_on desc, x.id desc limit 1) d on true
  where y.year < extract(year from ${todayInShanghai}) or d.held_on is not null`;

/** By department and without names: what is sent with a self-check tells how many, not who. */
export const secrecySigned: ProbePredicate = ({ tenantId }) => sql`
  select q.department as key, ${NO_ITEM}, q.department as label, q.signed || ' / ' || q.people as detail, q.last as on_day,
    q.signed < q.people as is_fault, 1::numeric as amount, q.department as sort_key
  from (
    select p.department, count(*) as people, count(s.last) as signed, min(s.last) as last
    from (
      select distinct on (w.name) w.name, w.department from (
        select btrim(e.title) as name, '档案工作人员' as department, 0 as place from ${entries('staff', tenantId)} and ${holds}
        union all
        select btrim(e.title), btrim(e.said ->> 'department'), 1 from ${entries('part_time_archivist', tenantId)} and ${holds}) w
      order by w.name, w.place) p
    left join lateral (
      select max(e.entry_on) as last from ${entries('commitment', tenantId)} and btrim(e.title) = p.name and ${withinYear}
        and (e.until_on is null or e.until_on >= ${todayInShanghai})) s on true
    group by p.department) q
  where ${keeps('commitment', tenantId)}`;

export const backupKept: ProbePredicate = ({ tenantId }) => sql`
  select c.code as key, ${NO_ITEM}, c.name as label, b.times::text as detail, b.last as on_day, b.times = 0 as is_fault,
    1::numeric as amount, c.place::text as sort_key
  from ${choices('backup_record', 'kind', ['full', 'offsite', 'restore'])} cross join lateral (
    select count(*) as times, max(e.entry_on) as last from ${entries('backup_record', tenantId)}
      and e.said ->> 'kind' = c.code and ${withinYear}) b
  where ${keeps('backup_record', tenantId)}`;

/** The rule of server/features/disposition/transfer/list-due.ts, by year; without an archives above nothing is due. */
export const transferredInTime: ProbePredicate = ({ tenantId }) => sql`
  select q.filing_year::text as key, ${NO_ITEM}, q.filing_year::text as label, q.here || ' / ' || q.records as detail, q.due_on as on_day,
    q.here > 0 as is_fault, q.here as amount, q.filing_year::text as sort_key
  from (
    select i.filing_year, make_date(i.filing_year + a.term_years, 12, 31) as due_on, count(*) as records,
      count(*) filter (where i.left_on is null
        and not exists (select 1 from transfer_item x where x.tenant_id = ${tenantId} and x.item_id = i.id)) as here
    from archive_item i
    cross join (select min(p.term_years) as term_years from transfer_partners() p where p.is_archives) a
    where i.tenant_id = ${tenantId} and i.state = 'filed' and i.parent_id is null
      and i.retention_code = any (${[...TRANSFER_RETENTION]}::text[])
      and make_date(i.filing_year + a.term_years, 12, 31) < ${todayInShanghai}
    group by i.filing_year, a.term_years) q`;

export const outsourcingFiled: ProbePredicate = ({ tenantId, yearFrom, yearTo }) => sql`
  select f.id::text as key, ${NO_ITEM}, f.provider_name as label, f.contract_number as detail, f.start_on as on_day,
    f.state = 'draft' or f.submitted_on > f.start_on as is_fault, 1::numeric as amount, f.start_on::text as sort_key
  from outsourcing_filing f
  where f.tenant_id = ${tenantId} and f.start_on between make_date(${yearFrom}, 1, 1) and make_date(${yearTo}, 12, 31)
    and (f.state = 'submitted' or f.start_on <= ${todayInShanghai})`;

/** Sessions that name a key text, of the register or of the own training; a year without any is a row of its own. */
export const keyTextsStudied: ProbePredicate = ({ tenantId, yearFrom, yearTo }) => sql`
  select coalesce(s.id::text, y.year::text) as key, ${NO_ITEM}, coalesce(s.title, y.year::text) as label, s.key_text as detail,
    s.held_on as on_day, s.id is null as is_fault, 1::numeric as amount, coalesce(s.held_on::text, y.year::text) as sort_key
  from generate_series(${yearFrom}::int, ${yearTo}::int) y(year) left join lateral (
    select e.id, e.title, e.entry_on as held_on, e.said ->> 'keyText' as key_text from ${entries('study_session', tenantId)}
      and coalesce(e.said ->> 'keyText', '') <> '' and extract(year from e.entry_on) = y.year
    union all
    select c.id, c.title, c.held_on, null from course_session c where c.tenant_id = ${tenantId} and c.state = 'held'
      and c.subject_field = 'politics' and extract(year from c.held_on) = y.year) s on true
  where exists (select 1 from tenant t where t.id = ${tenantId} and t.kind = any (${[...RECORDS_OFFICES]}::text[]))`;
