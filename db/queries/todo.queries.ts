import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { SystemDb, TenantDb } from '../client.ts';
import { hasClosed, isLate, todayInShanghai as today } from './lateness.ts';

/* 待办: the tenant's own rows, and the documents addressed to it that wait for an answer. */

export interface TodoInsert {
  tenantId: number;
  id: string;
  kind: string;
  title: string;
  source: string;
  link: string;
  objectId: string | null;
  permission: string;
  assigneeAccountId: string | null;
  createdBy: string | null;
  dueOn: string | null;
}

/** One open to-do of a kind per object. */
export const insertTodo = async (tdb: TenantDb, row: TodoInsert): Promise<void> => {
  await tdb
    .insertInto('todo')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** For the one who has no tenant yet. */
export const insertFirstTodo = async (sdb: SystemDb, row: TodoInsert): Promise<void> => {
  await sdb.insertInto('todo').values(row).execute();
};

/** Ends the open to-dos of a kind about an object. Answers how many. */
export const endTodosAbout = async (
  tdb: TenantDb,
  tenantId: number,
  about: { kind: string; objectId: string; state: 'done' | 'withdrawn'; doneBy: string | null },
): Promise<number> => {
  const rows = await tdb
    .updateTable('todo')
    .set({ state: about.state, doneAt: sql`now()`, doneBy: about.doneBy })
    .where('tenantId', '=', tenantId)
    .where('kind', '=', about.kind)
    .where('objectId', '=', about.objectId)
    .where('state', '=', 'open')
    .returning('id')
    .execute();
  return rows.length;
};

/** Open to-dos of a kind whose link begins so: what they are about. */
export const listOpenTodoObjects = async (
  tdb: TenantDb,
  tenantId: number,
  kind: string,
  linkStart: string,
): Promise<string[]> => {
  const rows = await tdb
    .selectFrom('todo')
    .select('objectId')
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'open')
    .where('kind', '=', kind)
    .where(sql<boolean>`starts_with(link, ${linkStart})`)
    .execute();
  return rows.flatMap((row) => row.objectId ?? []);
};

/** Who looks: sees what their permissions let them do and what is assigned to them. */
export interface TodoViewer {
  tenantId: number;
  accountId: string | null;
  permissions: readonly string[];
  /** Kinds of documents that wait for an answer which this person may give. */
  answerableKinds: readonly string[];
}

