import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 竞赛轮次: rounds of a contest, and what each entry did in them. */

export interface ContestRoundRow {
  id: string;
  contestId: string;
  number: number;
  title: string;
  heldOn: string;
  advances: number | null;
  state: string;
  entrants: number;
  scored: number;
  advanced: number;
  rowVersion: number;
}

const ROUND = sql`r.id, r.contest_id, r.number, r.title, r.held_on, r.advances, r.state, r.row_version,
  (select count(*)::int from contest_round_result s where s.tenant_id = r.tenant_id and s.round_id = r.id) as entrants,
  (select count(s.score)::int from contest_round_result s where s.tenant_id = r.tenant_id and s.round_id = r.id) as scored,
  (select count(*)::int from contest_round_result s where s.tenant_id = r.tenant_id and s.round_id = r.id and s.advanced) as advanced`;

/** The first round first. */
export const listContestRounds = async (
  tdb: TenantDb,
  tenantId: number,
  contestId: string,
): Promise<ContestRoundRow[]> => {
  const { rows } = await sql<ContestRoundRow>`select ${ROUND} from contest_round r
    where r.tenant_id = ${tenantId} and r.contest_id = ${contestId}::uuid order by r.number limit 100`.execute(tdb);
  return rows;
};

export const findContestRound = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<ContestRoundRow | undefined> => {
  const { rows } = await sql<ContestRoundRow>`select ${ROUND} from contest_round r
    where r.tenant_id = ${tenantId} and r.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};

/** Serialises what is done about the rounds of one contest; ends with the transaction. */
export const lockContest = async (tdb: TenantDb, tenantId: number, contestId: string): Promise<void> => {
  await sql`select 1 from contest where tenant_id = ${tenantId} and id = ${contestId}::uuid for update`.execute(tdb);
};

/** Opens a round for those who went on from the one before, or for everybody who has entered. Answers how many. */
export const insertContestRound = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    contestId: string;
    number: number;
    title: string;
    heldOn: string;
    advances: number | null;
    createdBy: string;
  },
  previousId: string | null,
): Promise<number> => {
  await tdb.insertInto('contestRound').values(row).execute();
  const from =
    previousId === null
      ? sql`select e.id from contest_entry e where e.tenant_id = ${row.tenantId} and e.contest_id = ${row.contestId}::uuid`
      : sql`select p.entry_id from contest_round_result p where p.tenant_id = ${row.tenantId} and p.round_id = ${previousId}::uuid and p.advanced`;
  const { numAffectedRows } = await sql`insert into contest_round_result (tenant_id, round_id, entry_id)
    select ${row.tenantId}::int, ${row.id}::uuid, f.id from (${from}) as f (id)`.execute(tdb);
  return Number(numAffectedRows ?? 0);
};

/** Answers how many of the entries take part in the round. */
export const putRoundScores = async (
  tdb: TenantDb,
  key: { tenantId: number; roundId: string },
  scores: readonly { entryId: string; score: number | null }[],
): Promise<number> => {
  const { numAffectedRows } = await sql`update contest_round_result s set score = n.score
    from json_to_recordset(${JSON.stringify(scores)}::json) as n("entryId" uuid, score numeric)
    where s.tenant_id = ${key.tenantId} and s.round_id = ${key.roundId}::uuid and s.entry_id = n."entryId"`.execute(
    tdb,
  );
  return Number(numAffectedRows ?? 0);
};

export interface RoundResultRow {
  entryId: string;
  entrantName: string;
  unitName: string;
  score: number | null;
  rank: number | null;
  advanced: boolean;
}

const RESULTS = sql`select s.entry_id, e.entrant_name, e.unit_name, s.score::float8 as score, s.rank, s.advanced
  from contest_round_result s join contest_entry e on e.tenant_id = s.tenant_id and e.id = s.entry_id`;
const POINTS = sql`coalesce(s.score, -1)::float8`;

/** Best first, those without a score last. One more than asked for. */
export const listRoundResults = async (
  tdb: TenantDb,
  key: { tenantId: number; roundId: string },
  page: { cursor: [number, string] | undefined; direction: Walk; limit: number },
): Promise<RoundResultRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (${POINTS}, s.entry_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::float8, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<RoundResultRow>`${RESULTS}
    where s.tenant_id = ${key.tenantId} and s.round_id = ${key.roundId}::uuid ${past}
    order by ${POINTS} ${order}, s.entry_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

/** Ranks of a round and who goes on from it; closes it. Answers whether the row still had the version. */
export const closeContestRound = async (
  tdb: TenantDb,
  key: { tenantId: number; roundId: string; rowVersion: number },
  results: readonly { entryId: string; rank: number | null; advanced: boolean }[],
): Promise<boolean> => {
  const done = await tdb
    .updateTable('contestRound')
    .set({ state: 'closed', rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.roundId)
    .where('state', '=', 'open')
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) return false;
  await sql`update contest_round_result s set rank = n.rank, advanced = n.advanced
    from json_to_recordset(${JSON.stringify(results)}::json) as n("entryId" uuid, rank int, advanced boolean)
    where s.tenant_id = ${key.tenantId} and s.round_id = ${key.roundId}::uuid and s.entry_id = n."entryId"`.execute(
    tdb,
  );
  return true;
};

/** What the last round says of its entries becomes the result of the contest. */
export const putFinalResults = async (
  tdb: TenantDb,
  key: { tenantId: number; contestId: string },
  results: readonly { entryId: string; score: number | null; rank: number | null; award: string | null }[],
): Promise<void> => {
  await sql`update contest_entry e set score = n.score, rank = n.rank, award = n.award, row_version = e.row_version + 1
    from json_to_recordset(${JSON.stringify(results)}::json) as n("entryId" uuid, score numeric, rank int, award text)
    where e.tenant_id = ${key.tenantId} and e.contest_id = ${key.contestId}::uuid and e.id = n."entryId"`.execute(tdb);
};
