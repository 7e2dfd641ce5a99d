import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface FondsRecordRow {
  id: string;
  number: string;
  isOfficial: boolean;
  provisionalNumber: string | null;
  name: string;
  kind: string;
  className: string | null;
  startedOn: string | null;
  closedOn: string | null;
  closedReason: string | null;
  location: string | null;
  relations: string | null;
  history: string | null;
  note: string | null;
  rowVersion: number;
}

const FONDS = [
  'id',
  'number',
  'isOfficial',
  'provisionalNumber',
  'name',
  'kind',
  'className',
  'startedOn',
  'closedOn',
  'closedReason',
  'location',
  'relations',
  'history',
  'note',
  'rowVersion',
] as const;

/** A repository keeps some hundreds of fonds; the database keeps it from having more than 5,000. */
export const listFondsRecords = (tdb: TenantDb, tenantId: number): Promise<FondsRecordRow[]> =>
  tdb
    .selectFrom('fonds')
    .select(FONDS)
    .where('tenantId', '=', tenantId)
    .orderBy('number')
    .orderBy('id')
    .limit(5_000)
    .execute();

export const findFondsRecord = (tdb: TenantDb, tenantId: number, id: string): Promise<FondsRecordRow | undefined> =>
  tdb.selectFrom('fonds').select(FONDS).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst();

export const insertFonds = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    number: string;
    isOfficial: boolean;
    name: string;
    kind: string;
    className: string | null;
    startedOn: string | null;
    location: string | null;
    relations: string | null;
    history: string | null;
    note: string | null;
  },
): Promise<void> => {
  await tdb
    .insertInto('fonds')
    .values({ ...row, provisionalNumber: row.isOfficial ? null : row.number })
    .execute();
};

export type FondsUpdate = Partial<
  Pick<
    FondsRecordRow,
    | 'number'
    | 'isOfficial'
    | 'provisionalNumber'
    | 'name'
    | 'kind'
    | 'className'
    | 'startedOn'
    | 'closedOn'
    | 'closedReason'
    | 'location'
    | 'relations'
    | 'history'
    | 'note'
  >
>;

