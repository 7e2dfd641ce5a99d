import { sql } from 'kysely';
import { todayInShanghai } from '../lateness.ts';
import type { ProbePredicate, ProbeQuestion } from './probe-rows.ts';

/* Over registers, and over the papers that went between a unit and its supervisor. */

const inYears = (column: string, { yearFrom, yearTo }: ProbeQuestion) =>
  sql`${sql.raw(column)} between make_date(${yearFrom}, 1, 1) and make_date(${yearTo}, 12, 31)`;

export const boxesPlaced: ProbePredicate = ({ tenantId, yearFrom, yearTo }) => sql`
  select b.id::text as key, null::uuid as item_id, b.label, b.box_number as detail, null::date as on_day,
    b.place_id is null as is_fault, 1::numeric as amount, b.sort_key
  from box b
  where b.tenant_id = ${tenantId} and b.state = 'active' and b.filing_year between ${yearFrom} and ${yearTo}`;

export const loansOverdue: ProbePredicate = ({ tenantId }) => sql`
  select o.id::text as key, o.item_id, o.holder_name as label, o.purpose as detail, o.due_on as on_day,
    o.due_on < ${todayInShanghai} as is_fault, 1::numeric as amount, o.due_on::text as sort_key
  from storage_out o where o.tenant_id = ${tenantId} and o.returned_on is null`;

export const visitsKept: ProbePredicate = (question) => sql`
  select v.id::text as key, null::uuid as item_id, v.subject as label, v.purpose as detail, v.visited_on as on_day,
    v.state = 'open' as is_fault, 1::numeric as amount, v.visited_on::text as sort_key
  from reading_visit v
  where v.tenant_id = ${question.tenantId} and v.state <> 'void' and ${inYears('v.visited_on', question)}`;

export const trainingHeld: ProbePredicate = (question) => sql`
  select s.id::text as key, null::uuid as item_id, s.title as label, s.hours::text as detail, s.held_on as on_day,
    false as is_fault, s.hours::numeric as amount, s.held_on::text as sort_key
  from course_session s
  where s.tenant_id = ${question.tenantId} and s.state = 'held' and s.subject_field = 'archives' and ${inYears('s.held_on', question)}`;

export const unitsGuided: ProbePredicate = (question) => sql`
  select k.slug as key, null::uuid as item_id, k.name as label, last.guided_on::text as detail, last.guided_on as on_day,
    last.guided_on is null as is_fault, 1::numeric as amount, k.slug as sort_key
  from (select distinct on (tenant_id) tenant_id, slug, name from known_tenants() where depth = 1 order by tenant_id) k
  left join lateral (
    select max(g.guided_on) as guided_on from guidance_event g
    where g.tenant_id = ${question.tenantId} and g.subject_tenant_id = k.tenant_id and g.state = 'done' and ${inYears('g.guided_on', question)}) last on true`;

/** Demands that this asker sent to the unit, or, when the unit asks, that anybody sent to it. */
export const demandsClosed: ProbePredicate = ({ tenantId, readerTenantId }) => sql`
  select d.id::text as key, null::uuid as item_id, coalesce(d.document_number, d.title) as label, d.body ->> 'requirement' as detail,
    d.due_on as on_day, not exists (
      select 1 from dispatch a join dispatch v on v.in_reply_to = a.id and v.kind = 'verification' and v.tenant_id = d.tenant_id
      where a.tenant_id = ${tenantId} and a.addressee_tenant_id = d.tenant_id and a.kind = 'rectification' and a.in_reply_to = d.id
        and (v.body ->> 'accepted')::boolean) as is_fault,
    1::numeric as amount, d.dispatched_at::text as sort_key
  from dispatch d
  where d.kind = 'finding' and d.addressee_tenant_id = ${tenantId} and d.dispatched_at is not null
    and (${readerTenantId} = ${tenantId} or d.tenant_id = ${readerTenantId})`;
