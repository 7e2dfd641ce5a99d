import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* What the registers have to say for a report: short lists of a period, in their order. The own rows of the tenant. */
export interface MaterialQuestion {
  tenantId: number;
  from: string;
  to: string;
}
export interface Material {
  id: string;
  label: string;
  on: string | null;
  detail: string | null;
  amount: number | null;
}

/** A report names the first of many; the figures count them all. */
const MOST = 40;

type Statement = ReturnType<typeof sql<Material>>;
const read = async (tdb: TenantDb, statement: Statement): Promise<Material[]> => (await statement.execute(tdb)).rows;
const within = ({ from, to }: MaterialQuestion) => sql`between ${from}::date and ${to}::date`;

/** Rounds of inspection that began in the period: units inspected, and how many demands were made. */
export const inspectionRounds = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select c.id, c.title as label, c.start_on as "on", nullif(array_to_string(c.joint_partners, '、'), '') as detail,
      (select count(*)::int from inspection i where i.tenant_id = ${question.tenantId} and i.campaign_id = c.id and i.inspected_on ${within(question)}) as amount
    from inspection_campaign c
    where c.tenant_id = ${question.tenantId} and exists (
      select 1 from inspection i where i.tenant_id = ${question.tenantId} and i.campaign_id = c.id and i.inspected_on ${within(question)})
    order by c.start_on nulls last, c.id limit ${MOST}`,
  );

export const trainingHeld = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select s.id, s.title as label, s.held_on as "on", s.place as detail,
      (select count(*)::int from course_attendance a where a.tenant_id = ${question.tenantId} and a.session_id = s.id) as amount
    from course_session s
    where s.tenant_id = ${question.tenantId} and s.state = 'held' and s.held_on ${within(question)}
    order by s.held_on, s.id limit ${MOST}`,
  );

/** Guidance by topic: how often, and whom among others. */
export const guidanceByTopic = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select (array_agg(g.id order by g.guided_on, g.id))[1] as id, g.topic as label, null::date as "on",
      array_to_string((array_agg(distinct g.subject_name))[1:3], '、') as detail, count(*)::int as amount
    from guidance_event g
    where g.tenant_id = ${question.tenantId} and g.state = 'done' and g.guided_on ${within(question)}
    group by g.topic order by count(*) desc, g.topic limit ${MOST}`,
  );

export const batchesDigitised = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select b.id, b.name as label, b.done_on as "on", b.batch_number as detail, null::int as amount
    from digitisation_batch b
    where b.tenant_id = ${question.tenantId} and b.state = 'done' and b.done_on ${within(question)}
    order by b.done_on, b.id limit ${MOST}`,
  );

export const batchesRunning = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select b.id, b.name as label, b.planned_to as "on", b.batch_number as detail, null::int as amount
    from digitisation_batch b
    where b.tenant_id = ${question.tenantId} and b.state = 'running' order by b.planned_to, b.id limit ${MOST}`,
  );

export const deliveriesAccepted = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select a.id, a.source_name as label, a.accepted_on as "on", a.accession_number as detail, null::int as amount
    from accession a
    where a.tenant_id = ${question.tenantId} and a.state = 'accepted' and a.accepted_on ${within(question)}
    order by a.accepted_on, a.id limit ${MOST}`,
  );

export const drillsHeld = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select d.id, d.title as label, d.held_on as "on", d.improvement as detail, jsonb_array_length(d.people) as amount
    from emergency_drill d
    where d.tenant_id = ${question.tenantId} and d.state = 'reviewed' and d.held_on ${within(question)}
    order by d.held_on, d.id limit ${MOST}`,
  );

export const drillsPlanned = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select d.id, d.title as label, d.planned_on as "on", null::text as detail, null::int as amount
    from emergency_drill d
    where d.tenant_id = ${question.tenantId} and d.state = 'planned' order by d.planned_on, d.id limit ${MOST}`,
  );

