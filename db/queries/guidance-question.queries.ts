import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { isLate } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 咨询答复: threads of dispatches that share the question's number. Either side reads those that it sent or received. */

export interface QuestionRow {
  id: string;
  /** The last question of the thread: an answer replies to it. */
  lastQuestionId: string;
  lastAnswerId: string | null;
  unitTenantId: number;
  officeTenantId: number;
  title: string;
  unitName: string;
  officeName: string;
  about: string;
  aboutId: string | null;
  aboutLabel: string | null;
  state: string;
  askedAt: string;
  dueOn: string | null;
  isOverdue: boolean;
  replyNumber: string | null;
}

const OF_THREAD = sql`('question', 'answer', 'receipt')`;

/** One line a thread, by its first question and its newest steps. */
const threads = (tenantId: number): RawBuilder<unknown> => sql`(
  select r.object_id as id, q.id as last_question_id, a.id as last_answer_id, r.tenant_id as unit_tenant_id,
    r.addressee_tenant_id as office_tenant_id, r.title, r.sender_name as unit_name, r.addressee_name as office_name,
    r.body ->> 'about' as about, (r.body ->> 'aboutId')::uuid as about_id, r.body ->> 'aboutLabel' as about_label,
    r.body ->> 'words' as words, case l.kind when 'question' then 'open' when 'answer' then 'answered' else 'closed' end as state,
    r.dispatched_at as asked_at, q.due_on, l.kind = 'question' and ${isLate('q.due_on')} as is_overdue,
    a.document_number as reply_number
  from dispatch r
  cross join lateral (select m.kind from dispatch m where m.object_id = r.object_id and m.kind in ${OF_THREAD}
    and m.dispatched_at is not null and ${tenantId} in (m.tenant_id, m.addressee_tenant_id)
    order by m.dispatched_at desc, m.id desc limit 1) l
  cross join lateral (select m.id, m.due_on from dispatch m where m.object_id = r.object_id and m.kind = 'question'
    and m.dispatched_at is not null and ${tenantId} in (m.tenant_id, m.addressee_tenant_id)
    order by m.dispatched_at desc, m.id desc limit 1) q
  left join lateral (select m.id, m.document_number from dispatch m where m.object_id = r.object_id and m.kind = 'answer'
    and m.dispatched_at is not null and ${tenantId} in (m.tenant_id, m.addressee_tenant_id)
    order by m.dispatched_at desc, m.id desc limit 1) a on true
  where r.kind = 'question' and r.in_reply_to is null and r.object_id is not null and r.dispatched_at is not null
    and ${tenantId} in (r.tenant_id, r.addressee_tenant_id))`;
const COLUMNS = sql`t.id, t.last_question_id, t.last_answer_id, t.unit_tenant_id, t.office_tenant_id, t.title, t.unit_name,
  t.office_name, t.about, t.about_id, t.about_label, t.state, t.asked_at, t.due_on, t.is_overdue, t.reply_number`;

export interface QuestionFilter {
  side: 'asked' | 'received';
  state?: string | undefined;
  q?: string | undefined;
}

const conditions = (tenantId: number, { side, state, q }: QuestionFilter): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [
    side === 'asked' ? sql`t.unit_tenant_id = ${tenantId}` : sql`t.office_tenant_id = ${tenantId}`,
  ];
  if (state) parts.push(state === 'overdue' ? sql`t.is_overdue` : sql`t.state = ${state}`);
  if (q) {
    const pattern = containing(q);
    parts.push(
      sql`(t.title ilike ${pattern} or t.words ilike ${pattern} or t.unit_name ilike ${pattern} or t.reply_number ilike ${pattern})`,
    );
  }
  return sql.join(parts, sql` and `);
};

