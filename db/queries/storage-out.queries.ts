import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isLate, todayInShanghai as today } from './lateness.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface OutRow {
  id: string;
  boxId: string | null;
  itemId: string | null;
  what: string;
  holderName: string;
  holderUnit: string | null;
  purpose: string;
  outOn: string;
  dueOn: string;
  returnedOn: string | null;
  returnNote: string | null;
  handedByName: string;
  takenByName: string | null;
  isOverdue: boolean;
  rowVersion: number;
}

const outs = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('storageOut as o')
    .leftJoin('box as b', (join) => join.onRef('b.tenantId', '=', 'o.tenantId').onRef('b.id', '=', 'o.boxId'))
    .leftJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'o.tenantId').onRef('i.id', '=', 'o.itemId'))
    .where('o.tenantId', '=', tenantId);

const OUT = [
  'o.id',
  'o.boxId',
  'o.itemId',
  sql<string>`coalesce(i.reference_code, b.label || ' ' || b.filing_year || '-' || b.retention_code || '-' || b.box_number)`.as(
    'what',
  ),
  'o.holderName',
  'o.holderUnit',
  'o.purpose',
  'o.outOn',
  'o.dueOn',
  'o.returnedOn',
  'o.returnNote',
  'o.handedByName',
  'o.takenByName',
  sql<boolean>`o.returned_on is null and ${isLate('o.due_on')}`.as('isOverdue'),
  'o.rowVersion',
] as const;

type OutState = 'out' | 'overdue' | 'returned' | undefined;

const inState = (tdb: TenantDb, tenantId: number, state: OutState) =>
  outs(tdb, tenantId)
    .$if(state === 'out' || state === 'overdue', (query) => query.where('o.returnedOn', 'is', null))
    .$if(state === 'overdue', (query) => query.where(isLate('o.due_on')))
    .$if(state === 'returned', (query) => query.where('o.returnedOn', 'is not', null));

/** By the day it is due, the oldest first. */
export const listOutRows = (
  tdb: TenantDb,
  tenantId: number,
  state: OutState,
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<OutRow[]> => {
  const order = walkOrder('asc', walk.direction);
  const { after } = walk;
  return inState(tdb, tenantId, state)
    .select(OUT)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('o.dueOn', 'o.id'), beyond('asc', walk.direction), eb.tuple(after?.[0] ?? '', after?.[1] ?? '')),
      ),
    )
    .orderBy('o.dueOn', order)
    .orderBy('o.id', order)
    .limit(walk.limit)
    .execute() as Promise<OutRow[]>;
};

export const countOutRows = (tdb: TenantDb, tenantId: number, state: OutState): Promise<number> =>
  countUpToCap(tdb, inState(tdb, tenantId, state).select('o.id') as never);

export const findOut = (tdb: TenantDb, tenantId: number, id: string): Promise<OutRow | undefined> =>
  outs(tdb, tenantId).select(OUT).where('o.id', '=', id).executeTakeFirst() as Promise<OutRow | undefined>;

export interface OutInsert {
  tenantId: number;
  id: string;
  boxId: string | null;
  itemId: string | null;
  holderName: string;
  holderUnit: string | null;
  purpose: string;
  dueOn: string;
  handedByName: string;
}

export const insertOut = async (tdb: TenantDb, row: OutInsert): Promise<void> => {
  await tdb
    .insertInto('storageOut')
    .values({ ...row, outOn: today })
    .execute();
};

/** False when it is back already, or somebody was quicker. */
export const returnOut = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: { returnNote: string | null; takenByName: string },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('storageOut')
    .set({ ...values, returnedOn: today, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('returnedOn', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Who has one of the records, or the box that they lie in, out of the store now. */
export const findHolder = (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
  boxId: string | null,
): Promise<{ holderName: string; dueOn: string } | undefined> =>
  tdb
    .selectFrom('storageOut')
    .select(['holderName', 'dueOn'])
    .where('tenantId', '=', tenantId)
    .where('returnedOn', 'is', null)
    .where((eb) => eb.or([eb('itemId', 'in', [...itemIds]), ...(boxId === null ? [] : [eb('boxId', '=', boxId)])]))
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();

export interface SummaryRow {
  rooms: number;
  areaM2: number;
  capacityMm: number;
  usedMm: number;
  boxes: number;
  unshelved: number;
  out: number;
  overdue: number;
  today: string;
}

export const readStorageSummary = async (tdb: TenantDb, tenantId: number): Promise<SummaryRow> => {
  const { rows } = await sql<SummaryRow>`
    select p.rooms, p.area as "areaM2", p.capacity as "capacityMm", b.used as "usedMm", b.boxes, b.unshelved, o.out, o.overdue, ${today}::text as today
    from (select count(*) filter (where level = 'room')::int as rooms, coalesce(sum(area_m2), 0)::float8 as area, coalesce(sum(capacity_mm), 0)::int as capacity
        from storage_place where tenant_id = ${tenantId} and state = 'active') p,
      (select coalesce(sum(spine_mm) filter (where place_id is not null), 0)::int as used, count(*)::int as boxes, count(*) filter (where place_id is null)::int as unshelved
        from box where tenant_id = ${tenantId} and state = 'active') b,
      (select count(*)::int as out, count(*) filter (where ${isLate('due_on')})::int as overdue from storage_out where tenant_id = ${tenantId} and returned_on is null) o`.execute(
    tdb,
  );
  const [row] = rows;
  if (!row) throw new Error('sums without a row');
  return row;
};
