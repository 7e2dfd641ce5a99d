import { type RawBuilder, sql } from 'kysely';
import { FEWEST_ANONYMOUS } from '@/server/domain/assessment/questionnaire-vocabulary';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 人才推荐: sent as a dispatch by the unit, voted on by a questionnaire, decided in a row of the office. */

export interface NominationRow {
  dispatchId: string;
  subjectTenantId: number;
  subjectName: string;
  workUnit: string;
  scheme: string;
  personName: string;
  post: string;
  jobTitle: string;
  merits: string;
  year: number;
  submittedAt: string;
  submittedBy: string;
  awards: unknown;
  questionnaireId: string | null;
  votes: number | null;
  result: string | null;
  reason: string | null;
  termEnd: string | null;
  decidedOn: string | null;
  decidedByName: string | null;
  standing: string;
}

const received = (tenantId: number): RawBuilder<unknown> => sql`(
  select d.id as dispatch_id, d.tenant_id as subject_tenant_id, d.sender_name as subject_name,
    coalesce(d.body ->> 'workUnit', d.sender_name) as work_unit, d.body ->> 'scheme' as scheme,
    d.body ->> 'personName' as person_name, d.body ->> 'post' as post, d.body ->> 'jobTitle' as job_title,
    d.body ->> 'merits' as merits, (d.body ->> 'year')::int as year, d.body ->> 'submittedBy' as submitted_by,
    d.dispatched_at as submitted_at, n.questionnaire_id, n.candidate, n.result, n.reason, n.term_end, n.decided_on,
    n.decided_by_name, case when n.result is not null then n.result when n.questionnaire_id is null then 'received'
      when q.state = 'open' and q.closes_on >= ${today} then 'voting' else 'counted' end as standing
  from dispatch d left join talent_nomination n on n.tenant_id = ${tenantId} and n.dispatch_id = d.id
    left join questionnaire q on q.tenant_id = ${tenantId} and q.id = n.questionnaire_id
  where d.addressee_tenant_id = ${tenantId} and d.kind = 'talent_nomination' and d.dispatched_at is not null)`;

/** Votes stay hidden while the units are asked, and where too few answered for their answers to be nobody's. */
const full = (tenantId: number): RawBuilder<unknown> => sql`d.*,
  (select coalesce(jsonb_agg(jsonb_build_object('contest', c.title, 'rank', e.rank, 'award', e.award) order by c.held_on desc, c.id), '[]')
    from contest_entry e join contest c on c.tenant_id = e.tenant_id and c.id = e.contest_id
    where e.tenant_id = ${tenantId} and e.unit_name = d.work_unit and e.entrant_name = d.person_name) as awards,
  (select case when d.standing <> 'voting' and count(*) >= ${FEWEST_ANONYMOUS}::int
      then count(*) filter (where r.answers -> 0 ->> 'choice' = d.candidate)::int end
    from questionnaire_return r where r.tenant_id = ${tenantId} and r.questionnaire_id = d.questionnaire_id) as votes`;

export interface NominationFilter {
  scheme?: string | undefined;
  standing?: string | undefined;
  year?: number | undefined;
  q?: string | undefined;
}
const conditions = ({ scheme, standing, year, q }: NominationFilter): RawBuilder<unknown> => {
  const pattern = q === undefined ? null : containing(q);
  return sql`(${scheme ?? null}::text is null or d.scheme = ${scheme ?? null})
    and (${standing ?? null}::text is null or d.standing = ${standing ?? null})
    and (${year ?? null}::int is null or d.year = ${year ?? null})
    and (${pattern}::text is null or d.person_name ilike ${pattern} or d.subject_name ilike ${pattern})`;
};

type Page = { cursor: [string, string] | undefined; direction: Walk; limit: number };

/** Newest first. */
export const listNominationRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: NominationFilter,
  page: Page,
): Promise<NominationRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (d.submitted_at, d.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<NominationRow>`select ${full(tenantId)} from ${received(tenantId)} d where ${conditions(filter)} ${past}
    order by d.submitted_at ${order}, d.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countNominationRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: NominationFilter,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${received(tenantId)} d where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

/** Nominations by their number, in the order of submission. Which of them were not sent here is seen by their absence. */
export const findNominations = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchIds: readonly string[],
): Promise<NominationRow[]> => {
  const { rows } = await sql<NominationRow>`select ${full(tenantId)} from ${received(tenantId)} d
    where d.dispatch_id = any (${dispatchIds as string[]}::uuid[]) order by d.submitted_at, d.dispatch_id limit 100`.execute(
    tdb,
  );
  return rows;
};

interface NominationKey {
  tenantId: number;
  id: string;
  dispatchId: string;
  subjectTenantId: number;
  subjectName: string;
  personName: string;
  scheme: string;
  year: number;
}

/** Puts nominations to the vote; answers how many. One that is decided or voted on already is left alone. */
export const insertCandidates = async (
  tdb: TenantDb,
  rows: readonly (NominationKey & { questionnaireId: string; candidate: string })[],
): Promise<number> => {
  const done = await tdb
    .insertInto('talentNomination')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['tenantId', 'dispatchId']).doNothing())
    .execute();
  return done.reduce((sum, one) => sum + Number(one.numInsertedOrUpdatedRows ?? 0), 0);
};

/** Answers whether it was decided now: a nomination is decided once. */
export const decideNominationRow = async (
  tdb: TenantDb,
  key: NominationKey,
  decision: {
    result: string;
    reason: string;
    termEnd: string | null;
    decidedOn: string;
    decidedBy: string;
    decidedByName: string;
  },
): Promise<boolean> => {
  const done = await tdb
    .insertInto('talentNomination')
    .values({ ...key, ...decision })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'dispatchId']).doUpdateSet(decision).where('talentNomination.result', 'is', null),
    )
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
};

export interface MyNominationRow {
  dispatchId: string;
  scheme: string;
  personName: string;
  post: string;
  officeName: string;
  submittedAt: string;
  decision: unknown;
  decidedAt: string | null;
}

/** The tenant's own nominations with what came of them, newest first. */
export const listMyNominationRows = async (tdb: TenantDb, tenantId: number, page: Page): Promise<MyNominationRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (d.dispatched_at, d.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<MyNominationRow>`
    select d.id as dispatch_id, d.body ->> 'scheme' as scheme, d.body ->> 'personName' as person_name, d.body ->> 'post' as post,
      d.addressee_name as office_name, d.dispatched_at as submitted_at, r.body as decision, r.dispatched_at as decided_at
    from dispatch d left join lateral (select r.body, r.dispatched_at from dispatch r where r.tenant_id = d.addressee_tenant_id
      and r.addressee_tenant_id = ${tenantId} and r.kind = 'talent_decision' and r.in_reply_to = d.id and r.dispatched_at is not null
      order by r.dispatched_at desc limit 1) r on true
    where d.tenant_id = ${tenantId} and d.kind = 'talent_nomination' ${past}
    order by d.dispatched_at ${order}, d.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};
