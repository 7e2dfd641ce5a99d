import { sql } from 'kysely';
import type { FigureAggregate, FigureCode, FigureSource } from '@/server/domain/figure/figures';
import { registerOfFigure } from '@/server/domain/figure/register-figures';
import type { TenantDb } from '../../client.ts';
import { beyond, type Walk, walkOrder } from '../paging.ts';
import { readersReceived, studySessionsHeld } from './activity-figures.ts';
import {
  accountingVolumesFiled,
  administrativePiecesFiled,
  fileLevelEntries,
  holdings,
  holdingsAtStart,
  piecesHeld,
  specialCarriersFiled,
  volumesFiled,
  volumesHeld,
} from './archive-figures.ts';
import { unitsAssessed } from './assessment-figures.ts';
import * as deliveries from './delivery-figures.ts';
import * as desk from './desk-figures.ts';
import {
  batchesFinished,
  framesLinked,
  holdingsRate,
  newItemsScanned,
  pagesDigitised,
  permanentPaperRate,
} from './digitisation-figures.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';
import * as guidance from './guidance-figures.ts';
import { demandsIssued, departmentsVisited, enforcementRounds } from './inspection-figures.ts';
import { oversightFigureRows } from './oversight-figures.ts';
import { registerFigureRows } from './register-figures.ts';
import * as storage from './storage-figures.ts';
import * as training from './training-figures.ts';

/** The one predicate of each figure. */
const ROWS: Record<FigureCode, (tdb: TenantDb, question: FigureQuestion) => FigureRows> = {
  'S0-01': administrativePiecesFiled,
  'S0-02': accountingVolumesFiled,
  'S0-03': volumesFiled('KJ'),
  'S0-04': volumesFiled('ZY'),
  'S0-05': specialCarriersFiled,
  'S0-09': readersReceived,
  'S1-03': deliveries.officesAndMarriages,
  'S1-07': readersReceived,
  'S1-08': desk.volumesProvided,
  'S2-03': readersReceived,
  'S2-04': desk.volumesAndPiecesProvided,
  'S2-05': desk.pagesCopied,
  'S2-07': departmentsVisited,
  'S2-08': demandsIssued,
  'S2-09': desk.questionnairesReturned,
  'S2-10': deliveries.unitsOfAdministrative,
  'S2-11': deliveries.administrativePieces,
  'S2-12': deliveries.administrativeVolumes,
  'S2-13': deliveries.administrativeBoxes,
  'S2-14': deliveries.unitsOfTwoKinds,
  'S2-15': deliveries.twoKindsPieces,
  'S2-16': deliveries.twoKindsVolumes,
  'S2-17': deliveries.twoKindsBoxes,
  'S2-18': holdingsAtStart,
  'S2-19': holdings,
  'S2-20': guidance.departmentsGuided,
  'S2-30': fileLevelEntries,
  'S2-32': studySessionsHeld,
  'S2-33': training.provincialOnline,
  'S2-36': storage.stackAreaBefore,
  'S2-37': storage.stackArea,
  'S2-38P': storage.newStacks('permanent'),
  'S2-38S': storage.newStacks('special'),
  'S2-38L': storage.newStacks('library'),
  'S2-39': storage.racksAdded('rows'),
  'S2-40': storage.racksAdded('groups'),
  'S2-41': storage.racksAdded('volume'),
  'S3-20': guidance.observationSites,
  'S3-22': deliveries.retireeVolumes,
  'S3-23': deliveries.retireeEnterprisesOf('central'),
  'S3-24': deliveries.retireeVolumesOf('central'),
  'S3-25': deliveries.retireeEnterprisesOf('province'),
  'S3-26': deliveries.retireeVolumesOf('province'),
  'S3-27': deliveries.retireeEnterprisesOf('city'),
  'S3-28': deliveries.retireeVolumesOf('city'),
  'S3-29': deliveries.retireeEnterprisesOf('district'),
  'S3-30': deliveries.retireeVolumesOf('district'),
  'S3-33': deliveries.retireeEnterprises,
  'S3-34': deliveries.retireePersons,
  'S3-38': training.sessionsOf('special_topic'),
  'S3-39': training.coursewareIssued,
  'S3-41': training.sessionsOf('soe_retirees'),
  'S3-42': training.retireeTrainingPeople,
  'S3-35': guidance.onsiteGuidance,
  'S3-40': guidance.modelVillageGuidance,
  'S3-43': guidance.retiredStaffGuidance(true),
  'S3-44': guidance.retiredStaffGuidance(false),
  'S3-47': readersReceived,
  'S3-48': desk.recordsProvided,
  'S3-49': desk.copiesMade,
  'S3-56': enforcementRounds,
  'S3-58': guidance.guidanceOnFindings,
  'S3-60': volumesHeld,
  'S3-61': piecesHeld,
  'S4-17': deliveries.redCollected,
  'S4-33': unitsAssessed,
  'A-01': deliveries.transferredOut,
  'A-02': deliveries.decidedOpen,
  'A-03': deliveries.collectionsTakenIn,
  'A-04': storage.shelfLengthTaken,
  'A-05': storage.shelfLength,
  'DIG-01': batchesFinished,
  'TRN-01': training.peopleOwing,
  'TRN-02': training.peopleDone,
  'TRN-03': training.hoursLearnt,
  'TRN-04': training.usersUntaught,
  'S1-04': newItemsScanned,
  'S1-05': framesLinked,
  'S1-06': storage.openingBlockers,
  'S2-28': pagesDigitised,
  'S2-29': permanentPaperRate,
  'S3-62': holdingsRate,
  ...oversightFigureRows,
  ...registerFigureRows,
};

