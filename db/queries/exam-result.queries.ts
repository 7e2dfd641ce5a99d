import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* What was handed in to an exam: papers of other tenants, addressed to its owner. Nothing else of theirs is read. */

export interface ExamResultRow {
  id: string;
  unitName: string;
  personName: string;
  number: number;
  score: number;
  isPassed: boolean;
  startedAt: string;
  handedInAt: string;
  endedBy: string;
}
export interface ExamResultFilter {
  examId: string;
  q?: string | undefined;
  passed?: boolean | undefined;
}

/** The literal predicate: handed in, to this tenant, for this exam. */
const received = (tenantId: number, examId: string): RawBuilder<unknown> =>
  sql`a.addressee_tenant_id = ${tenantId} and a.exam_id = ${examId}::uuid and a.dispatched_at is not null`;

const filtered = (tenantId: number, { examId, q, passed }: ExamResultFilter): RawBuilder<unknown> =>
  sql`${received(tenantId, examId)} and (${passed ?? null}::boolean is null or a.is_passed = ${passed ?? null})
    and (${q ?? null}::text is null or a.person_name ilike ${q === undefined ? null : containing(q)}
      or a.unit_name ilike ${q === undefined ? null : containing(q)})`;

/** The best first; of equal ones the earlier. */
export const listExamResults = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ExamResultFilter,
  page: { cursor: [number, string] | undefined; direction: Walk; limit: number },
): Promise<ExamResultRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (-a.score, a.id) ${sql.raw(beyond('asc', direction))} (${-cursor[0]}::numeric, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<ExamResultRow>`select a.id, a.unit_name, a.person_name, a.number, a.score::float8 as score, a.is_passed,
      a.started_at, a.dispatched_at as handed_in_at, a.ended_by
    from exam_attempt a where ${filtered(tenantId, filter)} ${past}
    order by -a.score ${order}, a.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countExamResults = async (tdb: TenantDb, tenantId: number, filter: ExamResultFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from exam_attempt a where ${filtered(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

/** The best paper of each person. */
const best = (tenantId: number, examId: string): RawBuilder<unknown> => sql`(
  select distinct on (a.tenant_id, a.account_id) a.tenant_id, a.account_id, a.unit_name, a.person_name, a.score, a.total_points,
    a.is_passed, a.dispatched_at, a.started_at, a.id
  from exam_attempt a where ${received(tenantId, examId)}
  order by a.tenant_id, a.account_id, a.score desc, a.dispatched_at, a.id)`;

export interface ExamTotalsRow {
  handedIn: number;
  people: number;
  passed: number;
  average: number | null;
  best: number | null;
}
export const readExamTotals = async (tdb: TenantDb, tenantId: number, examId: string): Promise<ExamTotalsRow> => {
  const { rows } = await sql<ExamTotalsRow>`select
      (select count(*)::int from exam_attempt a where ${received(tenantId, examId)}) as handed_in,
      count(*)::int as people, count(*) filter (where b.is_passed)::int as passed,
      round(avg(b.score), 1)::float8 as average, max(b.score)::float8 as best
    from ${best(tenantId, examId)} b`.execute(tdb);
  return rows[0] ?? { handedIn: 0, people: 0, passed: 0, average: null, best: null };
};

export interface UnitResultRow {
  unitName: string;
  people: number;
  passed: number;
  average: number | null;
}
/** Every unit that was invited or has handed in, those without a paper too. */
export const listUnitResults = async (tdb: TenantDb, tenantId: number, examId: string): Promise<UnitResultRow[]> => {
  const { rows } = await sql<UnitResultRow>`
    with invited as (select d.addressee_tenant_id as unit_id, d.addressee_name as name from dispatch d
        where d.tenant_id = ${tenantId} and d.kind = 'exam_invitation' and d.object_id = ${examId}::uuid),
      sat as (select b.tenant_id as unit_id, max(b.unit_name) as name, count(*)::int as people,
        count(*) filter (where b.is_passed)::int as passed, round(avg(b.score), 1)::float8 as average
        from ${best(tenantId, examId)} b group by b.tenant_id)
    select coalesce(i.name, s.name) as unit_name, coalesce(s.people, 0) as people, coalesce(s.passed, 0) as passed, s.average
    from invited i full join sat s using (unit_id)
    order by coalesce(s.people, 0) = 0, s.average desc nulls last, coalesce(i.name, s.name), unit_id limit 3000`.execute(
    tdb,
  );
  return rows;
};

export interface QuestionResultRow {
  questionId: string;
  version: number;
  said: unknown;
  asked: number;
  right: number;
}
/** 各题正确率, the hardest first. Questions that nobody was asked are left out. */
export const listQuestionResults = async (
  tdb: TenantDb,
  tenantId: number,
  examId: string,
): Promise<QuestionResultRow[]> => {
  const { rows } = await sql<QuestionResultRow>`
    select i.question_id, i.version, i.said, m.asked, m.right from (
      select (one ->> 'questionId')::uuid as question_id, count(*)::int as asked,
        count(*) filter (where (one ->> 'isRight')::boolean)::int as right
      from exam_attempt a cross join lateral jsonb_array_elements(a.marks) one
      where ${received(tenantId, examId)} group by 1) m
    join exam_item i on i.tenant_id = ${tenantId} and i.exam_id = ${examId}::uuid and i.question_id = m.question_id
    order by m.right::float8 / m.asked, i.question_id limit 2000`.execute(tdb);
  return rows;
};

export interface PassedRow {
  examId: string;
  sessionId: string | null;
  unitTenantId: number;
  unitName: string;
  accountId: string;
  personName: string;
  score: number;
  totalPoints: number;
  passedOn: string;
}
/** Who passed an exam, or any exam of a session: once an exam and person, on the day of the first paper that passed. */
export const listPassedRows = async (
  tdb: TenantDb,
  tenantId: number,
  of: { examId?: string | undefined; sessionId?: string | undefined },
): Promise<PassedRow[]> => {
  const { rows } = await sql<PassedRow>`
    select distinct on (a.exam_id, a.tenant_id, a.account_id) a.exam_id, e.session_id, a.tenant_id as unit_tenant_id, a.unit_name,
      a.account_id, a.person_name, a.score::float8 as score, a.total_points::float8 as total_points,
      (a.dispatched_at at time zone 'Asia/Shanghai')::date as passed_on
    from exam_attempt a join exam e on e.tenant_id = ${tenantId} and e.id = a.exam_id
    where a.addressee_tenant_id = ${tenantId} and a.dispatched_at is not null and a.is_passed
      and (${of.examId ?? null}::uuid is null or e.id = ${of.examId ?? null}::uuid)
      and (${of.sessionId ?? null}::uuid is null or e.session_id = ${of.sessionId ?? null}::uuid)
    order by a.exam_id, a.tenant_id, a.account_id, a.dispatched_at, a.id limit 20000`.execute(tdb);
  return rows;
};

export interface RankedRow {
  unitName: string;
  personName: string;
  score: number;
}
/** The people of an exam by rank: more points first, of equal ones who needed less time. */
export const listRanked = async (tdb: TenantDb, tenantId: number, examId: string): Promise<RankedRow[]> => {
  const { rows } = await sql<RankedRow>`select b.unit_name, b.person_name, b.score::float8 as score
    from ${best(tenantId, examId)} b
    order by b.score desc, b.dispatched_at - b.started_at, b.id limit 20000`.execute(tdb);
  return rows;
};
