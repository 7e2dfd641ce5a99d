import { type ExpressionBuilder, sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { DB } from '../../schema.gen.ts';
import type { FigureQuestion, FigureRows } from './figure-rows.ts';

type Items = ExpressionBuilder<DB, 'archiveItem'>;
type DayColumn = 'archivedOn' | 'accessionedOn' | 'publishedOn';

/* An entry that was made by mistake (void) is never a holding, whatever dates it carries. */
const itemRows = (
  tdb: TenantDb,
  tenantId: number,
  day: DayColumn,
  predicate: (eb: Items) => ReturnType<Items['and']>,
): FigureRows =>
  tdb
    .selectFrom('archiveItem')
    .select([
      'id',
      'id as openId',
      sql<string | null>`null::uuid`.as('parentId'),
      'title as label',
      'referenceCode as detail',
      `${day} as on`,
      sql<number>`1`.as('amount'),
      'codeSort as sortKey',
    ])
    .where('tenantId', '=', tenantId)
    .where('state', '<>', 'void')
    .where(predicate)
    .as('r');

const filedInPeriod = (eb: Items, { from, to }: FigureQuestion) =>
  eb.and([eb('archivedOn', '>=', from), eb('archivedOn', '<=', to)]);

/** Still there at the end of the day: what left on that very day is gone. */
const notLeft = (eb: Items, to: string) => eb.or([eb('leftOn', 'is', null), eb('leftOn', '>', to)]);

const heldOn = (eb: Items, to: string) => eb.and([eb('accessionedOn', '<=', to), notLeft(eb, to)]);

/** Photographs are counted by 张, whatever group they stand in. */
const isTopLevelPiece = (eb: Items) =>
  eb.and([eb('level', '=', 'piece'), eb.or([eb('parentId', 'is', null), eb('categoryCode', '=', 'ZP')])]);

/** S0-01 */
export const administrativePiecesFiled = (tdb: TenantDb, question: FigureQuestion): FigureRows =>
  itemRows(tdb, question.tenantId, 'archivedOn', (eb) =>
    eb.and([filedInPeriod(eb, question), eb('categoryCode', '=', 'WS'), isTopLevelPiece(eb)]),
  );

/** S0-02 */
export const accountingVolumesFiled = (tdb: TenantDb, question: FigureQuestion): FigureRows =>
  itemRows(tdb, question.tenantId, 'archivedOn', (eb) =>
    eb.and([filedInPeriod(eb, question), eb('categoryCode', '=', 'KU'), eb('level', '=', 'volume')]),
  );

/** S0-03, S0-04 */
export const volumesFiled =
  (categoryCode: 'KJ' | 'ZY') =>
  (tdb: TenantDb, question: FigureQuestion): FigureRows =>
    itemRows(tdb, question.tenantId, 'archivedOn', (eb) =>
      eb.and([filedInPeriod(eb, question), eb('categoryCode', '=', categoryCode), eb('level', '=', 'volume')]),
    );

/** S0-05 */
export const specialCarriersFiled = (tdb: TenantDb, question: FigureQuestion): FigureRows =>
  itemRows(tdb, question.tenantId, 'archivedOn', (eb) =>
    eb.and([filedInPeriod(eb, question), eb('categoryCode', 'in', ['ZP', 'LY', 'LX', 'SW']), isTopLevelPiece(eb)]),
  );

/** S2-18. The end of the year before; both ends of the question follow from its first day. */
export const holdingsAtStart = (tdb: TenantDb, question: FigureQuestion): FigureRows =>
  holdings(tdb, { ...question, to: `${Number(question.from.slice(0, 4)) - 1}-12-31` });

/** S2-19 */
export const holdings = (tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  itemRows(tdb, tenantId, 'accessionedOn', (eb) =>
    eb.and([heldOn(eb, to), eb.or([eb('level', 'in', ['volume', 'register']), isTopLevelPiece(eb)])]),
  );

/** S2-30 */
export const fileLevelEntries = (tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  itemRows(tdb, tenantId, 'publishedOn', (eb) =>
    eb.and([eb('level', '=', 'piece'), eb('publishedOn', '<=', to), notLeft(eb, to)]),
  );

/** S3-60 */
export const volumesHeld = (tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  itemRows(tdb, tenantId, 'accessionedOn', (eb) => eb.and([heldOn(eb, to), eb('level', '=', 'volume')]));

/** S3-61 */
export const piecesHeld = (tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  itemRows(tdb, tenantId, 'accessionedOn', (eb) => eb.and([heldOn(eb, to), isTopLevelPiece(eb)]));
