import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 考试, as its owner sees it. */

export interface ExamRow {
  id: string;
  title: string;
  purpose: string;
  paperId: string;
  paperTitle: string;
  sessionId: string | null;
  sessionTitle: string | null;
  opensAt: string;
  closesAt: string;
  minutes: number;
  attempts: number;
  questionCount: number;
  totalPoints: number;
  passPoints: number;
  includesOwn: boolean;
  unitCount: number;
  state: string;
  createdByName: string;
  rowVersion: number;
  /** The database's clock, by which the phase is told. */
  now: string;
}
export interface ExamFilter {
  q?: string | undefined;
  purpose?: string | undefined;
}

const COLUMNS = sql`e.id, e.title, e.purpose, e.paper_id, p.title as paper_title, e.session_id, s.title as session_title,
  e.opens_at, e.closes_at, e.minutes, e.attempts, e.question_count, e.total_points::float8 as total_points,
  e.pass_points::float8 as pass_points, e.includes_own, e.unit_count, e.state, e.created_by_name, e.row_version, now() as now`;
const FROM = sql`exam e join exam_paper p on p.tenant_id = e.tenant_id and p.id = e.paper_id
  left join course_session s on s.tenant_id = e.tenant_id and s.id = e.session_id`;

const filtered = (tenantId: number, filter: ExamFilter): RawBuilder<unknown> => sql`e.tenant_id = ${tenantId}
  and (${filter.purpose ?? null}::text is null or e.purpose = ${filter.purpose ?? null})
  and (${filter.q ?? null}::text is null or e.title ilike ${filter.q === undefined ? null : containing(filter.q)})`;

/** The latest first. */
export const listExams = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ExamFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ExamRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (e.opens_at, e.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ExamRow>`select ${COLUMNS} from ${FROM} where ${filtered(tenantId, filter)} ${past}
    order by e.opens_at ${order}, e.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countExams = async (tdb: TenantDb, tenantId: number, filter: ExamFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from exam e where ${filtered(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findExam = async (tdb: TenantDb, tenantId: number, id: string): Promise<ExamRow | undefined> => {
  const { rows } = await sql<ExamRow>`select ${COLUMNS} from ${FROM}
    where e.tenant_id = ${tenantId} and e.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};

export interface NewExam {
  tenantId: number;
  id: string;
  title: string;
  purpose: string;
  paperId: string;
  sessionId: string | null;
  lines: unknown;
  shuffles: boolean;
  halves: boolean;
  questionCount: number;
  totalPoints: number;
  passPoints: number;
  opensAt: string;
  closesAt: string;
  minutes: number;
  attempts: number;
  includesOwn: boolean;
  ownPeople: unknown;
  unitCount: number;
  createdBy: string;
  createdByName: string;
}
export const insertExam = async (tdb: TenantDb, row: NewExam): Promise<void> => {
  await tdb
    .insertInto('exam')
    .values({
      ...row,
      lines: JSON.stringify(row.lines),
      ownPeople: row.ownPeople === null ? null : JSON.stringify(row.ownPeople),
      totalPoints: String(row.totalPoints),
      passPoints: String(row.passPoints),
    })
    .execute();
};

/** Freezes the questions of an exam in the version that they have now. */
export const freezeQuestions = async (
  tdb: TenantDb,
  key: { tenantId: number; examId: string },
  questionIds: readonly string[],
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`with put as (
    insert into exam_item (tenant_id, exam_id, question_id, version, said)
    select q.tenant_id, ${key.examId}::uuid, q.id, q.version, v.said
    from exam_question q join exam_question_version v on v.tenant_id = q.tenant_id and v.question_id = q.id and v.version = q.version
    where q.tenant_id = ${key.tenantId} and q.id = any (${questionIds as string[]}::uuid[]) returning 1)
    select count(*)::int as n from put`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** Other times for an exam that was not cancelled. Answers whether the version was the given one. */
export const moveExamRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  window: { opensAt: string; closesAt: string },
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('exam')
    .set(window)
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'published')
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

export const cancelExamRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('exam')
    .set({ state: 'cancelled' })
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'published')
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

export interface SessionPersonRow {
  unitTenantId: number;
  accountId: string | null;
  personName: string;
}
/** Who is on the list of a session. */
export const listSessionPeople = (tdb: TenantDb, tenantId: number, sessionId: string): Promise<SessionPersonRow[]> =>
  tdb
    .selectFrom('courseAttendance')
    .select(['unitTenantId', 'accountId', 'personName'])
    .where('tenantId', '=', tenantId)
    .where('sessionId', '=', sessionId)
    .orderBy('id')
    .limit(20_000)
    .execute();
