import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { hasClosed } from './lateness.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 问卷: what an office asks, what came back, and a unit's own mark that it has answered. */

export interface QuestionnaireRow {
  id: string;
  title: string;
  words: string;
  questions: unknown;
  isAnonymous: boolean;
  campaignTitle: string | null;
  closesOn: string;
  state: string;
  asked: number;
  returned: number;
  createdAt: string;
}

/** One that is past its day takes no more answers, whether somebody closed it or not. */
const listed = (tenantId: number): RawBuilder<unknown> => sql`(
  select q.id, q.title, q.words, q.questions, q.is_anonymous, c.title as campaign_title, q.closes_on, q.asked, q.created_at,
    case when ${hasClosed('q.closes_on')} then 'closed' else q.state end as state,
    (select count(*)::int from questionnaire_return r where r.tenant_id = ${tenantId} and r.questionnaire_id = q.id) as returned
  from questionnaire q
  left join inspection_campaign c on c.tenant_id = q.tenant_id and c.id = q.inspection_campaign_id
  where q.tenant_id = ${tenantId})`;

const inState = (state: string | undefined): RawBuilder<unknown> =>
  sql`(${state ?? null}::text is null or q.state = ${state ?? null})`;

/** Newest first. */
export const listQuestionnaireRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<QuestionnaireRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (q.created_at, q.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<QuestionnaireRow>`select q.* from ${listed(tenantId)} q where ${inState(filter.state)} ${past}
    order by q.created_at ${order}, q.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countQuestionnaireRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${listed(tenantId)} q where ${inState(filter.state)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findQuestionnaire = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<QuestionnaireRow | undefined> => {
  const { rows } = await sql<QuestionnaireRow>`select q.* from ${listed(tenantId)} q where q.id = ${id}::uuid`.execute(
    tdb,
  );
  return rows[0];
};

export const insertQuestionnaire = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    title: string;
    words: string;
    questions: unknown;
    isAnonymous: boolean;
    inspectionCampaignId: string | null;
    closesOn: string;
    asked: number;
    createdBy: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('questionnaire')
    .values({ ...row, questions: JSON.stringify(row.questions) })
    .execute();
};

/** Ends a questionnaire, once. Answers its title. */
export const closeQuestionnaireRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
): Promise<string | undefined> => {
  const row = await tdb
    .updateTable('questionnaire')
    .set({ state: 'closed' })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'open')
    .returning('title')
    .executeTakeFirst();
  return row?.title;
};

/** Units whose inspection in a campaign was held. */
export const listInspectedUnits = async (tdb: TenantDb, tenantId: number, campaignId: string): Promise<number[]> => {
  const rows = await tdb
    .selectFrom('inspection')
    .select('subjectTenantId')
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('campaignId', '=', campaignId)
    .where('state', '<>', 'cancelled')
    .orderBy('subjectTenantId')
    .limit(1000)
    .execute();
  return rows.map((row) => row.subjectTenantId);
};

/** What came back, in an order that tells nothing: by a random id. */
export const listReturns = (
  tdb: TenantDb,
  tenantId: number,
  questionnaireId: string,
): Promise<{ answers: unknown; subjectName: string | null }[]> =>
  tdb
    .selectFrom('questionnaireReturn')
    .select(['answers', 'subjectName'])
    .where('tenantId', '=', tenantId)
    .where('questionnaireId', '=', questionnaireId)
    .orderBy('id')
    .limit(2000)
    .execute();

/** Units that were asked and have not answered, by name. */
export const listSilentUnits = async (tdb: TenantDb, tenantId: number, questionnaireId: string): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select d.addressee_name as name from dispatch d
    where d.tenant_id = ${tenantId} and d.kind = 'questionnaire' and d.object_id = ${questionnaireId}::uuid
      and not exists (select 1 from questionnaire_receipt r where r.tenant_id = ${tenantId}
        and r.questionnaire_id = d.object_id and r.subject_tenant_id = d.addressee_tenant_id)
    order by d.addressee_name, d.id limit 2000`.execute(tdb);
  return rows.map((row) => row.name);
};

export interface ReceivedQuestionnaireRow {
  dispatchId: string;
  senderName: string;
  body: unknown;
  isPast: boolean;
  repliedAt: string | null;
  repliedByName: string | null;
  dispatchedAt: string;
}

const received = (tenantId: number): RawBuilder<unknown> => sql`(
  select d.id as dispatch_id, d.sender_name, d.body, ${hasClosed('d.due_on')} as is_past, r.replied_at,
    r.replied_by_name, d.dispatched_at
  from dispatch d left join questionnaire_reply r on r.tenant_id = ${tenantId} and r.dispatch_id = d.id
  where d.addressee_tenant_id = ${tenantId} and d.kind = 'questionnaire' and d.dispatched_at is not null)`;

/** Newest first. */
export const listReceivedRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedQuestionnaireRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`where (d.dispatched_at, d.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedQuestionnaireRow>`select d.* from ${received(tenantId)} d ${past}
    order by d.dispatched_at ${order}, d.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const findReceived = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<ReceivedQuestionnaireRow | undefined> => {
  const { rows } = await sql<ReceivedQuestionnaireRow>`select d.* from ${received(tenantId)} d
    where d.dispatch_id = ${dispatchId}::uuid`.execute(tdb);
  return rows[0];
};

export type ReturnOutcome = 'kept' | 'closed' | 'answered' | 'unknown';

/** Hands the answers of this tenant over the border, without its name where the questionnaire is anonymous. */
export const returnAnswers = async (tdb: TenantDb, dispatchId: string, answers: unknown): Promise<ReturnOutcome> => {
  const { rows } = await sql<{ outcome: ReturnOutcome }>`
    select return_questionnaire(${dispatchId}::uuid, ${JSON.stringify(answers)}::jsonb) as outcome`.execute(tdb);
  return rows[0]?.outcome ?? 'unknown';
};

export const insertReply = async (
  tdb: TenantDb,
  row: { tenantId: number; dispatchId: string; repliedBy: string; repliedByName: string },
): Promise<void> => {
  await tdb.insertInto('questionnaireReply').values(row).execute();
};
