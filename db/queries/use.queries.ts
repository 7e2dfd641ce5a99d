import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/** The columns that a person fills in. */
export interface VisitFields {
  visitedOn: string;
  visitorName: string;
  visitorKind: string | null;
  ageGroup: string | null;
  visitorUnit: string | null;
  personCount: number;
  channel: string;
  purpose: string;
  services: string[];
  subject: string;
  volumeCount: number;
  itemCount: number;
  copiedPages: number;
  result: string;
  sought: string | null;
  soughtState: string | null;
  approvedByName: string | null;
  approvalNote: string | null;
}
export interface VisitRow extends VisitFields {
  id: string;
  readerId: string | null;
  effectAskOn: string | null;
  handlerName: string;
  state: string;
  rowVersion: number;
}

const COLUMNS = [
  'id',
  'visitedOn',
  'visitorName',
  'visitorKind',
  'ageGroup',
  'visitorUnit',
  'personCount',
  'channel',
  'purpose',
  'services',
  'subject',
  'volumeCount',
  'itemCount',
  'copiedPages',
  'result',
  'sought',
  'soughtState',
  'approvedByName',
  'approvalNote',
  'readerId',
  'effectAskOn',
  'handlerName',
  'state',
  'rowVersion',
] as const;

export const insertVisit = async (
  tdb: TenantDb,
  row: VisitFields & {
    tenantId: number;
    id: string;
    readerId: string | null;
    effectAskOn: string | null;
    handlerName: string;
    createdBy: string;
  },
): Promise<VisitRow> => tdb.insertInto('readingVisit').values(row).returning(COLUMNS).executeTakeFirstOrThrow();

export const findVisitForUpdate = (tdb: TenantDb, tenantId: number, visitId: string): Promise<VisitRow | undefined> =>
  tdb
    .selectFrom('readingVisit')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', visitId)
    .forUpdate()
    .executeTakeFirst();

export const findVisit = (tdb: TenantDb, tenantId: number, visitId: string): Promise<VisitRow | undefined> =>
  tdb
    .selectFrom('readingVisit')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', visitId)
    .executeTakeFirst();

/** Answers the row as it is now, or nothing when it no longer had the version. */
export const updateVisit = (
  tdb: TenantDb,
  key: { tenantId: number; visitId: string; rowVersion: number },
  changes: Partial<VisitFields> & { state?: string; effectAskOn?: string | null; readerId?: string | null },
): Promise<VisitRow | undefined> =>
  tdb
    .updateTable('readingVisit')
    .set({ ...changes, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.visitId)
    .where('rowVersion', '=', key.rowVersion)
    .returning(COLUMNS)
    .executeTakeFirst();

export interface VisitListFilter {
  from?: string | undefined;
  to?: string | undefined;
  channel?: string | undefined;
  purpose?: string | undefined;
  result?: string | undefined;
  state?: string | undefined;
  visitorKind?: string | undefined;
  service?: string | undefined;
  q?: string | undefined;
}
export interface VisitPage {
  cursor: [string, string] | undefined;
  direction: Walk;
  limit: number;
  order: 'asc' | 'desc';
}

const filtered = (tdb: TenantDb, tenantId: number, filter: VisitListFilter) => {
  let query = tdb.selectFrom('readingVisit').where('tenantId', '=', tenantId);
  if (filter.from) query = query.where('visitedOn', '>=', filter.from);
  if (filter.to) query = query.where('visitedOn', '<=', filter.to);
  if (filter.channel) query = query.where('channel', '=', filter.channel);
  if (filter.purpose) query = query.where('purpose', '=', filter.purpose);
  if (filter.result) query = query.where('result', '=', filter.result);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.visitorKind) query = query.where('visitorKind', '=', filter.visitorKind);
  if (filter.service) query = query.where(sql<boolean>`services @> array[${filter.service}::text]`);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([
        eb('visitorName', 'ilike', pattern),
        eb('visitorUnit', 'ilike', pattern),
        eb('subject', 'ilike', pattern),
      ]),
    );
  }
  return query;
};

export const listVisits = (
  tdb: TenantDb,
  tenantId: number,
  filter: VisitListFilter,
  page: VisitPage,
): Promise<VisitRow[]> => {
  let query = filtered(tdb, tenantId, filter).select(COLUMNS);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('visitedOn', 'id'), beyond(page.order, direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder(page.order, direction);
  return query
    .orderBy('visitedOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countVisits = (tdb: TenantDb, tenantId: number, filter: VisitListFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

/** The visits of one unit that the open grant shows. The database adds the years of the grant by itself. */
export const listGrantedVisits = (gdb: GrantDb, unitTenantId: number, page: VisitPage): Promise<VisitRow[]> => {
  let query = gdb.selectFrom('readingVisit').select(COLUMNS).where('tenantId', '=', unitTenantId);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('visitedOn', 'id'), beyond(page.order, direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder(page.order, direction);
  return query
    .orderBy('visitedOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};
