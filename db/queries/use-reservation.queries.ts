import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface ReservationRow {
  id: string;
  caseNumber: string;
  readerName: string;
  readerKind: string;
  readerUnit: string | null;
  contact: string | null;
  channel: string;
  purpose: string;
  subject: string;
  wishedOn: string;
  dayPart: string;
  lines: unknown;
  state: string;
  note: string | null;
  askedAt: string;
  answeredAt: string | null;
  answerMinutes: number | null;
  visitId: string | null;
  serviceId: string | null;
  portalNumber: string | null;
  lookupCode: string;
  handlerName: string;
  rowVersion: number;
}

const COLUMNS = [
  'id',
  'caseNumber',
  'readerName',
  'readerKind',
  'readerUnit',
  'contact',
  'channel',
  'purpose',
  'subject',
  'wishedOn',
  'dayPart',
  'lines',
  'state',
  'note',
  'askedAt',
  'answeredAt',
  sql<number | null>`floor(extract(epoch from answered_at - asked_at) / 60)::int`.as('answerMinutes'),
  'visitId',
  'serviceId',
  'portalNumber',
  'lookupCode',
  'handlerName',
  'rowVersion',
] as const;

export interface ReservationListFilter {
  state?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
}

const filtered = (tdb: TenantDb, tenantId: number, filter: ReservationListFilter) => {
  let query = tdb.selectFrom('readingReservation').where('tenantId', '=', tenantId);
  if (filter.state === 'open') query = query.where('state', 'in', ['asked', 'confirmed', 'fetched']);
  else if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.from) query = query.where('wishedOn', '>=', filter.from);
  if (filter.to) query = query.where('wishedOn', '<=', filter.to);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([
        eb('readerName', 'ilike', pattern),
        eb('readerUnit', 'ilike', pattern),
        eb('subject', 'ilike', pattern),
        eb('caseNumber', 'ilike', pattern),
      ]),
    );
  }
  return query;
};

/** The youngest day first. One more than asked for. */
export const listReservationRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: ReservationListFilter,
  page: { cursor: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReservationRow[]> => {
  const { cursor, direction, limit } = page;
  const order = walkOrder('desc', direction);
  let query = filtered(tdb, tenantId, filter).select(COLUMNS);
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('wishedOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  return query
    .orderBy('wishedOn', order)
    .orderBy('id', order)
    .limit(limit + 1)
    .execute();
};

export const countReservationRows = (tdb: TenantDb, tenantId: number, filter: ReservationListFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

export const findReservation = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ReservationRow | undefined> => {
  const query = tdb
    .selectFrom('readingReservation')
    .select(COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
};

export type NewReservation = Pick<
  ReservationRow,
  | 'id'
  | 'readerName'
  | 'readerKind'
  | 'readerUnit'
  | 'contact'
  | 'channel'
  | 'purpose'
  | 'subject'
  | 'wishedOn'
  | 'dayPart'
  | 'serviceId'
  | 'portalNumber'
  | 'handlerName'
> & { lines: readonly unknown[]; createdBy: string };

/** Numbered within its day; two that come at once wait for each other. */
export const insertReservation = async (
  tdb: TenantDb,
  tenantId: number,
  row: NewReservation,
  today: string,
): Promise<{ caseNumber: string; lookupCode: string }> => {
  await sql`select pg_advisory_xact_lock(hashtext('reading_reservation'), ${tenantId}::int)`.execute(tdb);
  const start = `YY${today.replaceAll('-', '')}-`;
  const { rows } = await sql<{ taken: number }>`select count(*)::int as taken from reading_reservation
    where tenant_id = ${tenantId} and starts_with(case_number, ${start})`.execute(tdb);
  const caseNumber = `${start}${String((rows[0]?.taken ?? 0) + 1).padStart(3, '0')}`;
  return tdb
    .insertInto('readingReservation')
    .values({ ...row, tenantId, caseNumber, lines: JSON.stringify(row.lines) })
    .returning(['caseNumber', 'lookupCode'])
    .executeTakeFirstOrThrow();
};

/** The next step of a reservation that is locked; each step has its moment. */
export const updateReservation = async (
  tdb: TenantDb,
  tenantId: number,
  row: Pick<ReservationRow, 'id' | 'rowVersion' | 'answeredAt'>,
  change: { state: string; wishedOn?: string; dayPart?: string; note?: string; visitId?: string; handlerName: string },
): Promise<void> => {
  const now = sql<string>`now()`;
  await tdb
    .updateTable('readingReservation')
    .set({
      ...change,
      rowVersion: row.rowVersion + 1,
      ...(row.answeredAt === null ? { answeredAt: now } : {}),
      ...(change.state === 'fetched' ? { fetchedAt: now } : {}),
      ...(['visited', 'declined', 'missed'].includes(change.state) ? { endedAt: now } : {}),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', row.id)
    .execute();
};
