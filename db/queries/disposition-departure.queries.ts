import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 移出登记. */

export interface DepartureRow {
  id: string;
  departureNumber: string;
  kind: string;
  itemIds: string[];
  basis: string;
  reason: string;
  state: string;
  proposedBy: string;
  proposedByName: string;
  proposedAt: string;
  decidedByName: string | null;
  declineReason: string | null;
  leftOn: string | null;
  method: string | null;
  witnesses: string[];
  rowVersion: number;
}
const DEPARTURE = [
  'id',
  'departureNumber',
  'kind',
  'itemIds',
  'basis',
  'reason',
  'state',
  'proposedBy',
  'proposedByName',
  'proposedAt',
  'decidedByName',
  'declineReason',
  'leftOn',
  'method',
  'witnesses',
  'rowVersion',
] as const;

export const insertDeparture = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    departureNumber: string;
    kind: string;
    itemIds: string[];
    basis: string;
    reason: string;
    proposedBy: string;
    proposedByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('departure').values(row).execute();
};

export interface DepartureConditions {
  q?: string | undefined;
  state?: string | undefined;
  kind?: string | undefined;
}
const filtered = (tdb: TenantDb, tenantId: number, filter: DepartureConditions) => {
  let query = tdb.selectFrom('departure').where('tenantId', '=', tenantId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([eb('departureNumber', 'ilike', pattern), eb('basis', 'ilike', pattern), eb('reason', 'ilike', pattern)]),
    );
  }
  return query;
};

/** The newest first: ids go up with time. One more than asked for. */
export const listDepartureRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: DepartureConditions,
  page: { cursor: string | undefined; direction: Walk; limit: number },
): Promise<DepartureRow[]> => {
  let query = filtered(tdb, tenantId, filter).select(DEPARTURE);
  if (page.cursor) query = query.where('id', beyond('desc', page.direction), page.cursor);
  return query
    .orderBy('id', walkOrder('desc', page.direction))
    .limit(page.limit + 1)
    .execute();
};
export const countDepartureRows = (tdb: TenantDb, tenantId: number, filter: DepartureConditions): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

export const findDeparture = (tdb: TenantDb, tenantId: number, id: string): Promise<DepartureRow | undefined> =>
  filtered(tdb, tenantId, {}).select(DEPARTURE).where('id', '=', id).executeTakeFirst();

/** False when somebody was quicker. */
export const updateDeparture = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  change: {
    state: string;
    decidedBy: string;
    decidedByName: string;
    declineReason?: string;
    leftOn?: string;
    method?: string | null;
    witnesses?: string[];
  },
): Promise<boolean> => {
  const result = await tdb
    .updateTable('departure')
    .set({ ...change, decidedAt: sql<string>`now()`, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** The records and, with a volume, what lies in it; in the order of their codes. */
export const expandToPieces = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select i.id from archive_item i where i.tenant_id = ${tenantId} and i.state <> 'void' and i.left_on is null
      and (i.id = any (${itemIds as string[]}::uuid[]) or i.parent_id = any (${itemIds as string[]}::uuid[]))
    order by i.code_sort, i.id limit 2001`.execute(tdb);
  return rows.map((row) => row.id);
};

export interface DepartingRow {
  id: string;
  referenceCode: string;
  title: string;
  filingYear: number;
  retentionCode: string;
  expiresOn: string | null;
  pageCount: number | null;
  /** Filed, still here, in nobody's hands and on no transfer. */
  isThere: boolean;
  /** Its time is over, so that it may be destroyed. */
  isOver: boolean;
}

/** Whether each record can leave today. Held until the transaction ends. */
export const lockDeparting = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<DepartingRow[]> => {
  const { rows } = await sql<DepartingRow>`
    select i.id, i.reference_code, i.title, i.filing_year, i.retention_code, i.expires_on, i.page_count,
      i.state = 'filed' and i.left_on is null
        and not exists (select 1 from transfer_item x where x.tenant_id = ${tenantId} and x.item_id = i.id and x.state in ('sent', 'accepted'))
        and not exists (select 1 from storage_out o where o.tenant_id = ${tenantId} and o.item_id = i.id and o.returned_on is null) as is_there,
      coalesce(i.expires_on < (now() at time zone 'Asia/Shanghai')::date, false) as is_over
    from archive_item i where i.tenant_id = ${tenantId} and i.id = any (${itemIds as string[]}::uuid[])
    order by i.code_sort, i.id for update of i`.execute(tdb);
  return rows;
};

/** Whether one of the records stands on a proposal that nobody has decided yet. */
export const isProposedElsewhere = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from departure d where d.tenant_id = ${tenantId} and d.state = 'proposed'
      and d.item_ids && ${itemIds as string[]}::uuid[]) as found`.execute(tdb);
  return rows[0]?.found === true;
};

/** The records leave; their entries stay with the day and how they left. */
export const setItemsDeparted = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
  how: { leftOn: string; kind: string },
): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    update archive_item i set left_on = ${how.leftOn}::date, left_how = ${how.kind}, row_version = i.row_version + 1, updated_at = now()
    where i.tenant_id = ${tenantId} and i.id = any (${itemIds as string[]}::uuid[]) and i.left_on is null and i.state = 'filed'
    returning i.id`.execute(tdb);
  return rows.length;
};

/** What the list of a departure says of each record. */
export const listDepartingRows = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<Omit<DepartingRow, 'isThere' | 'isOver'>[]> =>
  tdb
    .selectFrom('archiveItem')
    .select(['id', 'referenceCode', 'title', 'filingYear', 'retentionCode', 'expiresOn', 'pageCount'])
    .where('tenantId', '=', tenantId)
    .where('id', 'in', [...itemIds])
    .orderBy('codeSort')
    .orderBy('id')
    .limit(2000)
    .execute();
