import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 征集: what was offered and what became of it. */

export interface DonationInsert {
  tenantId: number;
  id: string;
  year: number;
  number: number;
  donationNumber: string;
  appealId: string | null;
  mode: string;
  donorName: string;
  donorContact: string | null;
  title: string;
  description: string | null;
  categoryCode: string;
  unit: string;
  quantity: string;
  topics: string[];
  story: string | null;
  offeredOn: string;
  createdBy: string;
}
export const insertDonation = async (tdb: TenantDb, row: DonationInsert): Promise<void> => {
  await tdb.insertInto('donation').values(row).execute();
};

export interface DonationRow {
  id: string;
  donationNumber: string;
  appealId: string | null;
  mode: string;
  donorName: string;
  donorContact: string | null;
  title: string;
  description: string | null;
  categoryCode: string;
  unit: string;
  quantity: number;
  topics: string[];
  story: string | null;
  state: string;
  offeredOn: string;
  valuation: string | null;
  valuedAmount: number | null;
  valuedBy: string | null;
  valuedOn: string | null;
  decisionReason: string | null;
  terms: string | null;
  agreedOn: string | null;
  certificateNumber: string | null;
  accessionId: string | null;
  rowVersion: number;
}
const DONATION = [
  'id',
  'donationNumber',
  'appealId',
  'mode',
  'donorName',
  'donorContact',
  'title',
  'description',
  'categoryCode',
  'unit',
  'topics',
  'story',
  'state',
  'offeredOn',
  'valuation',
  'valuedBy',
  'valuedOn',
  'decisionReason',
  'terms',
  'agreedOn',
  'certificateNumber',
  'accessionId',
  'rowVersion',
] as const;
const AMOUNTS = [
  sql<number>`quantity::float8`.as('quantity'),
  sql<number | null>`valued_amount::float8`.as('valuedAmount'),
] as const;

export interface DonationConditions {
  q?: string | undefined;
  state?: string | undefined;
  mode?: string | undefined;
  topic?: string | undefined;
  appealId?: string | undefined;
}
const filtered = (tdb: TenantDb, tenantId: number, filter: DonationConditions) => {
  let query = tdb.selectFrom('donation').where('tenantId', '=', tenantId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.mode) query = query.where('mode', '=', filter.mode);
  if (filter.appealId) query = query.where('appealId', '=', filter.appealId);
  if (filter.topic) query = query.where(sql<boolean>`${filter.topic} = any (topics)`);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([eb('title', 'ilike', pattern), eb('donorName', 'ilike', pattern), eb('donationNumber', 'ilike', pattern)]),
    );
  }
  return query;
};
export const listDonationRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: DonationConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<DonationRow[]> => {
  let query = filtered(tdb, tenantId, filter).select(DONATION).select(AMOUNTS);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('offeredOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('offeredOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countDonationRows = (tdb: TenantDb, tenantId: number, filter: DonationConditions): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

export const findDonationRow = (tdb: TenantDb, tenantId: number, id: string): Promise<DonationRow | undefined> =>
  filtered(tdb, tenantId, {}).select(DONATION).select(AMOUNTS).where('id', '=', id).executeTakeFirst();

export interface DonationChange {
  state: string;
  valuation?: string;
  valuedAmount?: string | null;
  valuedBy?: string;
  valuedOn?: string;
  decisionReason?: string;
  terms?: string;
  agreedOn?: string;
  certificateNumber?: string;
  accessionId?: string;
}
/** False when somebody was quicker. */
export const updateDonation = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  change: DonationChange,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('donation')
    .set({ ...change, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
