import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 邀请专家: what the office asked, what units answered, and what was written down for those without a workspace. */

export interface ExpertInvitationRow {
  id: string;
  drawId: string;
  expertName: string;
  unitName: string;
  isSent: boolean;
  meetsOn: string;
  place: string;
  answer: string | null;
  answerWords: string;
  answeredOn: string | null;
  tasks: number;
  rowVersion: number;
}

/** An invitation with the first answer that came to it: a unit answers once. */
const answered = (tenantId: number): RawBuilder<unknown> => sql`(
  select i.id, i.draw_id, i.expert_id, i.expert_name, i.unit_name, i.dispatch_id is not null as is_sent, i.meets_on, i.place,
    coalesce(i.answer, r.body ->> 'answer') as answer,
    case when i.answer is null then coalesce(r.body ->> 'words', '') else i.answer_words end as answer_words,
    coalesce(i.answered_on, (r.dispatched_at at time zone 'Asia/Shanghai')::date) as answered_on, i.row_version, i.created_at
  from expert_invitation i left join lateral (select r.body, r.dispatched_at from dispatch r
    where r.addressee_tenant_id = ${tenantId} and r.kind = 'expert_answer' and r.in_reply_to = i.dispatch_id and r.dispatched_at is not null
    order by r.dispatched_at, r.id limit 1) r on i.dispatch_id is not null
  where i.tenant_id = ${tenantId})`;

/** The invitations of some draws, in the order of inviting. */
export const listDrawInvitations = async (
  tdb: TenantDb,
  tenantId: number,
  drawIds: readonly string[],
): Promise<ExpertInvitationRow[]> => {
  if (drawIds.length === 0) return [];
  const { rows } = await sql<ExpertInvitationRow>`
    select a.id, a.draw_id, a.expert_name, a.unit_name, a.is_sent, a.meets_on, a.place, a.answer, a.answer_words, a.answered_on,
      a.row_version, (select count(*)::int from ${answered(tenantId)} b where b.expert_id = a.expert_id and b.answer = 'accepted') as tasks
    from ${answered(tenantId)} a where a.draw_id = any (${[...drawIds]}::uuid[])
    order by a.created_at, a.id`.execute(tdb);
  return rows;
};

/** Who of a draw has an invitation already. Two who invite at once wait for each other. */
export const listInvitedExperts = async (tdb: TenantDb, tenantId: number, drawId: string): Promise<string[]> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${drawId}, ${tenantId}))`.execute(tdb);
  const rows = await tdb
    .selectFrom('expertInvitation')
    .select('expertId')
    .where('tenantId', '=', tenantId)
    .where('drawId', '=', drawId)
    .execute();
  return rows.map((row) => row.expertId);
};

export const insertExpertInvitation = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    drawId: string;
    expertId: string;
    expertName: string;
    unitName: string;
    dispatchId: string | null;
    meetsOn: string;
    place: string;
    words: string;
    createdBy: string;
  },
): Promise<void> => {
  await tdb.insertInto('expertInvitation').values(row).execute();
};

export interface InvitationToRecord {
  id: string;
  expertName: string;
  dispatchId: string | null;
  answer: string | null;
  rowVersion: number;
}
export const lockExpertInvitation = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<InvitationToRecord | undefined> =>
  tdb
    .selectFrom('expertInvitation')
    .select(['id', 'expertName', 'dispatchId', 'answer', 'rowVersion'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const recordExpertAnswerRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  said: { answer: string; answerWords: string; answeredOn: string },
): Promise<void> => {
  await tdb
    .updateTable('expertInvitation')
    .set({ ...said, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface ReceivedInvitationRow {
  dispatchId: string;
  officeTenantId: number;
  officeName: string;
  expertName: string;
  task: string;
  meetsOn: string;
  place: string;
  words: string;
  receivedAt: string;
  replyBy: string | null;
  answer: string | null;
  answerWords: string;
}
const received = (tenantId: number): RawBuilder<unknown> => sql`(
  select d.id as dispatch_id, d.tenant_id as office_tenant_id, d.sender_name as office_name, d.body ->> 'expertName' as expert_name,
    d.body ->> 'task' as task, (d.body ->> 'meetsOn')::date as meets_on, d.body ->> 'place' as place, d.body ->> 'words' as words,
    d.dispatched_at as received_at, d.due_on as reply_by, r.body ->> 'answer' as answer, coalesce(r.body ->> 'words', '') as answer_words
  from dispatch d left join lateral (select r.body from dispatch r where r.tenant_id = ${tenantId} and r.kind = 'expert_answer'
    and r.in_reply_to = d.id order by r.dispatched_at, r.id limit 1) r on true
  where d.addressee_tenant_id = ${tenantId} and d.kind = 'expert_invitation' and d.dispatched_at is not null)`;

/** The newest first. One more than asked for. */
export const listReceivedExpertInvitations = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedInvitationRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`where (m.received_at, m.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedInvitationRow>`select m.* from ${received(tenantId)} m ${past}
    order by m.received_at ${order}, m.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const findReceivedExpertInvitation = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<ReceivedInvitationRow | undefined> => {
  // Two who answer at once wait for each other: the second finds the answer of the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${dispatchId}, ${tenantId}))`.execute(tdb);
  const { rows } = await sql<ReceivedInvitationRow>`select m.* from ${received(tenantId)} m
    where m.dispatch_id = ${dispatchId}`.execute(tdb);
  return rows[0];
};
