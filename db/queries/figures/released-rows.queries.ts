import { type RawBuilder, sql } from 'kysely';
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
  rowIds: unknown;
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
    .select(['id', 'unitName', 'value', 'asOf', 'releasedAt', 'definitionVersion', 'note', 'rowIds'])
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

type Source = 'archive' | 'use' | 'training' | 'register';
const RECORDS: Readonly<Record<Source, RawBuilder<unknown>>> = {
  archive: sql`select tenant_id, id, title as label, reference_code as detail, archived_on as "on", code_sort as sort_key from archive_item`,
  use: sql`select tenant_id, id, subject as label, null::text as detail, visited_on as "on", visited_on::text as sort_key from reading_visit`,
  training: sql`select tenant_id, id, title as label, place as detail, held_on as "on", held_on::text as sort_key from course_session`,
  register: sql`select tenant_id, id, title as label, null::text as detail, entry_on as "on", entry_on::text as sort_key from register_entry`,
};

/* Only what stands inside the opened grant is there to be found; what was released says which of it is meant. */
const counted = (source: Source, key: ReleasedKey): RawBuilder<unknown> => sql`
  (select e.id, e.label, e.detail, e."on", e.sort_key from (${RECORDS[source]}) e
    where e.tenant_id = ${key.unitTenantId} and e.id in (
      select i.id::uuid from figure_release f, jsonb_array_elements_text(f.row_ids) as i (id)
      where f.tenant_id = ${key.unitTenantId} and f.addressee_tenant_id = ${key.tenantId} and f.figure_code = ${key.figureCode}
        and f.year = ${key.year} and f.basis = 'own' and f.state in ('released', 'accepted') and jsonb_typeof(f.row_ids) = 'array')) r`;

export const countReleasedRecords = async (gdb: GrantDb, source: Source, key: ReleasedKey): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${counted(source, key)}`.execute(gdb);
  return rows[0]?.n ?? 0;
};

/** Records behind a released figure inside the opened grant, in their order. One more than asked for. */
export const listReleasedRecords = async (
  gdb: GrantDb,
  source: Source,
  key: ReleasedKey,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReleasedRecord[]> => {
  const { cursor, direction, limit } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`where (r.sort_key, r.id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReleasedRecord>`
    select r.id, r.label, r.detail, r."on", r.sort_key from ${counted(source, key)} ${past}
    order by r.sort_key ${order}, r.id ${order} limit ${limit + 1}`.execute(gdb);
  return rows;
};
