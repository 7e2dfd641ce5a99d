import { sql } from 'kysely';
import type { FigureAggregate, FigureCode, FigureSource } from '@/server/domain/figure/figures';
import { registerOfFigure } from '@/server/domain/figure/register-figures';
import type { TenantDb } from '../../client.ts';
import { beyond, type Walk, walkOrder } from '../paging.ts';
import { onsiteGuidance, readersReceived, studySessionsHeld } from './activity-figures.ts';
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
import {
  batchesFinished,
  framesLinked,
  holdingsRate,
  newItemsScanned,
  pagesDigitised,
  permanentPaperRate,
} from './digitisation-figures.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';
import { demandsIssued, departmentsVisited, enforcementRounds } from './inspection-figures.ts';
import { registerFigureRows } from './register-figures.ts';
import * as storage from './storage-figures.ts';

/** The one predicate of each figure. */
const ROWS: Record<FigureCode, (tdb: TenantDb, question: FigureQuestion) => FigureRows> = {
  'S0-01': administrativePiecesFiled,
  'S0-02': accountingVolumesFiled,
  'S0-03': volumesFiled('KJ'),
  'S0-04': volumesFiled('ZY'),
  'S0-05': specialCarriersFiled,
  'S0-09': readersReceived,
  'S1-03': deliveries.officesAndMarriages,
  'S2-07': departmentsVisited,
  'S2-08': demandsIssued,
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
  'S2-30': fileLevelEntries,
  'S2-32': studySessionsHeld,
  'S2-36': storage.stackAreaBefore,
  'S2-37': storage.stackArea,
  'S2-38P': storage.newStacks('permanent'),
  'S2-38S': storage.newStacks('special'),
  'S2-38L': storage.newStacks('library'),
  'S2-39': storage.racksAdded('rows'),
  'S2-40': storage.racksAdded('groups'),
  'S2-41': storage.racksAdded('volume'),
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
  'S3-35': onsiteGuidance,
  'S3-56': enforcementRounds,
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
  'S1-04': newItemsScanned,
  'S1-05': framesLinked,
  'S1-06': storage.openingBlockers,
  'S2-28': pagesDigitised,
  'S2-29': permanentPaperRate,
  'S3-62': holdingsRate,
  ...registerFigureRows,
};

/** How many rows a figure has and what they add up to. */
export const computeFigure = async (
  tdb: TenantDb,
  code: FigureCode,
  aggregate: FigureAggregate,
  question: FigureQuestion,
): Promise<{ rows: number; counted: number }> => {
  const result = await tdb
    .selectFrom(ROWS[code](tdb, question))
    .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.sum<number>('r.amount').as('amount')])
    .select((eb) => eb.fn.min<number | null>('r.amount').as('least'))
    .executeTakeFirstOrThrow();
  const rows = Number(result.rows);
  // The rows are what stands in the way: before the first of them everything is done.
  if (aggregate === 'year_before')
    return { rows, counted: result.least === null ? storage.lastOpenYear(question.to) : Number(result.least) - 1 };
  const sum = Number(result.amount ?? 0);
  if (aggregate === 'ratio') return { rows, counted: rows === 0 ? 0 : (sum * 100) / rows };
  return { rows, counted: aggregate === 'sum' ? sum : rows };
};

/** The rows that the figure counts, in the order of the register. One more than asked for. */
export const listFigureRows = (
  tdb: TenantDb,
  code: FigureCode,
  question: FigureQuestion,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<FigureRecord[]> => {
  let query = tdb
    .selectFrom(ROWS[code](tdb, question))
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
export const listFigureRowIds = async (
  tdb: TenantDb,
  code: FigureCode,
  question: FigureQuestion,
  limit: number,
): Promise<string[]> => {
  const rows = await tdb
    .selectFrom(ROWS[code](tdb, question))
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
