import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 利用效果, and whom to ask for it. */
export interface EffectRow {
  id: string;
  visitId: string | null;
  loanId: string | null;
  notedOn: string;
  userName: string;
  userUnit: string | null;
  question: string;
  kind: string;
  description: string;
  amountYuan: number | null;
  isTypical: boolean;
  handlerName: string;
  state: string;
  rowVersion: number;
}

const EFFECT = [
  'id',
  'visitId',
  'borrowingId as loanId',
  'notedOn',
  'userName',
  'userUnit',
  'question',
  'kind',
  'description',
  sql<number | null>`amount_yuan::float8`.as('amountYuan'),
  'isTypical',
  'handlerName',
  'state',
  'rowVersion',
] as const;

export interface EffectListFilter {
  kind?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  isTypical?: boolean | undefined;
  q?: string | undefined;
}

const filtered = (tdb: TenantDb, tenantId: number, filter: EffectListFilter) => {
  let query = tdb.selectFrom('useEffect').where('tenantId', '=', tenantId);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.from) query = query.where('notedOn', '>=', filter.from);
  if (filter.to) query = query.where('notedOn', '<=', filter.to);
  if (filter.isTypical) query = query.where('isTypical', '=', true).where('state', '=', 'current');
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([
        eb('userName', 'ilike', pattern),
        eb('userUnit', 'ilike', pattern),
        eb('question', 'ilike', pattern),
        eb('description', 'ilike', pattern),
      ]),
    );
  }
  return query;
};

/** Newest first. */
export const listEffectRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: EffectListFilter,
  page: { cursor: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<EffectRow[]> => {
  const { cursor, direction, limit } = page;
  const order = walkOrder('desc', direction);
  let query = filtered(tdb, tenantId, filter).select(EFFECT);
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('notedOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  return query
    .orderBy('notedOn', order)
    .orderBy('id', order)
    .limit(limit + 1)
    .execute();
};

export const countEffectRows = (tdb: TenantDb, tenantId: number, filter: EffectListFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

export const sumEffectYuan = async (tdb: TenantDb, tenantId: number, filter: EffectListFilter): Promise<number> => {
  const { yuan } = await filtered(tdb, tenantId, filter)
    .select(sql<number>`coalesce(sum(amount_yuan) filter (where state = 'current'), 0)::float8`.as('yuan'))
    .executeTakeFirstOrThrow();
  return yuan;
};

export const findEffect = (tdb: TenantDb, tenantId: number, effectId: string): Promise<EffectRow | undefined> =>
  tdb
    .selectFrom('useEffect')
    .select(EFFECT)
    .where('tenantId', '=', tenantId)
    .where('id', '=', effectId)
    .executeTakeFirst();

export const listEffectsOfVisit = (
  tdb: TenantDb,
  tenantId: number,
  visitId: string,
): Promise<{ id: string; notedOn: string; description: string }[]> =>
  tdb
    .selectFrom('useEffect')
    .select(['id', 'notedOn', 'description'])
    .where('tenantId', '=', tenantId)
    .where('visitId', '=', visitId)
    .where('state', '=', 'current')
    .orderBy('notedOn')
    .orderBy('id')
    .limit(50)
    .execute();

export interface EffectInsert {
  tenantId: number;
  id: string;
  visitId: string | null;
  borrowingId: string | null;
  notedOn: string;
  userName: string;
  userUnit: string | null;
  question: string;
  kind: string;
  description: string;
  amountYuan: string | null;
  isTypical: boolean;
  handlerName: string;
  createdBy: string;
}
export const insertEffect = async (tdb: TenantDb, row: EffectInsert): Promise<void> => {
  await tdb.insertInto('useEffect').values(row).execute();
};

/** Of a loan that was closed by it, the effect stays: the loan would be without one. */
export const voidEffectRow = async (
  tdb: TenantDb,
  key: { tenantId: number; effectId: string; rowVersion: number },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('useEffect')
    .set({ state: 'void', rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.effectId)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'current')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** A loan whose effect turned out wrong is asked about again. */
export const askLoanAgain = async (tdb: TenantDb, tenantId: number, effectId: string, askOn: string): Promise<void> => {
  await tdb
    .updateTable('borrowing')
    .set({ effectId: null, effectAskOn: askOn })
    .where('tenantId', '=', tenantId)
    .where('effectId', '=', effectId)
    .execute();
};

export const setVisitAsk = async (
  tdb: TenantDb,
  tenantId: number,
  visitId: string,
  effectAskOn: string | null,
): Promise<void> => {
  await tdb
    .updateTable('readingVisit')
    .set({ effectAskOn })
    .where('tenantId', '=', tenantId)
    .where('id', '=', visitId)
    .execute();
};

export interface ToAskRow {
  source: string;
  id: string;
  askOn: string;
  usedOn: string;
  userName: string;
  userUnit: string | null;
  contact: string | null;
  question: string;
}

const toAsk = (tenantId: number) => sql`(
  select 'visit' as source, v.id, v.effect_ask_on as ask_on, v.visited_on as used_on, v.visitor_name as user_name, v.visitor_unit as user_unit, r.contact, v.subject as question
  from reading_visit v left join reader r on r.tenant_id = v.tenant_id and r.id = v.reader_id
  where v.tenant_id = ${tenantId} and v.state = 'served' and v.effect_ask_on <= ${today}
  union all
  select 'loan', b.id, b.effect_ask_on, b.lent_on, b.borrower_name, b.borrower_unit, b.contact, b.subject
  from borrowing b where b.tenant_id = ${tenantId} and b.state = 'returned' and b.effect_ask_on <= ${today})`;

/** Whom to ask by today, the longest waiting first. */
export const listToAskRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<ToAskRow[]> => {
  const { cursor, direction, limit } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`where (a.ask_on, a.id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<ToAskRow>`select a.source, a.id, a.ask_on, a.used_on, a.user_name, a.user_unit, a.contact, a.question
    from ${toAsk(tenantId)} a ${past} order by a.ask_on ${order}, a.id ${order} limit ${limit + 1}`.execute(tdb);
  return rows;
};

export const countToAskRows = async (tdb: TenantDb, tenantId: number): Promise<number> => {
  const { rows } = await sql<{
    total: number;
  }>`select count(*)::int as total from (select 1 from ${toAsk(tenantId)} a limit 10001) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};
