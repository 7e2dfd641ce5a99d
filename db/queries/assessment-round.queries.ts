import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { standings } from './assessment-sheet.queries.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 年度考核 of a year over chosen units. */

export interface RoundRow {
  id: string;
  schemeId: string;
  schemeName: string;
  purpose: string;
  year: number;
  title: string;
  words: string;
  dueOn: string;
  objectionDays: number;
  state: string;
  closedAt: string | null;
  closedByName: string | null;
  createdAt: string;
  units: number;
  submitted: number;
  scored: number;
  objected: number;
  excused: number;
}

const rounds = (tenantId: number, chosen: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select r.id, r.scheme_id, s.name as scheme_name, r.purpose, r.year, r.title, r.words, r.due_on, r.objection_days, r.state,
    r.closed_at, r.closed_by_name, r.created_at, n.units, n.submitted, n.scored, n.objected, n.excused
  from (select * from assessment_round r where r.tenant_id = ${tenantId} ${chosen}) r
  join assessment_scheme s on s.tenant_id = ${tenantId} and s.id = r.scheme_id
  cross join lateral (
    select count(*)::int as units, (count(*) filter (where x.submitted_at is not null))::int as submitted,
      (count(*) filter (where x.standing in ('scored', 'objected', 'final')))::int as scored,
      (count(*) filter (where x.standing = 'objected'))::int as objected,
      (count(*) filter (where x.standing = 'excused'))::int as excused
    from ${standings(tenantId, sql`and s.round_id = r.id`)} x) n`;

interface RoundFilter {
  year?: number | undefined;
  state?: string | undefined;
}
const conditions = ({ year, state }: RoundFilter): RawBuilder<unknown> =>
  sql`and (${year ?? null}::int is null or r.year = ${year ?? null})
    and (${state ?? null}::text is null or r.state = ${state ?? null})`;

/** Newest first. */
export const listRoundRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: RoundFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<RoundRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (r.created_at, r.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const some = sql`${conditions(filter)} ${past} order by r.created_at ${order}, r.id ${order} limit ${page.limit + 1}`;
  const { rows } = await sql<RoundRow>`${rounds(tenantId, some)} order by r.created_at ${order}, r.id ${order}`.execute(
    tdb,
  );
  return rows;
};

export const countRoundRows = async (tdb: TenantDb, tenantId: number, filter: RoundFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from assessment_round r where r.tenant_id = ${tenantId} ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};

export const findRound = async (tdb: TenantDb, tenantId: number, roundId: string): Promise<RoundRow | undefined> => {
  const { rows } = await sql<RoundRow>`${rounds(tenantId, sql`and r.id = ${roundId}::uuid`)}`.execute(tdb);
  return rows[0];
};

/** Held until the transaction ends: nobody closes it twice, or scores into a closed one. */
export const lockRound = async (tdb: TenantDb, tenantId: number, roundId: string): Promise<void> => {
  await sql`select 1 from assessment_round where tenant_id = ${tenantId} and id = ${roundId}::uuid for update`.execute(
    tdb,
  );
};

/** Answers whether it was added: a year has each title once. */
export const insertRound = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    schemeId: string;
    purpose: string;
    year: number;
    title: string;
    words: string;
    dueOn: string;
    objectionDays: number;
    createdBy: string;
    createdByName: string;
  },
): Promise<boolean> => {
  const result = await tdb
    .insertInto('assessmentRound')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'year', 'title']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export const closeRoundRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  closedByName: string,
): Promise<void> => {
  await tdb
    .updateTable('assessmentRound')
    .set({ state: 'closed', closedAt: sql`now()`, closedByName })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface RankedSheet {
  id: string;
  subjectTenantId: number;
  title: string;
  year: number;
  percent: number;
  gradeName: string | null;
  rank: number;
  scoreDispatchId: string | null;
}

/** Confirms every scored sheet of a round with its rank: equal scores share one. Answers them, the best first. */
export const finishSheets = async (
  tdb: TenantDb,
  key: { tenantId: number; roundId: string },
  finalOn: string,
): Promise<RankedSheet[]> => {
  const { rows } = await sql<RankedSheet>`
    update assessment_sheet s set state = 'final', rank = r.place, final_on = ${finalOn}::date, row_version = s.row_version + 1
    from (select id, (rank() over (order by percent desc))::int as place from assessment_sheet
      where tenant_id = ${key.tenantId} and round_id = ${key.roundId}::uuid and state = 'scored') r
    where s.tenant_id = ${key.tenantId} and s.id = r.id
    returning s.id, s.subject_tenant_id, s.title, s.year, s.percent, s.grade_name, s.rank, s.score_dispatch_id`.execute(
    tdb,
  );
  return rows.toSorted((one, other) => one.rank - other.rank);
};
