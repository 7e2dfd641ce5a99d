import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface PlaceRow {
  id: string;
  parentId: string | null;
  level: string;
  number: string;
  name: string | null;
  code: string;
  sortKey: string;
  label: string;
  roomKind: string | null;
  areaM2: number | null;
  ownCapacityMm: number | null;
  state: string;
  rowVersion: number;
}
export interface PlaceSumRow extends PlaceRow {
  capacityMm: number;
  usedMm: number;
  boxCount: number;
  hasChildren: boolean;
}

const PLACE = sql`p.id, p.parent_id as "parentId", p.level, p.number, p.name, p.code, p.sort_key as "sortKey", p.label,
  p.room_kind as "roomKind", p.area_m2::float8 as "areaM2", p.capacity_mm as "ownCapacityMm", p.state, p.row_version as "rowVersion"`;

/* A place and everything in it: '/' stands directly before '0' in the collation, so the subtree is one range. */
const IN_IT = sql`d.tenant_id = p.tenant_id and d.state = 'active' and (d.id = p.id or (d.sort_key > p.sort_key || '/' and d.sort_key < p.sort_key || '0'))`;
const SUMS = sql`
  (select coalesce(sum(d.capacity_mm), 0)::int from storage_place d where ${IN_IT}) as "capacityMm",
  used.mm as "usedMm", used.boxes as "boxCount",
  exists (select 1 from storage_place c where c.tenant_id = p.tenant_id and c.parent_id = p.id and c.state = 'active') as "hasChildren"`;
const USED = sql`cross join lateral (
    select coalesce(sum(b.spine_mm), 0)::int as mm, count(b.id)::int as boxes from storage_place d
    join box b on b.tenant_id = d.tenant_id and b.place_id = d.id and b.state = 'active' where ${IN_IT}) used`;

/** What lies directly in a place, or the rooms, in the order of their numbers. */
export const listChildPlaces = async (
  tdb: TenantDb,
  tenantId: number,
  parentId: string | null,
  limit: number,
): Promise<PlaceSumRow[]> => {
  const within = parentId === null ? sql`p.parent_id is null` : sql`p.parent_id = ${parentId}`;
  const { rows } = await sql<PlaceSumRow>`
    select ${PLACE}, ${SUMS} from storage_place p ${USED}
    where p.tenant_id = ${tenantId} and p.state = 'active' and ${within} order by p.sort_key, p.id limit ${limit}`.execute(
    tdb,
  );
  return rows;
};

export const findPlaceSums = async (tdb: TenantDb, tenantId: number, id: string): Promise<PlaceSumRow | undefined> => {
  const { rows } = await sql<PlaceSumRow>`
    select ${PLACE}, ${SUMS} from storage_place p ${USED} where p.tenant_id = ${tenantId} and p.id = ${id}`.execute(
    tdb,
  );
  return rows[0];
};

/** The place, locked: two people may not fill the same last gap, or put a shelf away while a box comes. */
export const lockPlace = async (tdb: TenantDb, tenantId: number, id: string): Promise<PlaceRow | undefined> => {
  const { rows } = await sql<PlaceRow>`
    select ${PLACE} from storage_place p where p.tenant_id = ${tenantId} and p.id = ${id} for update`.execute(tdb);
  return rows[0];
};

/** By what hangs on it: its label, or its code as it is written. */
export const findPlaceByText = async (
  tdb: TenantDb,
  tenantId: number,
  typed: string,
): Promise<PlaceRow | undefined> => {
  const { rows } = await sql<PlaceRow>`
    select ${PLACE} from storage_place p where p.tenant_id = ${tenantId} and p.state = 'active' and (p.label = ${typed} or p.code = ${typed})
    order by (p.label = ${typed}) desc, p.id limit 1`.execute(tdb);
  return rows[0];
};

export const listPlacesAbove = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<Pick<PlaceRow, 'id' | 'code' | 'number' | 'level' | 'name'>[]> => {
  const { rows } = await sql<Pick<PlaceRow, 'id' | 'code' | 'number' | 'level' | 'name'>>`
    with recursive above as (
      select p.tenant_id, p.parent_id, 0 as depth, null::uuid as id, null::text as code, null::text as number, null::text as level, null::text as name
      from storage_place p where p.tenant_id = ${tenantId} and p.id = ${id}
      union all
      select p.tenant_id, p.parent_id, a.depth + 1, p.id, p.code, p.number, p.level, p.name
      from storage_place p join above a on p.tenant_id = a.tenant_id and p.id = a.parent_id where p.tenant_id = ${tenantId})
    select id, code, number, level, name from above where depth > 0 order by depth desc limit 10`.execute(tdb);
  return rows;
};

