import { sql } from 'kysely';
import type { SystemDb, TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/*
 * 答卷. An exam of another tenant is read through two functions of the database, for who was invited; the paper and its
 * answers are rows of the person's own tenant.
 */

export interface OfferedExamRow {
  examId: string;
  ownerTenantId: number;
  ownerName: string;
  dispatchId: string | null;
  title: string;
  purpose: string;
  opensAt: string;
  closesAt: string;
  minutes: number;
  attempts: number;
  passPoints: number;
  totalPoints: number;
  questionCount: number;
  state: string;
  shuffles: boolean;
  halves: boolean;
  /** Only of one exam that was asked for. */
  lines: unknown;
  /** Who of the tenant it is for; null for everybody. */
  people: unknown;
  now: string;
}

const OFFERED = sql`o.exam_id, o.owner_tenant_id, o.owner_name, o.dispatch_id, o.title, o.purpose, o.opens_at, o.closes_at, o.minutes,
  o.attempts, o.pass_points::float8 as pass_points, o.total_points::float8 as total_points, o.question_count, o.state, o.shuffles,
  o.halves, o.lines, coalesce(o.own_people, (select nullif(d.body -> 'people', 'null'::jsonb) from dispatch d
    where d.tenant_id = o.owner_tenant_id and d.id = o.dispatch_id)) as people, now() as now`;

/** Exams that people of this tenant may sit, the latest first. */
export const listOfferedExams = async (
  tdb: TenantDb,
  person: { accountId: string; name: string },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<OfferedExamRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (x.opens_at, x.exam_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<OfferedExamRow>`select x.* from (select ${OFFERED} from exams_offered(null) o) x
    where (x.people is null or exists (select 1 from jsonb_array_elements(x.people) p where p ->> 'accountId' = ${person.accountId}
      or (p ->> 'accountId' is null and p ->> 'personName' = ${person.name}))) ${past}
    order by x.opens_at ${order}, x.exam_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const findOfferedExam = async (tdb: TenantDb, examId: string): Promise<OfferedExamRow | undefined> => {
  const { rows } = await sql<OfferedExamRow>`select ${OFFERED} from exams_offered(${examId}::uuid) o`.execute(tdb);
  return rows[0];
};

/** Questions of an exam as they were frozen. */
export const listOfferedItems = async (
  tdb: TenantDb,
  examId: string,
  questionIds: readonly string[],
): Promise<{ questionId: string; version: number; said: unknown }[]> => {
  const { rows } = await sql<{ questionId: string; version: number; said: unknown }>`
    select question_id, version, said from exam_items_offered(${examId}::uuid, ${questionIds as string[]}::uuid[])`.execute(
    tdb,
  );
  return rows;
};

/** Serialises what one person does about one exam; ends with the transaction. */
export const lockSitting = async (tdb: TenantDb, examId: string, accountId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exam:${examId}:${accountId}`}, 0))`.execute(tdb);
};

export interface AttemptRow {
  id: string;
  ownerTenantId: number;
  examId: string;
  accountId: string;
  personName: string;
  number: number;
  seed: string;
  paper: unknown;
  startedAt: string;
  endsAt: string;
  handedInAt: string | null;
  endedBy: string | null;
  score: number | null;
  totalPoints: number;
  isPassed: boolean | null;
  marks: unknown;
  now: string;
  /** Past its time, and past the seconds that the network is given. */
  isDue: boolean;
}

const ATTEMPT = (
  graceSeconds: number,
) => sql`a.id, a.addressee_tenant_id as owner_tenant_id, a.exam_id, a.account_id, a.person_name,
  a.number, a.seed, a.paper, a.started_at, a.ends_at, a.dispatched_at as handed_in_at, a.ended_by, a.score::float8 as score,
  a.total_points::float8 as total_points, a.is_passed, a.marks, clock_timestamp()::timestamptz(3) as now,
  a.ends_at + make_interval(secs => ${graceSeconds}) < clock_timestamp() as is_due`;

/** One's own papers of some exams, oldest first. */
export const listAttempts = async (
  tdb: TenantDb,
  of: { tenantId: number; accountId: string; examIds: readonly string[] },
  graceSeconds: number,
): Promise<AttemptRow[]> => {
  if (of.examIds.length === 0) return [];
  const { rows } = await sql<AttemptRow>`select ${ATTEMPT(graceSeconds)} from exam_attempt a
    where a.tenant_id = ${of.tenantId} and a.account_id = ${of.accountId}::uuid and a.exam_id = any (${of.examIds as string[]}::uuid[])
    order by a.exam_id, a.number limit 2000`.execute(tdb);
  return rows;
};

export const findAttempt = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; accountId: string },
  graceSeconds: number,
): Promise<AttemptRow | undefined> => {
  const { rows } = await sql<AttemptRow>`select ${ATTEMPT(graceSeconds)} from exam_attempt a
    where a.tenant_id = ${key.tenantId} and a.id = ${key.id}::uuid and a.account_id = ${key.accountId}::uuid`.execute(
    tdb,
  );
  return rows[0];
};

/** The same, locked until the transaction ends: an answer and the handing in wait for each other. */
export const lockAttempt = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; accountId: string },
  graceSeconds: number,
): Promise<AttemptRow | undefined> => {
  const { rows } = await sql<AttemptRow>`select ${ATTEMPT(graceSeconds)} from exam_attempt a
    where a.tenant_id = ${key.tenantId} and a.id = ${key.id}::uuid and a.account_id = ${key.accountId}::uuid for update`.execute(
    tdb,
  );
  return rows[0];
};

/** Papers whose time is over and that nobody handed in, locked; those that somebody holds are left to them. */
export const lockDueAttempts = async (
  tdb: TenantDb,
  tenantId: number,
  graceSeconds: number,
  limit: number,
): Promise<AttemptRow[]> => {
  const { rows } = await sql<AttemptRow>`select ${ATTEMPT(graceSeconds)} from exam_attempt a
    where a.tenant_id = ${tenantId} and a.dispatched_at is null
      and a.ends_at + make_interval(secs => ${graceSeconds}) < clock_timestamp()
    order by a.ends_at, a.id limit ${limit} for update skip locked`.execute(tdb);
  return rows;
};

export interface NewAttempt {
  tenantId: number;
  id: string;
  ownerTenantId: number;
  examId: string;
  accountId: string;
  personName: string;
  unitName: string;
  number: number;
  seed: string;
  paper: unknown;
  minutes: number;
  closesAt: string;
  totalPoints: number;
}
/** Begins a paper now by the database's clock. It ends after its minutes, or with the exam. */
export const insertAttempt = async (tdb: TenantDb, row: NewAttempt): Promise<void> => {
  await sql`insert into exam_attempt (tenant_id, id, addressee_tenant_id, exam_id, account_id, person_name, unit_name, number, seed,
      paper, started_at, ends_at, total_points)
    values (${row.tenantId}, ${row.id}::uuid, ${row.ownerTenantId}, ${row.examId}::uuid, ${row.accountId}::uuid, ${row.personName},
      ${row.unitName}, ${row.number}, ${row.seed}, ${JSON.stringify(row.paper)}::jsonb, now(),
      least(now() + make_interval(mins => ${row.minutes}), ${row.closesAt}::timestamptz), ${row.totalPoints})`.execute(
    tdb,
  );
};

export interface AnswerRow {
  position: number;
  answer: unknown;
  sequence: number;
}
export const listAnswers = (tdb: TenantDb, tenantId: number, attemptId: string): Promise<AnswerRow[]> =>
  tdb
    .selectFrom('examAnswer')
    .select(['position', 'answer', 'sequence'])
    .where('tenantId', '=', tenantId)
    .where('attemptId', '=', attemptId)
    .orderBy('position')
    .execute();

/** Keeps answers, each only over an earlier one. Answers the sequences that stand then. */
export const putAnswers = async (
  tdb: TenantDb,
  key: { tenantId: number; attemptId: string },
  answers: readonly { position: number; answer: unknown; sequence: number }[],
): Promise<{ position: number; sequence: number }[]> => {
  if (answers.length === 0) return [];
  const sent = JSON.stringify(answers);
  await sql`insert into exam_answer (tenant_id, attempt_id, position, answer, sequence)
    select ${key.tenantId}::int, ${key.attemptId}::uuid, r.position, r.answer, r.sequence
    from json_to_recordset(${sent}::json) as r(position int, answer jsonb, sequence bigint)
    on conflict (tenant_id, attempt_id, position) do update
      set answer = excluded.answer, sequence = excluded.sequence, saved_at = now()
      where excluded.sequence > exam_answer.sequence`.execute(tdb);
  return tdb
    .selectFrom('examAnswer')
    .select(['position', 'sequence'])
    .where('tenantId', '=', key.tenantId)
    .where('attemptId', '=', key.attemptId)
    .where(
      'position',
      'in',
      answers.map((answer) => answer.position),
    )
    .orderBy('position')
    .execute();
};

export interface AttemptEnd {
  score: number;
  isPassed: boolean;
  marks: unknown;
  endedBy: string;
}
/** 交卷: from here on the exam's owner may read it, and nothing of it changes any more. */
export const endAttempt = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  end: AttemptEnd,
): Promise<void> => {
  await sql`update exam_attempt set dispatched_at = clock_timestamp(), score = ${end.score}, is_passed = ${end.isPassed},
      marks = ${JSON.stringify(end.marks)}::jsonb, ended_by = ${end.endedBy}
    where tenant_id = ${key.tenantId} and id = ${key.id}::uuid and dispatched_at is null`.execute(tdb);
};

/** Tenants with papers whose time is over, unless they are owed the handing in already. */
export const listTenantsWithDuePapers = async (
  sdb: SystemDb,
  graceSeconds: number,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where t.id in (select a.tenant_id from exam_attempt a where a.dispatched_at is null
        and a.ends_at < now() - make_interval(secs => ${graceSeconds}))
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'exam.hand-in-due' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};
