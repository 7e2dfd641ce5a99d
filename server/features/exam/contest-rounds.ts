import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { clearRanks, settleContest } from '@/db/queries/contest.queries';
import {
  type ContestRoundRow,
  closeContestRound,
  findContestRound,
  insertContestRound,
  listContestRounds,
  listRoundResults,
  lockContest,
  putFinalResults,
  putRoundScores,
  type RoundResultRow,
} from '@/db/queries/contest-round.queries';
import { audit } from '@/server/audit/audit';
import {
  type CloseRoundInput,
  type ContestRoundView,
  contestRoundsView,
  type ListRoundResultsInput,
  MOST_ROUNDS,
  type OpenRoundInput,
  type RoundCutView,
  type RoundResultView,
  roundCutView,
  roundResultView,
  type ScoreRoundInput,
} from '@/server/domain/exam/contest-round';
import { awardsByRank, type Cut, cutRound, type Ranked, rankRound } from '@/server/domain/exam/rank-round';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireContest } from './contests.ts';

const OBJECT = 'contest';
const resultCursor = z.tuple([z.number(), uuid]);
const WHOLE = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;

/** 赛程 of a contest, the first round first. */
export const listRounds = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { contestId: string },
): Promise<ContestRoundView[]> => {
  const contest = await requireContest(tdb, scope, input.contestId);
  return contestRoundsView.parse(await listContestRounds(tdb, scope.tenantId, contest.id));
};

const requireRound = async (tdb: TenantDb, scope: TenantScope, roundId: string): Promise<ContestRoundRow> => {
  const round = await findContestRound(tdb, scope.tenantId, roundId);
  if (!round) throw new AppError('NOT_FOUND', `round ${roundId} is not in tenant ${scope.tenantId}`);
  return round;
};

/** One round at a time: those who went on from the last one take part, in the first everybody who has entered. */
export const openRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OpenRoundInput,
): Promise<{ id: string; entrants: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a round is opened by a person');
  refuseClassified(input.title);
  await lockContest(tdb, scope.tenantId, input.contestId);
  const contest = await requireContest(tdb, scope, input.contestId);
  const rounds = await listContestRounds(tdb, scope.tenantId, contest.id);
  const last = rounds.at(-1);
  if (contest.state === 'settled' || contest.examId !== null || rounds.length >= MOST_ROUNDS)
    throw new AppError('STEP_PASSED', `contest ${contest.id} has no further round`);
  if (last && (last.state === 'open' || last.advances === null))
    throw new AppError('STEP_PASSED', `round ${last.number} of contest ${contest.id} is ${last.state}`);
  const id = uuidv7();
  const { title, heldOn, advances } = input;
  const row = {
    tenantId: scope.tenantId,
    id,
    contestId: contest.id,
    number: rounds.length + 1,
    title,
    heldOn,
    advances,
  };
  const entrants = await insertContestRound(tdb, { ...row, createdBy: scope.accountId }, last?.id ?? null);
  if (entrants === 0) throw new AppError('BAD_INPUT', 'nobody takes part in the round');
  await audit(tdb, scope, {
    action: 'contest.openRound',
    objectKind: OBJECT,
    objectId: contest.id,
    objectLabel: `${contest.title} ${title}`,
    detail: { number: row.number, entrants, advances },
  });
  return { id, entrants };
};

/** 录成绩 of an open round. */
export const scoreRound = async (tdb: TenantDb, scope: TenantScope, input: ScoreRoundInput): Promise<void> => {
  const round = await requireRound(tdb, scope, input.roundId);
  await lockContest(tdb, scope.tenantId, round.contestId);
  const { state } = await requireRound(tdb, scope, round.id);
  if (state !== 'open') throw new AppError('STEP_PASSED', `round ${round.id} is ${state}`);
  const wanted = new Map(input.scores.map((one) => [one.entryId, one]));
  const put = await putRoundScores(tdb, { tenantId: scope.tenantId, roundId: round.id }, [...wanted.values()]);
  if (put !== wanted.size) throw new AppError('NOT_FOUND', `somebody takes no part in round ${round.id}`);
  await audit(tdb, scope, {
    action: 'contest.scoreRound',
    objectKind: OBJECT,
    objectId: round.contestId,
    objectLabel: round.title,
    detail: { scores: put },
  });
};

/** Who goes on. Where the cut parts people with as many points, somebody has to say which of them. */
const goOn = (ranked: readonly Ranked[], advances: number, chosen: readonly string[] | undefined): Set<string> => {
  const { through, tied, places } = cutRound(ranked, advances);
  if (tied.length === 0) return new Set(through);
  const said = new Set(chosen ?? []);
  const isSaid = [...said].every((id) => tied.includes(id)) && (said.size === places || said.size === tied.length);
  if (!isSaid) throw new AppError('CONTEST_TIED', 'people with as many points stand at the cut', { places });
  return new Set([...through, ...said]);
};