/** Titles given to the office or its people, or given by it. */
export const honoursOfYear = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select h.id, coalesce(h.person_name, h.subject_name) as label, h.awarded_on as "on", h.awarder_name || '“' || h.title || '”' as detail,
      null::int as amount
    from honour h
    where h.tenant_id = ${question.tenantId} and h.state in ('registered', 'awarded') and h.year = extract(year from ${question.from}::date)
    order by h.awarded_on nulls last, h.id limit ${MOST}`,
  );

export const excellentCases = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select c.id, c.title as label, c.decided_on as "on", c.subject_name as detail, null::int as amount
    from model_case c
    where c.tenant_id = ${question.tenantId} and c.result = 'excellent' and c.decided_on ${within(question)}
    order by c.decided_on, c.id limit ${MOST}`,
  );

export const majorEvents = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select e.id, e.name as label, e.held_from as "on", case when e.accepted_on is not null then 'accepted' end as detail, null::int as amount
    from major_event e
    where e.tenant_id = ${question.tenantId} and e.held_from ${within(question)}
    order by e.held_from, e.id limit ${MOST}`,
  );

export const outsourcingFiled = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select f.id, f.provider_name as label, f.submitted_on as "on", f.work_scope as detail, null::int as amount
    from outsourcing_filing f
    where f.tenant_id = ${question.tenantId} and f.submitted_on ${within(question)}
    order by f.submitted_on, f.id limit ${MOST}`,
  );

/** Demands that are not settled: the oldest first. `amount`: days late, 0 when not yet due. */
export const demandsOpen = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select f.id, f.fact as label, f.due_on as "on", i.subject_name as detail, greatest(${question.to}::date - f.due_on, 0) as amount
    from finding f join inspection i on i.tenant_id = f.tenant_id and i.id = f.inspection_id
    where f.tenant_id = ${question.tenantId} and f.state in ('issued', 'answered', 'returned') and f.issued_on <= ${question.to}::date
    order by f.due_on, f.id limit ${MOST}`,
  );

/** Demands that a supervisor made of this unit, and that it has not answered or that were not accepted. */
export const demandsReceived = (tdb: TenantDb, question: MaterialQuestion): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select d.id, coalesce(d.body ->> 'fact', d.title) as label, null::date as "on", d.sender_name as detail, null::int as amount
    from dispatch d
    where d.addressee_tenant_id = ${question.tenantId} and d.dispatched_at is not null and d.kind = 'finding'
      and d.dispatched_at::date ${within(question)}
    order by d.dispatched_at, d.id limit ${MOST}`,
  );

export const plansOfYear = (tdb: TenantDb, question: { tenantId: number; year: number }): Promise<Material[]> =>
  read(
    tdb,
    sql<Material>`
    select p.id, p.title as label, null::date as "on", 'inspection' as detail, null::int as amount
    from inspection_plan p where p.tenant_id = ${question.tenantId} and p.year = ${question.year} and p.state = 'approved'
    union all
    select p.id, p.title, p.issued_on, 'intake', null::int
    from intake_plan p where p.tenant_id = ${question.tenantId} and p.year = ${question.year}
    order by label, id limit ${MOST}`,
  );

export interface EntryMaterial {
  id: string;
  registerCode: string;
  title: string;
  on: string;
  said: Record<string, string | number | boolean>;
}

/** Entries of registers in a period. */
export const registerEntries = async (
  tdb: TenantDb,
  question: MaterialQuestion,
  codes: readonly string[],
): Promise<EntryMaterial[]> => {
  const { rows } = await sql<EntryMaterial>`
    select e.id, e.register_code, e.title, e.entry_on as "on", e.said
    from register_entry e
    where e.tenant_id = ${question.tenantId} and e.state = 'current' and e.register_code = any (${codes as string[]}::text[])
      and e.entry_on ${within(question)}
    order by e.entry_on, e.id limit 400`.execute(tdb);
  return rows;
};

/** Entries that stood at any time of a period: begun by its end, and not over before its beginning. */
export const standingEntries = async (
  tdb: TenantDb,
  { tenantId, from, to }: MaterialQuestion,
  codes: readonly string[],
): Promise<EntryMaterial[]> => {
  const { rows } = await sql<EntryMaterial>`
    select e.id, e.register_code, e.title, e.entry_on as "on", e.said
    from register_entry e
    where e.tenant_id = ${tenantId} and e.state = 'current' and e.register_code = any (${codes as string[]}::text[])
      and e.entry_on <= ${to}::date and (e.until_on is null or e.until_on >= ${from}::date)
    order by e.entry_on, e.id limit 400`.execute(tdb);
  return rows;
};