/** Amounts have four digits behind the point at most: 6.4 and 12.8 are 19.2, and nothing besides. */
const exact = (amount: number | null): number => Math.round(Number(amount ?? 0) * 1e6) / 1e6;

export interface FigureCount {
  rows: number;
  /** Null where there is nothing to divide by. */
  counted: number | null;
  /** Of a share and of a growth: what is divided by what. */
  parts: { over: number; under: number } | null;
}

/** The rows of a figure, for others that count or list them under a name of their own. */
export const rowsOfFigure = (tdb: TenantDb, code: FigureCode, question: FigureQuestion): FigureRows =>
  ROWS[code](tdb, question);

/** How many rows a figure has and what they add up to. */
export const computeFigure = (
  tdb: TenantDb,
  code: FigureCode,
  aggregate: FigureAggregate,
  question: FigureQuestion,
): Promise<FigureCount> => countFigureRows(tdb, ROWS[code](tdb, question), aggregate, question);

export const countFigureRows = async (
  tdb: TenantDb,
  figureRows: FigureRows,
  aggregate: FigureAggregate,
  question: FigureQuestion,
): Promise<FigureCount> => {
  const result = await tdb
    .selectFrom(figureRows)
    .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.sum<number>('r.amount').as('amount')])
    .select((eb) => eb.fn.min<number | null>('r.amount').as('least'))
    .select(sql<number | null>`sum(r.amount) filter (where r."on" >= ${question.from})`.as('ofYear'))
    .executeTakeFirstOrThrow();
  const rows = Number(result.rows);
  // The rows are what stands in the way: before the first of them everything is done.
  if (aggregate === 'year_before')
    return {
      rows,
      counted: result.least === null ? storage.lastOpenYear(question.to) : Number(result.least) - 1,
      parts: null,
    };
  const sum = exact(result.amount);
  if (aggregate === 'ratio')
    return { rows, counted: rows === 0 ? null : (sum * 100) / rows, parts: { over: sum, under: rows } };
  if (aggregate === 'growth') {
    const over = exact(result.ofYear);
    const under = exact(sum - over);
    return { rows, counted: under === 0 ? null : ((over - under) * 100) / under, parts: { over, under } };
  }
  if (aggregate === 'stated') return { rows, counted: rows === 0 ? null : sum, parts: null };
  return { rows, counted: aggregate === 'sum' ? sum : rows, parts: null };
};

/** The rows that the figure counts, in the order of the register. One more than asked for. */
export const listFigureRows = (
  tdb: TenantDb,
  code: FigureCode,
  question: FigureQuestion,
  page: FigurePage,
): Promise<FigureRecord[]> => pageFigureRows(tdb, ROWS[code](tdb, question), page);

export interface FigurePage {
  cursor: [string, string] | undefined;
  direction: Walk;
  limit: number;
}

export const pageFigureRows = (tdb: TenantDb, figureRows: FigureRows, page: FigurePage): Promise<FigureRecord[]> => {
  let query = tdb
    .selectFrom(figureRows)
    .select(['r.id', 'r.openId', 'r.parentId', 'r.label', 'r.detail', 'r.on', 'r.amount', 'r.sortKey']);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('r.sortKey', 'r.id'), beyond('asc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('r.sortKey', order)
    .orderBy('r.id', order)
    .limit(page.limit + 1)
    .execute();
};

/** Ids of the rows, for a release to keep. */
export const listRowIds = async (tdb: TenantDb, figureRows: FigureRows, limit: number): Promise<string[]> => {
  const rows = await tdb
    .selectFrom(figureRows)
    .select('r.id')
    .orderBy('r.sortKey')
    .orderBy('r.id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};

/** Whether the register behind a figure has any entry at all, of any year and state. */
export const hasAnyEntry = async (
  tdb: TenantDb,
  figure: { code: FigureCode; source: FigureSource },
  tenantId: number,
): Promise<boolean> => {
  const register = registerOfFigure(figure.code);
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from ${sql.table(figure.source)} where tenant_id = ${tenantId}
      ${register === null ? sql`` : sql`and register_code = ${register}`}) as found`.execute(tdb);
  return rows[0]?.found === true;
};
