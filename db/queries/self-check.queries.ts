import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import type { AnswerValues } from './checklist-answer.queries.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 自查: the unit's own rows; and the papers by which it was asked and by which it answered. */

export interface SelfCheckRow {
  id: string;
  requestDispatchId: string | null;
  askerTenantId: number | null;
  askerName: string | null;
  title: string;
  list: unknown;
  yearFrom: number;
  yearTo: number;
  dueOn: string | null;
  state: string;
  submittedAt: string | null;
  submittedByName: string | null;
  answerDispatchId: string | null;
  createdAt: string;
  rowVersion: number;
}

const COLUMNS = [
  'id',
  'requestDispatchId',
  'askerTenantId',
  'askerName',
  'title',
  'list',
  'yearFrom',
  'yearTo',
  'dueOn',
  'state',
  'submittedAt',
  'submittedByName',
  'answerDispatchId',
  'createdAt',
  'rowVersion',
] as const;

export const findSelfCheck = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<SelfCheckRow | undefined> => {
  const query = tdb.selectFrom('selfCheck').select(COLUMNS).where('tenantId', '=', tenantId).where('id', '=', id);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
};

export const findSelfCheckOfRequest = async (
  tdb: TenantDb,
  tenantId: number,
  requestDispatchId: string,
): Promise<string | null> => {
  const row = await tdb
    .selectFrom('selfCheck')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('requestDispatchId', '=', requestDispatchId)
    .executeTakeFirst();
  return row?.id ?? null;
};

export interface SelfCheckInsert {
  tenantId: number;
  id: string;
  requestDispatchId: string | null;
  askerTenantId: number | null;
  askerName: string | null;
  title: string;
  list: unknown;
  yearFrom: number;
  yearTo: number;
  dueOn: string | null;
  createdBy: string;
}

/** Answers whether it was added: two people may open one request at once. */
export const insertSelfCheck = async (tdb: TenantDb, row: SelfCheckInsert): Promise<boolean> => {
  const result = await tdb
    .insertInto('selfCheck')
    .values({ ...row, list: JSON.stringify(row.list) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export interface SelfCheckListRow {
  /** Of the unit's own row; null while a request has not been opened. */
  id: string | null;
  requestDispatchId: string | null;
  askerName: string | null;
  title: string;
  dueOn: string | null;
  state: string;
  submittedAt: string | null;
  items: number;
  answered: number;
  createdAt: string;
  sortId: string;
}

const listed = (tenantId: number) => sql`(
  select s.id, s.request_dispatch_id, s.asker_name, s.title, s.due_on, s.state, s.submitted_at,
    jsonb_array_length(s.list -> 'items') as items,
    (select count(*)::int from self_check_answer a where a.tenant_id = ${tenantId} and a.self_check_id = s.id) as answered,
    s.created_at, s.id as sort_id
  from self_check s where s.tenant_id = ${tenantId}
  union all
  select null, d.id, d.sender_name, d.title, d.due_on, 'asked', null, jsonb_array_length(d.body -> 'list' -> 'items'), 0,
    d.dispatched_at, d.id
  from dispatch d
  where d.addressee_tenant_id = ${tenantId} and d.kind = 'self_check_request' and d.dispatched_at is not null
    and not exists (select 1 from self_check s where s.tenant_id = ${tenantId} and s.request_dispatch_id = d.id))`;

/** Requests that wait to be opened, and what the unit has checked, newest first. */
export const listSelfCheckRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<SelfCheckListRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (r.created_at, r.sort_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<SelfCheckListRow>`
    select r.* from ${listed(tenantId)} r where (${filter.state ?? null}::text is null or r.state = ${filter.state ?? null}) ${past}
    order by r.created_at ${order}, r.sort_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countSelfCheckRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${listed(tenantId)} r where (${filter.state ?? null}::text is null or r.state = ${filter.state ?? null})
    limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface SelfAnswerRow extends AnswerValues {
  itemCode: string;
  answeredByName: string;
  answeredAt: string;
  rowVersion: number;
}

export const listSelfAnswers = (tdb: TenantDb, tenantId: number, selfCheckId: string): Promise<SelfAnswerRow[]> =>
  tdb
    .selectFrom('selfCheckAnswer')
    .select(['itemCode', 'verdict', 'countValue', 'sampleSize', 'sampleFaults', 'points', 'note'])
    .select(['answeredByName', 'answeredAt', 'rowVersion'])
    .where('tenantId', '=', tenantId)
    .where('selfCheckId', '=', selfCheckId)
    .orderBy('itemCode')
    .limit(1000)
    .execute();

export interface SelfAnswerKey {
  tenantId: number;
  selfCheckId: string;
  itemCode: string;
}
type Saved = AnswerValues & { answeredBy: string; answeredByName: string };

/** Writes an answer over the version that was seen (0: none yet). Answers whether it was still that version. */
export const saveSelfAnswer = async (
  tdb: TenantDb,
  key: SelfAnswerKey,
  rowVersion: number,
  values: Saved,
): Promise<boolean> => {
  if (rowVersion === 0) {
    const added = await tdb
      .insertInto('selfCheckAnswer')
      .values({ ...key, ...values })
      .onConflict((conflict) => conflict.columns(['tenantId', 'selfCheckId', 'itemCode']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tdb
    .updateTable('selfCheckAnswer')
    .set({ ...values, answeredAt: sql`now()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('selfCheckId', '=', key.selfCheckId)
    .where('itemCode', '=', key.itemCode)
    .where('rowVersion', '=', rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};
