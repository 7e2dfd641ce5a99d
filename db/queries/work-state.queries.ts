import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { findingStandings, standingCounts } from './inspection-standing.ts';
import { isLate, todayInShanghai as today } from './lateness.ts';

/* 工作情况上报: what an office says of itself, and the copies that those below handed up. */

export interface CheckSums {
  inspectedUnits: number;
  inspections: number;
  closed: number;
  published: number;
}

/** Inspections that belong to the rounds of a year. */
export const readCheckSums = async (tdb: TenantDb, tenantId: number, year: number): Promise<CheckSums> => {
  const { rows } = await sql<CheckSums>`
    select count(distinct i.subject_tenant_id) filter (where i.inspected_on is not null)::int as inspected_units,
      count(*) filter (where i.inspected_on is not null)::int as inspections,
      count(*) filter (where i.state = 'closed')::int as closed,
      count(*) filter (where exists (select 1 from publication b where b.tenant_id = i.tenant_id and b.inspection_id = i.id
        and b.withdrawn_at is null))::int as published
    from inspection i join inspection_campaign c on c.tenant_id = i.tenant_id and c.id = i.campaign_id
    where i.tenant_id = ${tenantId} and c.year = ${year} and i.state <> 'cancelled'`.execute(tdb);
  return rows[0] ?? { inspectedUnits: 0, inspections: 0, closed: 0, published: 0 };
};

export interface RoundRow {
  title: string;
  kind: string;
  theme: string | null;
  selectedBy: string;
  partners: string[];
  state: string;
  units: number;
  inspected: number;
  closed: number;
  findings: number;
  met: number;
  overdue: number;
}

/** The rounds of a year, the last made first. */
export const listRoundSums = async (tdb: TenantDb, tenantId: number, year: number): Promise<RoundRow[]> => {
  const { rows } = await sql<RoundRow>`
    select c.title, c.kind, c.theme, c.selected_by, c.joint_partners as partners, c.state, i.units, i.inspected, i.closed,
      s.findings, s.met, s.overdue_findings as overdue
    from inspection_campaign c
    cross join lateral (select count(*)::int as units, count(*) filter (where n.inspected_on is not null)::int as inspected,
        count(*) filter (where n.state = 'closed')::int as closed
      from inspection n where n.tenant_id = c.tenant_id and n.campaign_id = c.id and n.state <> 'cancelled') i
    cross join lateral (select ${standingCounts}, count(*) filter (where s.standing = 'verified')::int as met
      from ${findingStandings(tenantId)} s where s.campaign_id = c.id) s
    where c.tenant_id = ${tenantId} and c.year = ${year} and c.state <> 'cancelled'
    order by c.created_at desc, c.id desc limit 500`.execute(tdb);
  return rows;
};

export interface AssessmentSumRow {
  title: string;
  purpose: string;
  units: number;
  confirmed: number;
  isClosed: boolean;
}

