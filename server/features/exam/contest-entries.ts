import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type ContestEntryFields,
  clearRanks,
  findContestEntry,
  listContestEntries,
  putContestEntries,
  settleContest,
  updateContestEntry,
} from '@/db/queries/contest.queries';
import { listRanked, type RankedRow } from '@/db/queries/exam-result.queries';
import { audit } from '@/server/audit/audit';
import {
  type ChangeContestEntryInput,
  type ContestEntryView,
  contestEntryView,
  type EnterEntriesInput,
  type EntryLine,
  type ListContestEntriesInput,
  type RankContestInput,
} from '@/server/domain/exam/contest';
import { phaseOf } from '@/server/domain/exam/exam';
import { AWARDS, type Award } from '@/server/domain/exam/exam-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireContest } from './contests.ts';
import { requireExam } from './publish-exam.ts';

const OBJECT = 'contest';
const LAST = 1_000_000;
const entryCursor = z.tuple([z.number().int(), uuid]);

/** 参赛名单, by rank. */
export const listEntries = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListContestEntriesInput,
): Promise<Page<ContestEntryView>> => {
  await requireContest(tdb, scope, input.contestId);
  const { direction, limit } = input;
  const cursor = decodeCursor(entryCursor, input.cursor);
  const rows = await listContestEntries(tdb, scope.tenantId, input, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: null };
  return cutPage(contestEntryView.array().parse(rows), options, (row) => encodeCursor([row.rank ?? LAST, row.id]));
};

const fieldsOf = ({ note = '', ...entry }: EntryLine): ContestEntryFields => {
  refuseClassified(entry.unitName, entry.entrantName, note);
  return { ...entry, note };
};

/** 登记参赛与名次, many at once. Whoever is in the list already takes the new result. */
export const enterEntries = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: EnterEntriesInput,
): Promise<{ entered: number; changed: number }> => {
  const contest = await requireContest(tdb, scope, input.contestId);
  const rows = input.entries.map((entry) => ({ ...fieldsOf(entry), id: uuidv7() }));
  if (new Set(rows.map((row) => `${row.unitName}\n${row.entrantName}`)).size !== rows.length)
    throw new AppError('BAD_INPUT', 'somebody is entered twice');
  const entered = await putContestEntries(tdb, { tenantId: scope.tenantId, contestId: contest.id }, rows);
  const counts = { entered, changed: rows.length - entered };
  await audit(tdb, scope, {
    action: 'contest.enter',
    objectKind: OBJECT,
    objectId: contest.id,
    objectLabel: contest.title,
    detail: counts,
  });
  return counts;
};

export const changeContestEntry = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ChangeContestEntryInput,
): Promise<void> => {
  const row = await findContestEntry(tdb, scope.tenantId, input.entryId);
  if (!row) throw new AppError('NOT_FOUND', `entry ${input.entryId} is not in tenant ${scope.tenantId}`);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await updateContestEntry(tdb, key, fieldsOf(input.entry))))
    throw new AppError('STALE_VERSION', `entry ${row.id}`);
  await audit(tdb, scope, {
    action: 'contest.changeEntry',
    objectKind: OBJECT,
    objectId: row.contestId,
    objectLabel: row.entrantName,
    detail: { before: { score: row.score, rank: row.rank, award: row.award } },
  });
};

/** Ranks with ties: who has as many points in as much time is as good; awards go down the list. */
const rankedEntries = (people: readonly RankedRow[], places: RankContestInput): ContestEntryFields[] => {
  const awards: Award[] = AWARDS.flatMap((award) => Array.from({ length: places[award] }, () => award));
  return people.map(({ unitName, personName, score }, at) => ({
    unitName,
    entrantName: personName,
    score,
    rank: at + 1,
    award: awards[at] ?? null,
    note: '',
  }));
};

/** People of one name in one unit are told apart by a number, because the list knows people by name. */
const told = (rows: ContestEntryFields[]): ContestEntryFields[] => {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const key = `${row.unitName}\n${row.entrantName}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? row : { ...row, entrantName: `${row.entrantName}（${count}）` };
  });
};

/** 按成绩排名次: the papers handed in become the entries, by points and then by the time that was needed. */
export const rankContest = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RankContestInput,
): Promise<{ entries: number; awards: number }> => {
  const contest = await requireContest(tdb, scope, input.contestId);
  if (contest.examId === null) throw new AppError('STEP_PASSED', `contest ${contest.id} has no exam`);
  const exam = await requireExam(tdb, scope, contest.examId);
  if (phaseOf(exam) !== 'over') throw new AppError('EXAM_STILL_RUNS', `exam ${exam.id} is ${phaseOf(exam)}`);
  const key = { tenantId: scope.tenantId, contestId: contest.id };
  const rows = told(rankedEntries(await listRanked(tdb, scope.tenantId, exam.id), input));
  await clearRanks(tdb, key);
  await putContestEntries(
    tdb,
    key,
    rows.map((row) => ({ ...row, id: uuidv7() })),
  );
  await settleContest(tdb, key);
  const counts = { entries: rows.length, awards: rows.filter((row) => row.award !== null).length };
  await audit(tdb, scope, {
    action: 'contest.rank',
    objectKind: OBJECT,
    objectId: contest.id,
    objectLabel: contest.title,
    detail: counts,
  });
  return counts;
};

const AWARD_WORDS: Record<Award, string> = { first: '一等奖', second: '二等奖', third: '三等奖', merit: '优秀奖' };
const COLUMNS = [
  { heading: '名次', width: 8 },
  { heading: '单位', width: 30 },
  { heading: '参赛者', width: 16 },
  { heading: '成绩', width: 10 },
  { heading: '奖次', width: 10 },
  { heading: '备注', width: 30 },
];

/** 名次表 as a workbook. */
export const exportEntries = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { contestId: string },
): Promise<FileReference> => {
  const contest = await requireContest(tdb, scope, input.contestId);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = contestEntryView.array().parse(await listContestEntries(tdb, scope.tenantId, input, page));
  return exportTable(tdb, scope, objects, {
    action: 'contest.exportEntries',
    objectKind: OBJECT,
    fileName: `名次_${contest.title}.xlsx`,
    sheetName: '名次',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.rank,
      row.unitName,
      row.entrantName,
      row.score,
      row.award ? AWARD_WORDS[row.award] : null,
      row.note,
    ]),
  });
};
