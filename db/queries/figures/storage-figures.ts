import { sql } from 'kysely';
import { OPENING_YEARS } from '@/server/domain/disposition/vocabulary';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';

const rowsOf = (query: ReturnType<typeof sql<FigureRecord>>): FigureRows =>
  sql`(${query})`.as('r') as unknown as FigureRows;

/** The latest year whose records may be asked to be open by the day. */
export const lastOpenYear = (to: string): number => Number(to.slice(0, 4)) - OPENING_YEARS;

/** S1-06: what still stands in the way, and the year it is of. */
export const openingBlockers = (_tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select i.id, i.id as open_id, null::uuid as parent_id, i.title as label, i.reference_code as detail, i.accessioned_on as "on",
      i.filing_year::int as amount, lpad(i.filing_year::text, 4, '0') || i.code_sort as sort_key
    from archive_item i
    where i.tenant_id = ${tenantId} and i.state = 'filed' and i.accessioned_on <= ${to} and (i.left_on is null or i.left_on > ${to})
      and i.filing_year <= ${lastOpenYear(to)}
      and (i.open_flag = 'unreviewed' or (i.open_flag = 'open' and (i.published_on is null or i.published_on > ${to})))`);

/** S2-37 */
export const stackArea = (_tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select v.id, p.id as open_id, null::uuid as parent_id, coalesce(p.name, p.code) as label, p.code as detail, v.valid_from as "on",
      v.area_m2::float8 as amount, p.sort_key
    from storage_room_version v join storage_place p on p.tenant_id = v.tenant_id and p.id = v.place_id
    where v.tenant_id = ${tenantId} and v.area_m2 is not null and v.valid_from <= ${to} and (v.valid_to is null or v.valid_to > ${to})`);

/** S2-36: the same on the day before the first change of the period; without a change, on its last day. */
export const stackAreaBefore = (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select v.id, p.id as open_id, null::uuid as parent_id, coalesce(p.name, p.code) as label, p.code as detail, v.valid_from as "on",
      v.area_m2::float8 as amount, p.sort_key
    from storage_room_version v join storage_place p on p.tenant_id = v.tenant_id and p.id = v.place_id
    cross join lateral (select coalesce(min(c.day), ${to}::date + 1) as day
      from storage_room_version w cross join lateral (values (w.valid_from), (w.valid_to)) as c (day)
      where w.tenant_id = ${tenantId} and c.day between ${from}::date and ${to}::date) change
    where v.tenant_id = ${tenantId} and v.area_m2 is not null and v.valid_from < change.day and (v.valid_to is null or v.valid_to >= change.day)`);

const STACK_KINDS = ['permanent', 'special', 'library'] as const;

/** S2-38P, S2-38S, S2-38L: a room whose first day lies in the period, by what it is used for at its end. */
export const newStacks =
  (...kinds: (typeof STACK_KINDS)[number][]) =>
  (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
    select v.id, p.id as open_id, null::uuid as parent_id, coalesce(p.name, p.code) as label, p.code as detail, f.first_day as "on", 1 as amount, p.sort_key
    from storage_room_version v join storage_place p on p.tenant_id = v.tenant_id and p.id = v.place_id
    cross join lateral (select min(w.valid_from) as first_day from storage_room_version w where w.tenant_id = v.tenant_id and w.place_id = v.place_id) f
    where v.tenant_id = ${tenantId} and v.room_kind = any (${kinds}::text[]) and f.first_day between ${from} and ${to}
      and v.valid_from <= ${to} and (v.valid_to is null or v.valid_to > ${to})`);

/** S2-38: the three together. */
export const newStacksOfAll = newStacks(...STACK_KINDS);

const MEASURE = { rows: sql`r.row_count`, groups: sql`r.group_count`, volume: sql`r.volume_m3::float8` };

/** S2-39, S2-40, S2-41: the same racks, measured three ways. */
export const racksAdded =
  (measure: keyof typeof MEASURE) =>
  (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
    rowsOf(sql<FigureRecord>`
    select r.id, r.id as open_id, null::uuid as parent_id, r.name as label, null::text as detail, r.commissioned_on as "on",
      ${MEASURE[measure]} as amount, r.name as sort_key
    from storage_rack r
    where r.tenant_id = ${tenantId} and r.kind = 'compact' and r.acquired_by = 'new' and r.commissioned_on between ${from} and ${to}
      and (r.retired_on is null or r.retired_on > ${to})`);

/** */
export const shelfLengthTaken = (_tdb: TenantDb, { tenantId }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select b.id, b.id as open_id, null::uuid as parent_id, b.box_number as label, p.code as detail, null::date as "on",
      b.spine_mm / 1000.0::float8 as amount, b.sort_key
    from box b join storage_place p on p.tenant_id = b.tenant_id and p.id = b.place_id
    where b.tenant_id = ${tenantId} and b.state = 'active'`);

/** */
export const shelfLength = (_tdb: TenantDb, { tenantId }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select p.id, p.id as open_id, null::uuid as parent_id, coalesce(p.name, p.code) as label, p.code as detail, null::date as "on",
      p.capacity_mm / 1000.0::float8 as amount, p.sort_key
    from storage_place p where p.tenant_id = ${tenantId} and p.state = 'active' and p.capacity_mm is not null`);