/** False when somebody was quicker, if a version is given. */
export const updateFonds = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion?: number },
  values: FondsUpdate,
): Promise<boolean> => {
  const row = await tdb
    .updateTable('fonds')
    .set({ ...values, rowVersion: sql<number>`row_version + 1`, updatedAt: sql<string>`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .$if(key.rowVersion !== undefined, (query) => query.where('rowVersion', '=', key.rowVersion ?? 0))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export interface HoldingRow {
  fondsId: string;
  categoryCode: string;
  subcategoryCode: string | null;
  pieces: number;
  volumes: number;
  groups: number;
  books: number;
  frames: number;
  pages: number;
  firstYear: number;
  lastYear: number;
}

/** Of so many fonds at a time, so that the groups of a question stay far below its limit. */
export const HOLDINGS_AT_ONCE = 200;

/** What is held of the fonds, by category. Records that left or were struck out are not counted. */
export const countHoldings = (tdb: TenantDb, tenantId: number, fondsIds: readonly string[]): Promise<HoldingRow[]> =>
  tdb
    .selectFrom('archiveItem')
    .select([
      'fondsId',
      'categoryCode',
      'subcategoryCode',
      sql<number>`count(*) filter (where level = 'piece')::int`.as('pieces'),
      sql<number>`count(*) filter (where level in ('volume', 'register'))::int`.as('volumes'),
      sql<number>`count(*) filter (where level = 'group')::int`.as('groups'),
      sql<number>`coalesce(sum(case when details ->> 'bookCount' ~ '^[0-9]{1,6}$' then (details ->> 'bookCount')::int end), 0)::int`.as(
        'books',
      ),
      sql<number>`coalesce(sum(frame_count), 0)::int`.as('frames'),
      sql<number>`coalesce(sum(page_count) filter (where parent_id is null), 0)::int`.as('pages'),
      sql<number>`min(filing_year)::int`.as('firstYear'),
      sql<number>`max(filing_year)::int`.as('lastYear'),
    ])
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'filed')
    .where('leftOn', 'is', null)
    .where(sql<boolean>`fonds_id = any (${fondsIds as string[]}::uuid[])`)
    .groupBy(['fondsId', 'categoryCode', 'subcategoryCode'])
    .orderBy('fondsId')
    .orderBy('categoryCode')
    .orderBy('subcategoryCode')
    .limit(50_000)
    .execute();

export interface FondsChangeRow {
  id: string;
  rule: string;
  effectiveOn: string;
  decreeNumber: string | null;
  handover: string | null;
  note: string | null;
  createdByName: string;
  createdAt: string;
}
export interface FondsChangePartyRow {
  changeId: string;
  position: number;
  side: string;
  fondsId: string | null;
  fondsNumber: string | null;
  name: string;
  effect: string;
}

const CHANGE = ['id', 'rule', 'effectiveOn', 'decreeNumber', 'handover', 'note', 'createdByName', 'createdAt'] as const;

const fondsChanges = (tdb: TenantDb, tenantId: number, fondsId: string | undefined) =>
  tdb
    .selectFrom('fondsChange')
    .where('tenantId', '=', tenantId)
    .$if(fondsId !== undefined, (query) =>
      query.where('id', 'in', (eb) =>
        eb
          .selectFrom('fondsChangeParty')
          .select('changeId')
          .where('tenantId', '=', tenantId)
          .where('fondsId', '=', fondsId ?? ''),
      ),
    );

/** The changes of the unit or of one fonds, newest first. One more than asked for. */
export const listFondsChanges = (
  tdb: TenantDb,
  tenantId: number,
  fondsId: string | undefined,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<FondsChangeRow[]> => {
  let query = fondsChanges(tdb, tenantId, fondsId).select(CHANGE);
  const { cursor, direction } = page;
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('effectiveOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  const order = walkOrder('desc', direction);
  return query
    .orderBy('effectiveOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countFondsChanges = (tdb: TenantDb, tenantId: number, fondsId: string | undefined): Promise<number> =>
  countUpToCap(tdb, fondsChanges(tdb, tenantId, fondsId).select('id'));

export const findFondsChange = (tdb: TenantDb, tenantId: number, id: string): Promise<FondsChangeRow | undefined> =>
  fondsChanges(tdb, tenantId, undefined).select(CHANGE).where('id', '=', id).executeTakeFirst();

export const listChangeParties = (
  tdb: TenantDb,
  tenantId: number,
  changeIds: readonly string[],
): Promise<FondsChangePartyRow[]> =>
  changeIds.length === 0
    ? Promise.resolve([])
    : tdb
        .selectFrom('fondsChangeParty as p')
        .leftJoin('fonds as f', (join) => join.onRef('f.tenantId', '=', 'p.tenantId').onRef('f.id', '=', 'p.fondsId'))
        .select(['p.changeId', 'p.position', 'p.side', 'p.fondsId', 'f.number as fondsNumber', 'p.name', 'p.effect'])
        .where('p.tenantId', '=', tenantId)
        .where('p.changeId', 'in', [...changeIds])
        .orderBy('p.changeId')
        .orderBy('p.position')
        .execute();

export const insertFondsChange = async (
  tdb: TenantDb,
  change: {
    tenantId: number;
    id: string;
    rule: string;
    effectiveOn: string;
    decreeNumber: string | null;
    handover: string | null;
    note: string | null;
    createdBy: string;
    createdByName: string;
  },
  parties: readonly { side: string; fondsId: string | null; name: string; effect: string }[],
): Promise<void> => {
  await tdb.insertInto('fondsChange').values(change).execute();
  await tdb
    .insertInto('fondsChangeParty')
    .values(parties.map((party, position) => ({ tenantId: change.tenantId, changeId: change.id, position, ...party })))
    .execute();
};
