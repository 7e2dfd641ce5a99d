import { type SqlBool, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

export interface StockTakeRow {
  id: string;
  title: string;
  year: number;
  placeId: string;
  placeCode: string;
  state: string;
  plannedOn: string;
  startedAt: string;
  startedByName: string;
  closedAt: string | null;
  closedByName: string | null;
  conclusion: string | null;
  rowVersion: number;
  expected: number;
  counted: number;
  missing: number;
  misplaced: number;
  unknown: number;
  unresolved: number;
}

const TAKE = sql`t.id, t.title, t.year, t.place_id as "placeId", t.place_code as "placeCode", t.state, t.planned_on as "plannedOn",
  t.started_at as "startedAt", t.started_by_name as "startedByName", t.closed_at as "closedAt", t.closed_by_name as "closedByName",
  t.conclusion, t.row_version as "rowVersion", n.expected, n.counted, n.missing, n.misplaced, n.unknown, n.unresolved`;
const SUMS = sql`cross join lateral (select
    count(*) filter (where l.expected_place_id is not null)::int as expected, count(*) filter (where l.outcome = 'counted')::int as counted,
    count(*) filter (where l.outcome = 'missing')::int as missing, count(*) filter (where l.outcome = 'misplaced')::int as misplaced,
    count(*) filter (where l.outcome = 'unknown')::int as unknown, count(*) filter (where l.outcome <> 'counted' and l.resolution is null)::int as unresolved
  from stock_take_line l where l.tenant_id = t.tenant_id and l.stock_take_id = t.id) n`;

export const listStockTakeRows = async (
  tdb: TenantDb,
  tenantId: number,
  year: number | undefined,
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<StockTakeRow[]> => {
  const order = sql.raw(walkOrder('desc', walk.direction));
  const side = sql.raw(beyond('desc', walk.direction));
  const { after } = walk;
  const { rows } = await sql<StockTakeRow>`
    select ${TAKE} from stock_take t ${SUMS} where t.tenant_id = ${tenantId}
      ${year === undefined ? sql`` : sql`and t.year = ${year}`}
      ${after ? sql`and (t.started_at, t.id) ${side} (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by t.started_at ${order}, t.id ${order} limit ${walk.limit}`.execute(tdb);
  return rows;
};

export const findStockTake = async (tdb: TenantDb, tenantId: number, id: string): Promise<StockTakeRow | undefined> => {
  const { rows } = await sql<StockTakeRow>`
    select ${TAKE} from stock_take t ${SUMS} where t.tenant_id = ${tenantId} and t.id = ${id}`.execute(tdb);
  return rows[0];
};

/** The row alone, locked, so that nothing is scanned into a stock-take that is being closed. */
export const lockStockTake = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<{ id: string; title: string; state: string; rowVersion: number } | undefined> =>
  tdb
    .selectFrom('stockTake')
    .select(['id', 'title', 'state', 'rowVersion'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const insertStockTake = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    title: string;
    year: number;
    placeId: string;
    placeCode: string;
    plannedOn: string;
    startedByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('stockTake').values(row).execute();
};

/** Freezes what should stand in the place and everything below it; every box is missing until it is scanned. */
export const freezeExpected = async (
  tdb: TenantDb,
  tenantId: number,
  stockTakeId: string,
  placeId: string,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with lines as (insert into stock_take_line (tenant_id, stock_take_id, label, box_id, expected_place_id, expected_code, outcome)
      select ${tenantId}, ${stockTakeId}, b.label, b.id, d.id, d.code, 'missing'
      from storage_place p join storage_place d on d.tenant_id = p.tenant_id and (d.id = p.id or (d.sort_key > p.sort_key || '/' and d.sort_key < p.sort_key || '0'))
      join box b on b.tenant_id = d.tenant_id and b.place_id = d.id and b.state = 'active'
      where p.tenant_id = ${tenantId} and p.id = ${placeId} returning 1)
    select count(*)::int as count from lines`.execute(tdb);
  return rows[0]?.count ?? 0;
};

export interface ScanInsert {
  scanId: string;
  label: string;
  placeCode: string;
  scannedAt: string;
}

/** The ids of those that had not come before. */
export const insertScans = async (
  tdb: TenantDb,
  key: { tenantId: number; stockTakeId: string; byName: string },
  scans: readonly ScanInsert[],
): Promise<Set<string>> => {
  const rows = await tdb
    .insertInto('stockTakeScan')
    .values(
      scans.map((scan) => ({
        tenantId: key.tenantId,
        stockTakeId: key.stockTakeId,
        scannedByName: key.byName,
        ...scan,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenantId', 'stockTakeId', 'scanId']).doNothing())
    .returning('scanId')
    .execute();
  return new Set(rows.map((row) => row.scanId));
};

export interface FoundLine {
  label: string;
  boxId: string | null;
  /** Where the box is registered, for a box that nobody expected in this range. */
  homePlaceId: string | null;
  homeCode: string | null;
  foundPlaceId: string;
  foundCode: string;
  foundAt: string;
  foundByName: string;
}

/** Enters what was found where; the later scan of a label counts. A difference that was settled stays settled. */
export const recordFound = async (
  tdb: TenantDb,
  tenantId: number,
  stockTakeId: string,
  lines: readonly FoundLine[],
): Promise<void> => {
  if (lines.length === 0) return;
  await sql`
    insert into stock_take_line as l (tenant_id, stock_take_id, label, box_id, expected_code, found_place_id, found_code, found_at, found_by_name, outcome)
    select ${tenantId}::int, ${stockTakeId}::uuid, r.label, r."boxId", r."homeCode", r."foundPlaceId", r."foundCode", r."foundAt", r."foundByName",
      case when r."boxId" is null then 'unknown' when r."homePlaceId" = r."foundPlaceId" then 'counted' else 'misplaced' end
    from json_to_recordset(${JSON.stringify(lines)}::json) as r(label text, "boxId" uuid, "homePlaceId" uuid, "homeCode" text,
      "foundPlaceId" uuid, "foundCode" text, "foundAt" timestamptz, "foundByName" text)
    on conflict (tenant_id, stock_take_id, label) do update set
      found_place_id = excluded.found_place_id, found_code = excluded.found_code, found_at = excluded.found_at, found_by_name = excluded.found_by_name,
      outcome = case when l.expected_place_id is null then excluded.outcome when l.expected_place_id = excluded.found_place_id then 'counted' else 'misplaced' end
    where l.resolution is null and (l.found_at is null or l.found_at <= excluded.found_at)`.execute(tdb);
};

export interface LineRow {
  label: string;
  boxId: string | null;
  boxText: string | null;
  expectedPlaceId: string | null;
  expectedCode: string | null;
  foundPlaceId: string | null;
  foundCode: string | null;
  foundAt: string | null;
  foundByName: string | null;
  outcome: string;
  resolution: string | null;
  resolutionNote: string | null;
  resolvedByName: string | null;
}

const linesOf = (tdb: TenantDb, tenantId: number, stockTakeId: string) =>
  tdb
    .selectFrom('stockTakeLine as l')
    .leftJoin('box as b', (join) => join.onRef('b.tenantId', '=', 'l.tenantId').onRef('b.id', '=', 'l.boxId'))
    .select([
      'l.label',
      'l.boxId',
      sql<string | null>`b.category_code || ' ' || b.filing_year || '-' || b.retention_code || '-' || b.box_number`.as(
        'boxText',
      ),
      'l.expectedPlaceId',
      'l.expectedCode',
      'l.foundPlaceId',
      'l.foundCode',
      'l.foundAt',
      'l.foundByName',
      'l.outcome',
      'l.resolution',
      'l.resolutionNote',
      'l.resolvedByName',
    ])
    .where('l.tenantId', '=', tenantId)
    .where('l.stockTakeId', '=', stockTakeId);

export const listLines = (
  tdb: TenantDb,
  tenantId: number,
  stockTakeId: string,
  filter: { outcome?: string | undefined; onlyDifferences?: boolean; labels?: readonly string[] },
  walk: { after: string | undefined; direction: Walk; limit: number },
): Promise<LineRow[]> =>
  linesOf(tdb, tenantId, stockTakeId)
    .$if(filter.outcome !== undefined, (query) => query.where('l.outcome', '=', filter.outcome ?? ''))
    .$if(filter.onlyDifferences === true, (query) => query.where('l.outcome', '!=', 'counted'))
    .$if(filter.labels !== undefined, (query) =>
      query.where(sql<SqlBool>`l.label = any (${[...(filter.labels ?? [])]}::text[])`),
    )
    .$if(walk.after !== undefined, (query) => query.where('l.label', beyond('asc', walk.direction), walk.after ?? ''))
    .orderBy('l.label', walkOrder('asc', walk.direction))
    .limit(walk.limit)
    .execute();

export const resolveLine = async (
  tdb: TenantDb,
  key: { tenantId: number; stockTakeId: string; label: string },
  values: { resolution: string; resolutionNote: string | null; resolvedByName: string },
): Promise<void> => {
  await tdb
    .updateTable('stockTakeLine')
    .set({ ...values, resolvedAt: sql<string>`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('stockTakeId', '=', key.stockTakeId)
    .where('label', '=', key.label)
    .execute();
};

/** False when somebody was quicker. */
export const endStockTake = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: { state: 'closed' | 'cancelled'; closedByName: string; conclusion: string },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('stockTake')
    .set({ ...values, closedAt: sql<string>`now()`, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'open')
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};