/** 结束本轮: ranks with ties, who goes on; from the last round the result of the contest. */
export const closeRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CloseRoundInput,
): Promise<{ ranked: number; advanced: number }> => {
  const { contestId } = await requireRound(tdb, scope, input.roundId);
  await lockContest(tdb, scope.tenantId, contestId);
  const round = await requireRound(tdb, scope, input.roundId);
  if (round.state !== 'open') throw new AppError('STEP_PASSED', `round ${round.id} is ${round.state}`);
  const key = { tenantId: scope.tenantId, roundId: round.id };
  const ranked = rankRound(await listRoundResults(tdb, key, WHOLE));
  const counted = ranked.filter(({ rank }) => rank !== null).length;
  if (counted === 0) throw new AppError('BAD_INPUT', `nobody has a score in round ${round.id}`);
  const on = round.advances === null ? new Set<string>() : goOn(ranked, round.advances, input.tied);
  const results = ranked.map(({ entryId, rank }) => ({ entryId, rank, advanced: on.has(entryId) }));
  if (!(await closeContestRound(tdb, { ...key, rowVersion: input.rowVersion }, results)))
    throw new AppError('STALE_VERSION', `round ${round.id}`);
  if (round.advances === null) await settle(tdb, scope, contestId, ranked, input.awards);
  const said = { ranked: counted, advanced: on.size };
  await audit(tdb, scope, {
    action: 'contest.closeRound',
    objectKind: OBJECT,
    objectId: contestId,
    objectLabel: round.title,
    detail: { ...said, tied: input.tied ?? [] },
  });
  return said;
};

const settle = async (
  tdb: TenantDb,
  scope: TenantScope,
  contestId: string,
  ranked: readonly Ranked[],
  awards: CloseRoundInput['awards'],
): Promise<void> => {
  const key = { tenantId: scope.tenantId, contestId };
  const awardOf = awardsByRank(awards ?? { first: 0, second: 0, third: 0, merit: 0 });
  await clearRanks(tdb, key);
  const results = ranked.map((one) => ({ ...one, award: one.rank === null ? null : awardOf(one.rank) }));
  await putFinalResults(tdb, key, results);
  await settleContest(tdb, key);
};

/** 本轮成绩, best first. */
export const listResults = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListRoundResultsInput,
): Promise<Page<RoundResultView>> => {
  const round = await requireRound(tdb, scope, input.roundId);
  const { direction, limit } = input;
  const cursor = decodeCursor(resultCursor, input.cursor);
  const key = { tenantId: scope.tenantId, roundId: round.id };
  const rows = await listRoundResults(tdb, key, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: round.entrants };
  return cutPage(roundResultView.array().parse(rows), options, (row) => encodeCursor([row.score ?? -1, row.entryId]));
};

/** What has to be said before the round can be closed. */
export const readCut = async (tdb: TenantDb, scope: TenantScope, input: { roundId: string }): Promise<RoundCutView> => {
  const round = await requireRound(tdb, scope, input.roundId);
  const rows = await listRoundResults(tdb, { tenantId: scope.tenantId, roundId: round.id }, WHOLE);
  const nobody: Cut = { through: [], tied: [], places: 0 };
  const { tied, places } = round.advances === null ? nobody : cutRound(rankRound(rows), round.advances);
  const unscored = rows.filter((row) => row.score === null).length;
  return roundCutView.parse({ places, tied: rows.filter((row) => tied.includes(row.entryId)), unscored });
};

const outcomeOf = (round: ContestRoundRow, row: RoundResultRow): string => {
  if (round.state === 'open') return '';
  if (row.rank === null) return '未参加';
  if (round.advances === null) return '决赛';
  return row.advanced ? '晋级' : '未晋级';
};

/** 本轮成绩 as a workbook. */
export const exportRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { roundId: string },
): Promise<FileReference> => {
  const round = await requireRound(tdb, scope, input.roundId);
  const rows = await listRoundResults(tdb, { tenantId: scope.tenantId, roundId: round.id }, WHOLE);
  return exportTable(tdb, scope, objects, {
    action: 'contest.exportRound',
    objectKind: OBJECT,
    fileName: `成绩_${round.title}.xlsx`,
    sheetName: '成绩',
    columns: [
      { heading: '名次', width: 8 },
      { heading: '单位', width: 30 },
      { heading: '参赛者', width: 16 },
      { heading: '成绩', width: 10 },
      { heading: '结果', width: 10 },
    ],
    rows: rows.map((row) => [row.rank, row.unitName, row.entrantName, row.score, outcomeOf(round, row)]),
  });
};