export interface PlaceInsert {
  id: string;
  parentId: string | null;
  level: string;
  number: string;
  name: string | null;
  code: string;
  sortKey: string;
  label: string;
  roomKind: string | null;
  areaM2: number | null;
  rackId: string | null;
  capacityMm: number | null;
}

/** All or none, in one statement: parents stand before their children in the list. */
export const insertPlaces = async (tdb: TenantDb, tenantId: number, rows: readonly PlaceInsert[]): Promise<void> => {
  await sql`
    insert into storage_place (tenant_id, id, parent_id, level, number, name, code, sort_key, label, room_kind, area_m2, rack_id, capacity_mm)
    select ${tenantId}::int, r.id, r."parentId", r.level, r.number, r.name, r.code, r."sortKey", r.label, r."roomKind", r."areaM2", r."rackId", r."capacityMm"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "parentId" uuid, level text, number text, name text, code text,
      "sortKey" text, label text, "roomKind" text, "areaM2" numeric, "rackId" uuid, "capacityMm" int)`.execute(tdb);
};

export const updatePlaceRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: { name: string | null; roomKind: string | null; areaM2: number | null; capacityMm: number | null },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('storagePlace')
    .set({ ...values, areaM2: values.areaM2 === null ? null : String(values.areaM2), rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const closePlaceRow = async (tdb: TenantDb, tenantId: number, id: string): Promise<void> => {
  await tdb
    .updateTable('storagePlace')
    .set({ state: 'closed' })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

/** What stands on the place itself, in mm of spines. */
export const sumSpinesOn = async (tdb: TenantDb, tenantId: number, placeId: string): Promise<number> => {
  const { mm } = await tdb
    .selectFrom('box')
    .select(sql<number>`coalesce(sum(spine_mm), 0)::int`.as('mm'))
    .where('tenantId', '=', tenantId)
    .where('placeId', '=', placeId)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow();
  return mm;
};

/** The next numbers of a counter that only this feature uses; the first of them. */
export const takeLabelNumbers = async (
  tdb: TenantDb,
  tenantId: number,
  kind: 'box' | 'place',
  count: number,
): Promise<number> => {
  const { rows } = await sql<{ last: number }>`
    insert into number_counter as c (tenant_id, scope, last_number) values (${tenantId}, ${`storage:${kind}`}, ${count})
    on conflict (tenant_id, scope) do update set last_number = c.last_number + ${count} returning last_number as last`.execute(
    tdb,
  );
  return (rows[0]?.last ?? count) - count + 1;
};

export interface SettingRow {
  segments: string[];
  sheetsPerMm: number;
  pagesPerSheet: number;
  fillPercent: number;
  pagesIfUnknown: number;
  rowVersion: number;
}

export const findSetting = (tdb: TenantDb, tenantId: number): Promise<SettingRow | undefined> =>
  tdb
    .selectFrom('storageSetting')
    .select([
      'segments',
      sql<number>`sheets_per_mm::float8`.as('sheetsPerMm'),
      'pagesPerSheet',
      'fillPercent',
      'pagesIfUnknown',
      'rowVersion',
    ])
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();

/** False when somebody was quicker. Version 0 is a house that has set nothing yet. */
export const saveSettingRow = async (tdb: TenantDb, tenantId: number, row: SettingRow): Promise<boolean> => {
  const { rows } = await sql`
    insert into storage_setting as s (tenant_id, segments, sheets_per_mm, pages_per_sheet, fill_percent, pages_if_unknown)
    values (${tenantId}, ${row.segments}::text[], ${row.sheetsPerMm}, ${row.pagesPerSheet}, ${row.fillPercent}, ${row.pagesIfUnknown})
    on conflict (tenant_id) do update set segments = excluded.segments, sheets_per_mm = excluded.sheets_per_mm,
      pages_per_sheet = excluded.pages_per_sheet, fill_percent = excluded.fill_percent, pages_if_unknown = excluded.pages_if_unknown,
      row_version = s.row_version + 1
    where s.row_version = ${row.rowVersion} returning 1`.execute(tdb);
  return rows.length > 0;
};