/** The to-do of this id when this person may do it. */
export const completeTodoRow = (
  tdb: TenantDb,
  viewer: TodoViewer,
  id: string,
): Promise<{ title: string; kind: string } | undefined> =>
  tdb
    .updateTable('todo')
    .set({ state: 'done', doneAt: sql`now()`, doneBy: viewer.accountId })
    .where('tenantId', '=', viewer.tenantId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('permission', 'in', [...viewer.permissions])
    .where((eb) => eb.or([eb('assigneeAccountId', 'is', null), eb('assigneeAccountId', '=', viewer.accountId)]))
    .returning(['title', 'kind'])
    .executeTakeFirst();

export interface TodoRow {
  id: string;
  origin: 'todo' | 'dispatch';
  kind: string;
  title: string;
  source: string;
  link: string;
  dueOn: string | null;
  daysLeft: number | null;
  isLate: boolean;
  state: string;
  doneAt: string | null;
  isMine: boolean;
  sortKey: string;
}

const isMine = (viewer: TodoViewer) => sql`coalesce(t.assignee_account_id = ${viewer.accountId}::uuid, false)`;
const mayDo = (viewer: TodoViewer) => sql`t.permission = any (${viewer.permissions as string[]}::text[])
  and (t.assignee_account_id is null or t.assignee_account_id = ${viewer.accountId}::uuid)`;

/** Whether an open to-do of a kind is about what a column names, such as a person who was reminded. */
export const hasOpenTodo = (tenantId: number, kind: string, about: string) =>
  sql<boolean>`exists (select 1 from todo o where o.tenant_id = ${tenantId} and o.kind = ${kind} and o.object_id = ${sql.ref(about)} and o.state = 'open')`;

const TODO_COLUMNS = (
  viewer: TodoViewer,
  sortKey: ReturnType<typeof sql>,
) => sql`select t.id, 'todo' as origin, t.kind, t.title, t.source, t.link,
  t.due_on, t.state, t.done_at, ${isMine(viewer)} as is_mine, ${sortKey} as sort_key from todo t where t.tenant_id = ${viewer.tenantId}`;

/** Where a received document is answered: findings and notices on a page of their own, answers beside their finding. */
const dispatchLink = (viewer: TodoViewer) => sql`case
  when d.kind in ('inspection_notice', 'finding') then 'received/' || d.id
  when d.kind = 'access_request' then 'grants?state=asked'
  when d.kind = 'checks_call' then 'unit-work?view=own'
  when d.kind = 'safety_call' then 'safety-state'
  when d.kind = 'inspection_change' then 'received/' || d.in_reply_to
  when d.kind = 'self_check_request' then 'self-checks'
  when d.kind in ('training_invitation', 'training_change') then 'training/invitations'
  when d.kind = 'training_lesson' then 'training/learn/' || d.id
  when d.kind = 'assessment_objection' then 'assessment-sheets/' || d.object_id
  when d.kind = 'rating_application' then 'ratings?view=applications'
  when d.kind = 'case_submission' then 'model-cases'
  when d.kind = 'talent_nomination' then 'talents'
  when d.kind = 'expert_invitation' then 'expert-invitations'
  when d.kind = 'questionnaire' then 'my-questionnaires/' || d.id
  when d.kind = 'exam_invitation' then 'my-exams/' || d.object_id
  when d.kind = 'transfer' then 'intakes?delivery=' || d.id
  when d.kind = 'transfer_answer' then 'transfers/' || d.object_id
  when d.kind = 'intake_plan' then 'transfers?plan=' || d.id
  when d.kind = 'intake_plan_change' then 'transfers?plan=' || (d.body ->> 'planDispatchId')
  when d.kind = 'retention_schedule' then 'schedule-reviews/' || d.id
  when d.kind = 'schedule_decision' then 'filing/schedules'
  when d.kind = 'key_filing_tasks' then 'filing/key-tasks'
  when d.kind = 'filing_reminder' then 'filing?year=' || (d.body ->> 'year')
  when d.kind in ('figure_call', 'figure_return') then 'figures?year=' || (d.body ->> 'year')
  when d.kind in ('statistics_call', 'statistics_return') then 'reports/statistics/' || (d.body ->> 'formKey') || '?year=' || (d.body ->> 'year')
  when d.kind = 'major_event_reminder' then 'filing/events/' || (d.body ->> 'eventId')
  when d.kind = 'collection_check' then 'filing/checks/' || d.id
  when d.kind = 'collection_answer' then 'filing/checks/' || d.in_reply_to
  when d.kind = 'rectification' then coalesce((select 'inspections/' || i.campaign_id || '/' || i.id from finding f
    join inspection i on i.tenant_id = ${viewer.tenantId} and i.id = f.inspection_id
    where f.tenant_id = ${viewer.tenantId} and f.dispatch_id = d.in_reply_to), 'dispatches/' || d.id)
  when d.kind = 'extension_request' then coalesce((select 'inspections/' || i.campaign_id || '/' || i.id from finding f
    join inspection i on i.tenant_id = ${viewer.tenantId} and i.id = f.inspection_id and i.subject_tenant_id = d.tenant_id
    where f.tenant_id = ${viewer.tenantId} and f.id = d.object_id), 'dispatches/' || d.id)
  else 'dispatches/' || d.id end`;

/** The day of a document that waits: of an inspection and an intake plan the one that it was moved to. */
const dueOf = (
  viewer: TodoViewer,
) => sql`case when d.kind = 'inspection_notice' then coalesce((select (c.body ->> 'scheduledOn')::date from dispatch c
  where c.tenant_id = d.tenant_id and c.addressee_tenant_id = ${viewer.tenantId} and c.kind = 'inspection_change'
    and c.in_reply_to = d.id order by c.dispatched_at desc, c.id desc limit 1), d.due_on) when d.kind = 'intake_plan' then coalesce((select (c.body ->> 'dueOn')::date from dispatch c
  where c.tenant_id = d.tenant_id and c.addressee_tenant_id = ${viewer.tenantId} and c.kind = 'intake_plan_change'
    and c.body ->> 'planDispatchId' = d.id::text order by c.dispatched_at desc, c.id desc limit 1), d.due_on) else d.due_on end`;
/** 考试 waits for each person it is for, until that person has handed in or nobody can any more. */
const examWaits = (
  viewer: TodoViewer,
) => sql`(d.kind = 'exam_invitation' and ${viewer.permissions.includes('training.read')}::boolean
  and not ${hasClosed('d.due_on')}
  and not exists (select 1 from exam_attempt a where a.tenant_id = ${viewer.tenantId} and a.exam_id = d.object_id
    and a.account_id = ${viewer.accountId}::uuid and a.dispatched_at is not null)
  and (coalesce(jsonb_typeof(d.body -> 'people'), 'null') <> 'array' or exists (select 1 from jsonb_array_elements(d.body -> 'people') p
    where coalesce(p ->> 'accountId', ${viewer.accountId}) = ${viewer.accountId}))
  and exists (select 1 from exams_offered(d.object_id) o where o.state = 'published' and o.closes_at > now()))`;

/**
 * Received documents without an answer, whose answer is this person's work. An answer that was returned is none: the
 * document waits again. A questionnaire ends by the unit's own mark, an application by being taken up. An invitation to a session that was cancelled, a check that found nothing, and a request for access that was withdrawn or has lapsed, wait for nothing.
 */
const waiting = (
  viewer: TodoViewer,
) => sql`select d.id, 'dispatch' as origin, d.kind, d.title, d.sender_name as source, ${dispatchLink(viewer)} as link,
    ${dueOf(viewer)} as due_on, 'open' as state, null::timestamptz(3) as done_at, false as is_mine,
    coalesce((${dueOf(viewer)})::text, '9999') as sort_key
  from dispatch d where d.addressee_tenant_id = ${viewer.tenantId} and d.dispatched_at is not null
    and (d.kind = any (${viewer.answerableKinds as string[]}::text[]) or (d.kind = 'questionnaire'
      and ${viewer.permissions.includes('inspection.answer')}::boolean and not ${hasClosed('d.due_on')}
      and not exists (select 1 from questionnaire_reply q where q.tenant_id = ${viewer.tenantId} and q.dispatch_id = d.id))
      or ${examWaits(viewer)})
    and not (d.kind = 'rating_application' and exists (select 1 from assessment_sheet s
      where s.tenant_id = ${viewer.tenantId} and s.source_dispatch_id = d.id))
    and not (d.kind = 'access_request' and exists (select 1 from access_grant g where g.tenant_id = d.tenant_id
      and g.addressee_tenant_id = ${viewer.tenantId} and g.request_dispatch_id = d.id and (g.revoked_at is not null or g.valid_to <= now())))
    and not (d.kind = 'collection_check' and d.body -> 'findings' = '[]')
    and not (d.kind = 'training_invitation' and exists (select 1 from training_enrolment e where e.tenant_id = ${viewer.tenantId}
      and e.invitation_id = d.id and e.dispatched_at is not null))
    and not (d.kind = 'training_invitation' and exists (select 1 from dispatch c where c.tenant_id = d.tenant_id
      and c.in_reply_to = d.id and c.kind = 'training_change' and c.body ->> 'change' = 'cancelled'))
    and not exists (select 1 from dispatch r where r.tenant_id = ${viewer.tenantId} and r.in_reply_to = d.id
      and not exists (select 1 from dispatch v where v.tenant_id = d.tenant_id and v.addressee_tenant_id = ${viewer.tenantId}
        and v.kind in ('verification', 'collection_verdict') and v.in_reply_to = r.id and v.body ->> 'accepted' = 'false'))`;

const answered = (
  viewer: TodoViewer,
) => sql`select d.id, 'dispatch' as origin, d.kind, d.title, d.sender_name as source, ${dispatchLink(viewer)} as link,
    d.due_on, 'done' as state, r.at as done_at, false as is_mine, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') as sort_key
  from dispatch d cross join lateral (select min(r.dispatched_at) as at from dispatch r where r.tenant_id = ${viewer.tenantId} and r.in_reply_to = d.id) r
  where d.addressee_tenant_id = ${viewer.tenantId} and d.dispatched_at is not null and r.at is not null
    and d.kind = any (${viewer.answerableKinds as string[]}::text[])`;

const byTime = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`;

const ofTab = (viewer: TodoViewer, tab: 'open' | 'done' | 'mine') => {
  if (tab === 'open') {
    return sql`${TODO_COLUMNS(viewer, sql`coalesce(t.due_on::text, '9999')`)} and t.state = 'open' and ${mayDo(viewer)}
      union all ${waiting(viewer)}`;
  }
  if (tab === 'done') {
    return sql`${TODO_COLUMNS(viewer, byTime('t.done_at'))} and t.state = 'done' and ${mayDo(viewer)}
      union all ${answered(viewer)}`;
  }
  return sql`${TODO_COLUMNS(viewer, byTime('t.created_at'))} and t.created_by = ${viewer.accountId}::uuid`;
};

/** Open: what is due first comes first. Done and one's own: the newest first. */
export const listTodoRows = async (
  tdb: TenantDb,
  viewer: TodoViewer,
  tab: 'open' | 'done' | 'mine',
  page: { cursor: [string, string] | undefined; direction: 'after' | 'before'; limit: number },
): Promise<TodoRow[]> => {
  const ascending = (tab === 'open') === (page.direction === 'after');
  const order = sql.raw(ascending ? 'asc' : 'desc');
  const beyond = page.cursor
    ? sql`where (sort_key collate "C", id) ${sql.raw(ascending ? '>' : '<')} (${page.cursor[0]}::text, ${page.cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<TodoRow>`select id, origin, kind, title, source, link, due_on, (due_on - ${today})::int as days_left, coalesce(${isLate('due_on')}, false) as is_late,
      state, done_at, is_mine, sort_key
    from (${ofTab(viewer, tab)}) as todos ${beyond}
    order by sort_key collate "C" ${order}, id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countTodoRows = async (
  tdb: TenantDb,
  viewer: TodoViewer,
  tab: 'open' | 'done' | 'mine',
): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from (select 1 from (${ofTab(viewer, tab)}) as todos limit ${COUNT_CAP}) as c`.execute(
    tdb,
  );
  return rows[0]?.n ?? 0;
};

/** How many open ones are late, and how many fall due within a week or have passed without being called late. */
export const countUrgentTodos = async (
  tdb: TenantDb,
  viewer: TodoViewer,
): Promise<{ overdue: number; soon: number; open: number }> => {
  const { rows } = await sql<{ overdue: number; soon: number; open: number }>`select
      count(*) filter (where ${isLate('due_on')})::int as overdue,
      count(*) filter (where due_on <= ${today} + 7 and not ${isLate('due_on')})::int as soon,
      count(*)::int as open
    from (${ofTab(viewer, 'open')}) as todos`.execute(tdb);
  return rows[0] ?? { overdue: 0, soon: 0, open: 0 };
};