export const listAssessmentSums = async (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<AssessmentSumRow[]> => {
  const { rows } = await sql<AssessmentSumRow>`
    select r.title, r.purpose, r.state = 'closed' as is_closed,
      count(h.id) filter (where h.state <> 'excused')::int as units, count(h.id) filter (where h.state = 'final')::int as confirmed
    from assessment_round r left join assessment_sheet h on h.tenant_id = r.tenant_id and h.round_id = r.id
    where r.tenant_id = ${tenantId} and r.year = ${year}
    group by r.id, r.title, r.purpose, r.state, r.created_at order by r.created_at desc, r.id desc limit 200`.execute(
    tdb,
  );
  return rows;
};

export interface SafetyFacts {
  plan: { title: string; approvedOn: string; reviewBy: string | null } | null;
  drills: number;
  lastDrill: { title: string; heldOn: string } | null;
  nextDrill: { title: string; plannedOn: string } | null;
  hazards: number;
  hazardsOverdue: number;
  incidents: number;
  incidentsOpen: number;
}

/** What the registers and the drills of an archives say of a year, as of today. */
export const readSafetyFacts = async (tdb: TenantDb, tenantId: number, year: number): Promise<SafetyFacts> => {
  const from = `${year}-01-01`;
  const until = `${year + 1}-01-01`;
  const holds = (
    code: string,
  ) => sql`from register_entry e where e.tenant_id = ${tenantId} and e.register_code = ${code}
    and e.state = 'current' and e.entry_on <= ${today} and (e.until_on is null or e.until_on > ${today})`;
  const { rows } = await sql<SafetyFacts>`select
    (select jsonb_build_object('title', e.title, 'approvedOn', e.entry_on, 'reviewBy', nullif(e.said ->> 'reviewBy', ''))
      ${holds('emergency_plan')} order by e.entry_on desc, e.id desc limit 1) as plan,
    (select count(*)::int from emergency_drill x where x.tenant_id = ${tenantId} and x.state = 'reviewed'
      and x.held_on >= ${from}::date and x.held_on < ${until}::date) as drills,
    (select jsonb_build_object('title', x.title, 'heldOn', x.held_on) from emergency_drill x
      where x.tenant_id = ${tenantId} and x.state = 'reviewed' order by x.held_on desc, x.id desc limit 1) as last_drill,
    (select jsonb_build_object('title', x.title, 'plannedOn', x.planned_on) from emergency_drill x
      where x.tenant_id = ${tenantId} and x.state = 'planned' order by x.planned_on, x.id limit 1) as next_drill,
    (select count(*)::int ${holds('hazard')}) as hazards,
    (select count(*)::int ${holds('hazard')} and ${isLate(sql`nullif(e.said ->> 'dueOn', '')::date`)}) as hazards_overdue,
    (select count(*)::int from safety_incident s where s.tenant_id = ${tenantId}
      and s.discovered_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
      and s.discovered_at < (${until}::date)::timestamp at time zone 'Asia/Shanghai') as incidents,
    (select count(*)::int from safety_incident s where s.tenant_id = ${tenantId} and s.state = 'open') as incidents_open`.execute(
    tdb,
  );
  const [facts] = rows;
  if (!facts) throw new Error('a select without from answers one row');
  return facts;
};

/** When something of a topic was last handed up, from here. */
export const lastSentAt = async (
  tdb: TenantDb,
  tenantId: number,
  { topic, year }: { topic: string; year: number | null },
): Promise<string | null> => {
  const { rows } = await sql<{ at: string | null }>`select max(d.dispatched_at) as at from dispatch d
    where d.tenant_id = ${tenantId} and d.kind = 'work_state' and d.body ->> 'topic' = ${topic}
      and (${year}::int is null or (d.body ->> 'year')::int = ${year})`.execute(tdb);
  return rows[0]?.at ?? null;
};

export interface StateRow {
  tenantId: number;
  dispatchId: string;
  sentAt: string;
  isOld: boolean;
  body: unknown;
}

/** The newest copy of each sender. */
export const listReceivedStates = async (
  tdb: TenantDb,
  tenantId: number,
  { topic, year, staleDays }: { topic: string; year: number | null; staleDays: number },
): Promise<StateRow[]> => {
  const { rows } = await sql<StateRow>`
    select distinct on (d.tenant_id) d.tenant_id, d.id as dispatch_id, d.dispatched_at as sent_at,
      d.dispatched_at < now() - make_interval(days => ${staleDays}::int) as is_old, d.body
    from dispatch d where d.addressee_tenant_id = ${tenantId} and d.kind = 'work_state' and d.dispatched_at is not null
      and d.body ->> 'topic' = ${topic} and (${year}::int is null or (d.body ->> 'year')::int = ${year})
    order by d.tenant_id, d.dispatched_at desc, d.id desc limit 5000`.execute(tdb);
  return rows;
};

export interface DigitalLevelFacts {
  subjectTenantId: number;
  level: string;
  awardedOn: string;
  validUntil: string | null;
  awarderName: string;
  documentNumber: string | null;
  standing: 'valid' | 'expiring' | 'expired';
}

/** Levels of digital archives that were not withdrawn, the last given first. */
export const listDigitalLevels = async (
  tdb: TenantDb,
  tenantId: number,
  warningDays: number,
): Promise<DigitalLevelFacts[]> => {
  const { rows } = await sql<DigitalLevelFacts>`
    select r.subject_tenant_id, r.level, r.awarded_on, r.valid_until, r.awarder_name, r.document_number,
      case when r.valid_until < ${today} then 'expired' when r.valid_until <= ${today} + ${warningDays}::int then 'expiring'
        else 'valid' end as standing
    from rating r where r.tenant_id = ${tenantId} and r.rating_kind = 'digital_archive' and r.state <> 'withdrawn'
    order by r.awarded_on desc, r.id desc limit 10000`.execute(tdb);
  return rows;
};

const unanswered = sql.raw(`not exists (select 1 from dispatch r where r.tenant_id = d.addressee_tenant_id
  and r.addressee_tenant_id = d.tenant_id and r.in_reply_to = d.id and r.dispatched_at is not null)`);

export interface OpenCallRow {
  id: string;
  senderTenantId: number;
  senderName: string;
  addresseeTenantId: number;
  dueOn: string;
  isLate: boolean;
  note: string;
}

/** Calls of a kind that wait for a report: those that were sent from here, or those that came. */
export const listOpenCalls = async (
  tdb: TenantDb,
  tenantId: number,
  { kind, side }: { kind: 'checks_call' | 'safety_call'; side: 'sent' | 'received' },
): Promise<OpenCallRow[]> => {
  const whose = side === 'sent' ? sql`d.tenant_id = ${tenantId}` : sql`d.addressee_tenant_id = ${tenantId}`;
  const { rows } = await sql<OpenCallRow>`
    select d.id, d.tenant_id as sender_tenant_id, d.sender_name, d.addressee_tenant_id, d.due_on, ${isLate('d.due_on')} as is_late,
      d.body ->> 'note' as note
    from dispatch d where ${whose} and d.kind = ${kind} and d.dispatched_at is not null and d.due_on is not null and ${unanswered}
    order by d.dispatched_at desc, d.id desc limit 5000`.execute(tdb);
  return rows;
};
