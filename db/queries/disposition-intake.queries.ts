import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 接收审核, on the side of the archives. */

export interface IntakeInsert {
  tenantId: number;
  id: string;
  senderTenantId: number;
  senderName: string;
  senderKind: string;
  dispatchId: string;
  batchId: string;
  batchNumber: string;
  title: string;
  round: number;
  facts: string;
  itemCount: number;
  boxCount: number;
  jobId: string | null;
  createdBy: string;
}
export const insertIntake = async (tdb: TenantDb, row: IntakeInsert): Promise<void> => {
  await tdb.insertInto('transferIntake').values(row).execute();
};

export interface IntakeRow {
  id: string;
  senderTenantId: number;
  senderName: string;
  senderKind: string;
  dispatchId: string;
  batchId: string;
  batchNumber: string;
  title: string;
  round: number;
  state: string;
  facts: unknown;
  itemCount: number;
  boxCount: number;
  fondsId: string | null;
  newFondsNumber: string | null;
  newFondsName: string | null;
  accessionId: string | null;
  answerDispatchId: string | null;
  place: string | null;
  decidedByName: string | null;
  decidedOn: string | null;
  errorCode: string | null;
  jobId: string | null;
  createdBy: string;
  createdAt: string;
  rowVersion: number;
}
const INTAKE = [
  'id',
  'senderTenantId',
  'senderName',
  'senderKind',
  'dispatchId',
  'batchId',
  'batchNumber',
  'title',
  'round',
  'state',
  'facts',
  'itemCount',
  'boxCount',
  'fondsId',
  'newFondsNumber',
  'newFondsName',
  'accessionId',
  'answerDispatchId',
  'place',
  'decidedByName',
  'decidedOn',
  'errorCode',
  'jobId',
  'createdBy',
  'createdAt',
  'rowVersion',
] as const;

const intakes = (tdb: TenantDb, tenantId: number) =>
  tdb.selectFrom('transferIntake').select(INTAKE).where('tenantId', '=', tenantId);

export const findIntake = (tdb: TenantDb, tenantId: number, id: string): Promise<IntakeRow | undefined> =>
  intakes(tdb, tenantId).where('id', '=', id).executeTakeFirst();
export const lockIntake = (tdb: TenantDb, tenantId: number, id: string): Promise<IntakeRow | undefined> =>
  intakes(tdb, tenantId).where('id', '=', id).forUpdate().executeTakeFirst();
export const findIntakeOfDispatch = (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<IntakeRow | undefined> => intakes(tdb, tenantId).where('dispatchId', '=', dispatchId).executeTakeFirst();

export interface IntakeConditions {
  state?: string | undefined;
  q?: string | undefined;
}
const filtered = (tdb: TenantDb, tenantId: number, filter: IntakeConditions) => {
  let query = intakes(tdb, tenantId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('senderName', 'ilike', pattern), eb('batchNumber', 'ilike', pattern)]));
  }
  return query;
};
export const listIntakeRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: IntakeConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<IntakeRow[]> => {
  let query = filtered(tdb, tenantId, filter);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('createdAt', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countIntakeRows = (tdb: TenantDb, tenantId: number, filter: IntakeConditions): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter));

export interface IntakeChange {
  state?: string;
  fondsId?: string | null;
  newFondsNumber?: string | null;
  newFondsName?: string | null;
  accessionId?: string | null;
  answerDispatchId?: string;
  place?: string | null;
  decidedByName?: string;
  decidedOn?: string;
  errorCode?: string | null;
  jobId?: string | null;
}
export const updateIntake = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  change: IntakeChange,
): Promise<void> => {
  await tdb
    .updateTable('transferIntake')
    .set({ ...change, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

/** Whether a fonds of this tenant has the number already. */
export const isFondsNumberTaken = async (tdb: TenantDb, tenantId: number, number: string): Promise<boolean> => {
  const row = await tdb
    .selectFrom('fonds')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row !== undefined;
};

export const insertFondsRow = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; number: string; name: string; closedOn: string | null },
): Promise<void> => {
  await tdb.insertInto('fonds').values(row).execute();
};
