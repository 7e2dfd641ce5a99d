import { type RawBuilder, sql } from 'kysely';
import type { GivenRow, RecordTable } from '@/server/domain/figure/released-rows';
import type { GrantDb, TenantDb } from '../../client.ts';
import { beyond, type Walk, walkOrder } from '../paging.ts';

/* A figure as it was released to the tenant, and the records that it counted, as far as a grant opens them. */

export interface ReleasedFactRow {
  id: string;
  unitName: string;
  value: number | null;
  asOf: string;
  releasedAt: string;
  definitionVersion: number;
  note: string | null;
  said: unknown;
  rowIds: unknown;
  /** The ids were too many to stand in `rowIds` and are kept apart. */
  isKeptApart: boolean;
  isGiven: boolean;
}

export interface ReleasedKey {
  tenantId: number;
  unitTenantId: number;
  figureCode: string;
  year: number;
}

/** What a unit released of its own records and did not replace. */
export const findReceivedRelease = async (tdb: TenantDb, key: ReleasedKey): Promise<ReleasedFactRow | undefined> => {
  const row = await tdb
    .selectFrom('figureRelease')
    .select(['id', 'unitName', 'value', 'asOf', 'releasedAt', 'definitionVersion', 'note', 'said', 'rowIds'])
    .select(sql<boolean>`counted_ids is not null`.as('isKeptApart'))
    .select(sql<boolean>`given_rows is not null`.as('isGiven'))
    .where('addresseeTenantId', '=', key.tenantId)
    .where('tenantId', '=', key.unitTenantId)
    .where('figureCode', '=', key.figureCode)
    .where('year', '=', key.year)
    .where('basis', '=', 'own')
    .where('state', 'in', ['released', 'accepted'])
    .where('dispatchedAt', 'is not', null)
    .executeTakeFirst();
  return row && { ...row, value: row.value === null ? null : Number(row.value) };
};

export interface ReleasedRecord {
  id: string;
  label: string;
  detail: string | null;
  on: string | null;
  sortKey: string;
}
/** A record with its place among those that were counted. */
export interface PlacedRecord extends ReleasedRecord {
  place: number;
}

const RECORDS: Readonly<Record<RecordTable, RawBuilder<unknown>>> = {
  archive_item: sql`select tenant_id, id, title as label, reference_code as detail, archived_on as "on", code_sort as sort_key from archive_item`,
  reading_visit: sql`select tenant_id, id, subject as label, null::text as detail, visited_on as "on", visited_on::text as sort_key from reading_visit`,
  course_session: sql`select tenant_id, id, title as label, place as detail, held_on as "on", held_on::text as sort_key from course_session`,
  register_entry: sql`select tenant_id, id, title as label, null::text as detail, entry_on as "on", entry_on::text as sort_key from register_entry`,
  storage_place: sql`select tenant_id, id, coalesce(name, code) as label, code as detail, null::date as "on", sort_key from storage_place`,
  storage_room_version: sql`select v.tenant_id, v.id, coalesce(p.name, p.code) as label, p.code as detail, v.valid_from as "on", p.sort_key
    from storage_room_version v join storage_place p on p.tenant_id = v.tenant_id and p.id = v.place_id`,
  box: sql`select tenant_id, id, box_number as label, null::text as detail, null::date as "on", sort_key from box`,
};

/** Records of the own office by their ids, whether they still count or not. */
export const listOwnRecords = async (
  tdb: TenantDb,
  table: RecordTable,
  { tenantId, ids }: { tenantId: number; ids: readonly string[] },
): Promise<Omit<ReleasedRecord, 'sortKey'>[]> => {
  const { rows } = await sql<Omit<ReleasedRecord, 'sortKey'>>`
    select e.id, e.label, e.detail, e."on" from (${RECORDS[table]}) e
    where e.tenant_id = ${tenantId} and e.id = any (${[...ids]}::uuid[]) order by e.sort_key, e.id`.execute(tdb);
  return rows;
};

const releases = sql`figure_release f`;
const isReleased = (
  key: ReleasedKey,
): RawBuilder<unknown> => sql`f.tenant_id = ${key.unitTenantId} and f.addressee_tenant_id = ${key.tenantId} and f.figure_code = ${key.figureCode}
    and f.year = ${key.year} and f.basis = 'own' and f.state in ('released', 'accepted') and f.dispatched_at is not null`;