/** Newest first. */
export const listQuestionRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: QuestionFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<QuestionRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (t.asked_at, t.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<QuestionRow>`select ${COLUMNS} from ${threads(tenantId)} t
    where ${conditions(tenantId, filter)} ${past}
    order by t.asked_at ${order}, t.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countQuestionRows = async (tdb: TenantDb, tenantId: number, filter: QuestionFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${threads(tenantId)} t where ${conditions(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};

export const findQuestion = async (
  tdb: TenantDb,
  tenantId: number,
  questionId: string,
): Promise<QuestionRow | undefined> => {
  const { rows } = await sql<QuestionRow>`select ${COLUMNS} from ${threads(tenantId)} t
    where t.id = ${questionId}::uuid limit 1`.execute(tdb);
  return rows[0];
};

export interface QuestionStepRow {
  dispatchId: string;
  kind: string;
  senderName: string;
  at: string;
  body: unknown;
  documentNumber: string | null;
}

/** Oldest first. */
export const listQuestionSteps = (tdb: TenantDb, tenantId: number, questionId: string): Promise<QuestionStepRow[]> =>
  tdb
    .selectFrom('dispatch')
    .select(['id as dispatchId', 'kind', 'senderName', 'body', 'documentNumber'])
    .select(sql<string>`dispatched_at`.as('at'))
    .where('objectId', '=', questionId)
    .where('kind', 'in', ['question', 'answer', 'receipt'])
    .where('dispatchedAt', 'is not', null)
    .where((eb) => eb.or([eb('tenantId', '=', tenantId), eb('addresseeTenantId', '=', tenantId)]))
    .orderBy('dispatchedAt')
    .orderBy('id')
    .limit(200)
    .execute();

/** The name of what a question is about, when it is this tenant's, or was sent to it. */
export const findQuestionSubject = async (
  tdb: TenantDb,
  tenantId: number,
  about: string,
  id: string,
): Promise<string | null> => {
  const { rows } = await sql<{ label: string }>`
    select '归档范围和保管期限表第' || s.version_number || '版' as label from retention_schedule s
      where ${about} = 'retention_schedule' and s.tenant_id = ${tenantId} and s.id = ${id}::uuid
    union all
    select b.batch_number || ' ' || b.name from digitisation_batch b
      where ${about} = 'digitisation_batch' and b.tenant_id = ${tenantId} and b.id = ${id}::uuid
    union all
    select i.title from archive_item i where ${about} = 'archive_item' and i.tenant_id = ${tenantId} and i.id = ${id}::uuid
    union all
    select b.batch_number from transfer_batch b
      where ${about} = 'transfer_batch' and b.tenant_id = ${tenantId} and b.id = ${id}::uuid
    union all
    select d.title from dispatch d where ${about} = 'finding' and d.kind = 'finding' and d.dispatched_at is not null
      and d.addressee_tenant_id = ${tenantId} and d.id = ${id}::uuid
    limit 1`.execute(tdb);
  return rows[0]?.label ?? null;
};

export const insertReply = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    questionId: string;
    dispatchId: string;
    replyNumber: string;
    subjectTenantId: number;
    subjectName: string;
    title: string;
    repliedOn: string;
    repliedBy: string;
    repliedByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('guidanceReply').values(row).execute();
};

export interface ReplyRow {
  id: string;
  subjectName: string;
  isPublished: boolean;
}

const replies = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('guidanceReply as r')
    .select(['r.id', 'r.subjectName'])
    .select(
      sql<boolean>`exists (select 1 from knowledge_entry k where k.tenant_id = r.tenant_id and k.reply_id = r.id)`.as(
        'isPublished',
      ),
    )
    .where('r.tenantId', '=', tenantId);

export const findReply = (tdb: TenantDb, tenantId: number, replyId: string): Promise<ReplyRow | undefined> =>
  replies(tdb, tenantId).where('r.id', '=', replyId).executeTakeFirst();

/** The newest reply to a question. */
export const findNewestReply = (tdb: TenantDb, tenantId: number, questionId: string): Promise<ReplyRow | undefined> =>
  replies(tdb, tenantId)
    .where('r.questionId', '=', questionId)
    .orderBy('r.createdAt', 'desc')
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst();
