import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 题库: questions with their newest version, and all versions behind it. */

export interface ExamQuestionRow {
  id: string;
  said: unknown;
  state: string;
  version: number;
  createdByName: string;
  rowVersion: number;
  usedIn: number;
}
export interface ExamQuestionFilter {
  /** Normalised for search. */
  q?: string | undefined;
  kind?: string | undefined;
  topic?: string | undefined;
  difficulty?: string | undefined;
  state?: string | undefined;
}
export interface NewExamQuestion {
  id: string;
  kind: string;
  topic: string;
  difficulty: string;
  stem: string;
  fingerprint: string;
  searchText: string;
  said: unknown;
}

/** Questions and their first versions, all or none. */
export const insertExamQuestions = async (
  tdb: TenantDb,
  by: { tenantId: number; accountId: string; name: string },
  rows: readonly NewExamQuestion[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    with put as (
      insert into exam_question (tenant_id, id, kind, topic, difficulty, stem, fingerprint, search_text, created_by, created_by_name)
      select ${by.tenantId}::int, r.id, r.kind, r.topic, r.difficulty, r.stem, r.fingerprint, r."searchText", ${by.accountId}::uuid, ${by.name}
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, kind text, topic text, difficulty text, stem text, fingerprint text, "searchText" text)
    )
    insert into exam_question_version (tenant_id, question_id, version, said, by_account_id, by_name)
    select ${by.tenantId}::int, r.id, 1, r.said, ${by.accountId}::uuid, ${by.name}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, said jsonb)`.execute(tdb);
};

/** Which of the prints questions in use have already, and the questions that have them. */
export const findQuestionTwins = async (
  tdb: TenantDb,
  tenantId: number,
  prints: readonly string[],
): Promise<{ id: string; fingerprint: string; stem: string }[]> => {
  if (prints.length === 0) return [];
  return tdb
    .selectFrom('examQuestion')
    .select(['id', 'fingerprint', 'stem'])
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'current')
    .where(sql<boolean>`fingerprint = any (${prints as string[]}::text[])`)
    .orderBy('id')
    .execute();
};

const filtered = (tenantId: number, filter: ExamQuestionFilter): RawBuilder<unknown> => sql`q.tenant_id = ${tenantId}
  and (${filter.kind ?? null}::text is null or q.kind = ${filter.kind ?? null})
  and (${filter.topic ?? null}::text is null or q.topic = ${filter.topic ?? null})
  and (${filter.difficulty ?? null}::text is null or q.difficulty = ${filter.difficulty ?? null})
  and (${filter.state ?? null}::text is null or q.state = ${filter.state ?? null})
  and (${filter.q ?? null}::text is null or q.search_text like ${filter.q === undefined ? null : containing(filter.q)})`;

const COLUMNS = sql`q.id, v.said, q.state, q.version, q.created_by_name, q.row_version,
  (select count(*)::int from exam_item i where i.tenant_id = q.tenant_id and i.question_id = q.id) as used_in`;
const FROM = sql`exam_question q join exam_question_version v
  on v.tenant_id = q.tenant_id and v.question_id = q.id and v.version = q.version`;

/** Newest first. */
export const listExamQuestions = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ExamQuestionFilter,
  page: { cursor: string | undefined; direction: Walk; limit: number },
): Promise<ExamQuestionRow[]> => {
  const order = sql.raw(walkOrder('desc', page.direction));
  const past = page.cursor ? sql`and q.id ${sql.raw(beyond('desc', page.direction))} ${page.cursor}::uuid` : sql``;
  const { rows } = await sql<ExamQuestionRow>`select ${COLUMNS} from ${FROM} where ${filtered(tenantId, filter)} ${past}
    order by q.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countExamQuestions = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ExamQuestionFilter,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from exam_question q where ${filtered(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findExamQuestion = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<ExamQuestionRow | undefined> => {
  const { rows } = await sql<ExamQuestionRow>`select ${COLUMNS} from ${FROM}
    where q.tenant_id = ${tenantId} and q.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};

export const lockExamQuestion = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<{ id: string; state: string; version: number; rowVersion: number } | undefined> =>
  tdb
    .selectFrom('examQuestion')
    .select(['id', 'state', 'version', 'rowVersion'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** A correction: a version more. Whoever was asked the old one was asked the old one. */
export const addQuestionVersion = async (
  tdb: TenantDb,
  by: { tenantId: number; accountId: string; name: string },
  change: NewExamQuestion & { version: number; reason: string },
): Promise<void> => {
  const { id, version, said, reason, kind, topic, difficulty, stem, fingerprint, searchText } = change;
  await tdb
    .insertInto('examQuestionVersion')
    .values({
      tenantId: by.tenantId,
      questionId: id,
      version,
      said: JSON.stringify(said),
      reason,
      byAccountId: by.accountId,
      byName: by.name,
    })
    .execute();
  await tdb
    .updateTable('examQuestion')
    .set({ kind, topic, difficulty, stem, fingerprint, searchText, version })
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', by.tenantId)
    .where('id', '=', id)
    .execute();
};

export const setQuestionState = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  state: string,
): Promise<void> => {
  await tdb
    .updateTable('examQuestion')
    .set({ state })
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface QuestionVersionRow {
  version: number;
  said: unknown;
  reason: string | null;
  byName: string;
  at: string;
}
export const listQuestionVersions = (
  tdb: TenantDb,
  tenantId: number,
  questionId: string,
): Promise<QuestionVersionRow[]> =>
  tdb
    .selectFrom('examQuestionVersion')
    .select(['version', 'said', 'reason', 'byName', 'at'])
    .where('tenantId', '=', tenantId)
    .where('questionId', '=', questionId)
    .orderBy('version', 'desc')
    .limit(500)
    .execute();

export interface TopicCountRow {
  topic: string;
  kind: string;
  difficulty: string;
  count: number;
}
/** How many questions in use there are of each topic, kind and difficulty: what a rule can draw from. */
export const countByTopic = async (tdb: TenantDb, tenantId: number): Promise<TopicCountRow[]> => {
  const { rows } = await sql<TopicCountRow>`select topic, kind, difficulty, count(*)::int as count
    from exam_question where tenant_id = ${tenantId} and state = 'current'
    group by topic, kind, difficulty order by topic, kind, difficulty limit 5000`.execute(tdb);
  return rows;
};

export interface PoolQuestionRow {
  id: string;
  kind: string;
  topic: string;
  difficulty: string;
}
/** Questions in use that a rule may draw, by age, so that a pool is the same however it is read. */
export const listPoolQuestions = async (
  tdb: TenantDb,
  tenantId: number,
  rule: { kind: string; topic: string | null; difficulty: string | null },
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select id from exam_question
    where tenant_id = ${tenantId} and state = 'current' and kind = ${rule.kind}
      and (${rule.topic}::text is null or topic = ${rule.topic})
      and (${rule.difficulty}::text is null or difficulty = ${rule.difficulty})
    order by id limit ${limit}`.execute(tdb);
  return rows.map((row) => row.id);
};

export interface CurrentQuestionRow {
  id: string;
  state: string;
  version: number;
  said: unknown;
}
/** Questions by their ids, in their newest version. */
export const listCurrentQuestions = async (
  tdb: TenantDb,
  tenantId: number,
  ids: readonly string[],
): Promise<CurrentQuestionRow[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<CurrentQuestionRow>`select q.id, q.state, q.version, v.said from ${FROM}
    where q.tenant_id = ${tenantId} and q.id = any (${ids as string[]}::uuid[]) order by q.id`.execute(tdb);
  return rows;
};