const released = (key: ReleasedKey): RawBuilder<unknown> => sql`${releases} where ${isReleased(key)}`;

/*
 * One record by its key for each id (`offset 0` keeps it so): how many ids there are and how many rows a grant opens is
 * known to no statistics, and a join would go through all records for each id.
 */
const recordOf = (table: RecordTable, key: ReleasedKey, id: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`cross join lateral (select e.* from (${RECORDS[table]}) e where e.tenant_id = ${key.unitTenantId} and e.id = ${id} offset 0) e`;

/* Only what stands inside the opened grant is there to be found; what was released says which of it is meant. */
const counted = (table: RecordTable, key: ReleasedKey): RawBuilder<unknown> => sql`
  (select e.id, e.label, e.detail, e."on", e.sort_key
    from (select distinct i.id::uuid as id
      from ${releases}, jsonb_array_elements_text(case jsonb_typeof(f.row_ids) when 'array' then f.row_ids else '[]' end) as i (id)
      where ${isReleased(key)}) c ${recordOf(table, key, sql`c.id`)}) r`;

export const countReleasedRecords = async (gdb: GrantDb, table: RecordTable, key: ReleasedKey): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${counted(table, key)}`.execute(gdb);
  return rows[0]?.n ?? 0;
};

/** Of which figure the rows are meant: what the unit said of one that is none of the report's; how many ids are kept apart. */
export const findReleasedOutline = async (
  gdb: GrantDb,
  key: ReleasedKey,
): Promise<{ said: unknown; keptApart: number | null } | undefined> => {
  const { rows } = await sql<{ said: unknown; keptApart: number | null }>`
    select f.said, cardinality(f.counted_ids) as kept_apart from ${released(key)}`.execute(gdb);
  return rows[0];
};

/** Records behind a released figure inside the opened grant, in their order. One more than asked for. */
export const listReleasedRecords = async (
  gdb: GrantDb,
  table: RecordTable,
  key: ReleasedKey,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReleasedRecord[]> => {
  const { cursor, direction, limit } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`where (r.sort_key, r.id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReleasedRecord>`
    select r.id, r.label, r.detail, r."on", r.sort_key from ${counted(table, key)} ${past}
    order by r.sort_key ${order}, r.id ${order} limit ${limit + 1}`.execute(gdb);
  return rows;
};

/**
 * Those of the places from `first` to `last` that the opened grant lets be read. Ids that are kept apart are never looked
 * up all at once: who lists them goes on slice by slice.
 */
export const listPlacedRecords = async (
  gdb: GrantDb,
  table: RecordTable,
  key: ReleasedKey,
  slice: { first: number; last: number; direction: Walk; limit: number },
): Promise<PlacedRecord[]> => {
  const { first, last, direction, limit } = slice;
  const { rows } = await sql<PlacedRecord>`
    select e.id, e.label, e.detail, e."on", e.sort_key, (i.at + ${first}::int - 1)::int as place
    from (select f.counted_ids[(${first}::int) : (${last}::int)] as ids from ${released(key)}) s,
      unnest(s.ids) with ordinality as i (id, at) ${recordOf(table, key, sql`i.id`)}
    order by i.at ${sql.raw(walkOrder('asc', direction))} limit ${limit}`.execute(gdb);
  return rows;
};

/** 连同明细: the rows that the unit gave along, by their place. One more than asked for. */
export const listGivenRows = async (
  tdb: TenantDb,
  key: ReleasedKey,
  page: { cursor: number | undefined; direction: Walk; limit: number },
): Promise<{ rows: { row: GivenRow; place: number }[]; total: number } | undefined> => {
  const { cursor, direction, limit } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor === undefined ? sql`` : sql`where g.place ${sql.raw(beyond('asc', direction))} ${cursor}::int`;
  const { rows } = await sql<{ total: number; page: { row: GivenRow; place: number }[] }>`
    select jsonb_array_length(f.given_rows) as total, coalesce((
      select jsonb_agg(jsonb_build_object('row', p.one, 'place', p.place) order by p.place ${order}) from (
        select g.one, g.place from jsonb_array_elements(f.given_rows) with ordinality as g (one, place) ${past}
        order by g.place ${order} limit ${limit + 1}) p), '[]') as page
    from ${released(key)} and f.given_rows is not null`.execute(tdb);
  const [found] = rows;
  return found && { rows: found.page, total: found.total };
};
