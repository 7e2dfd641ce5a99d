import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import type { MaterialRow } from './course.queries.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 下发情况: to whom a material went, and the numbers that came back. */

export interface MaterialListRow extends Omit<MaterialRow, 'courseId'> {
  fileName: string;
  mediaType: string;
  hasDraft: boolean;
  sentTo: number;
  openedBy: number;
  readers: number;
  finished: number;
}

/** 课件 of a course in the order they were entered, with how far their newest issue has come. A course has dozens. */
export const listMaterials = async (tdb: TenantDb, tenantId: number, courseId: string): Promise<MaterialListRow[]> => {
  const { rows } =
    await sql<MaterialListRow>`select m.id, m.title, m.kind, m.needed_minutes, m.hours, m.version, m.state,
      m.issued_on, m.row_version, v.file_name, v.media_type, v.version > m.version as has_draft,
      (select count(*)::int from dispatch d where d.tenant_id = ${tenantId} and d.object_id = m.id
        and d.kind = 'training_material' and (d.body ->> 'version')::int = m.version) as sent_to,
      coalesce(c.units, 0)::int as opened_by, coalesce(c.readers, 0)::int as readers, coalesce(c.finished, 0)::int as finished
    from course_material m
      cross join lateral (select n.version, o.file_name, o.media_type from course_material_version n
        join stored_object o on o.tenant_id = n.tenant_id and o.id = n.object_id
        where n.tenant_id = m.tenant_id and n.material_id = m.id order by n.version desc limit 1) v
      left join lateral (select count(*) filter (where r.readers > 0) as units, sum(r.readers) as readers, sum(r.finished) as finished
        from material_reading_count r where r.addressee_tenant_id = ${tenantId} and r.material_id = m.id) c on true
    where m.tenant_id = ${tenantId} and m.course_id = ${courseId}::uuid order by m.id limit 500`.execute(tdb);
  return rows;
};

/** Units that have a version of it already. */
export const listUnitsWithVersion = async (
  tdb: TenantDb,
  tenantId: number,
  key: { materialId: string; version: number },
): Promise<number[]> => {
  const { rows } = await sql<{ unit: number }>`select distinct d.addressee_tenant_id as unit from dispatch d
    where d.tenant_id = ${tenantId} and d.object_id = ${key.materialId}::uuid and d.kind = 'training_material'
      and (d.body ->> 'version')::int = ${key.version} order by 1 limit 20000`.execute(tdb);
  return rows.map((row) => row.unit);
};

export interface MaterialUnitRow {
  dispatchId: string;
  unitName: string;
  version: number;
  sentOn: string;
  readers: number;
  finished: number;
  lastOn: string | null;
}

/** To whom it went, the newest sending first, with the unit's own numbers. */
export const listMaterialUnits = async (
  tdb: TenantDb,
  key: { tenantId: number; materialId: string },
  page: { cursor: [string] | undefined; direction: Walk; limit: number },
): Promise<MaterialUnitRow[]> => {
  const order = sql.raw(walkOrder('desc', page.direction));
  const past = page.cursor ? sql`and d.id ${sql.raw(beyond('desc', page.direction))} ${page.cursor[0]}::uuid` : sql``;
  const { rows } = await sql<MaterialUnitRow>`select d.id as dispatch_id, d.addressee_name as unit_name,
      (d.body ->> 'version')::int as version, (d.dispatched_at at time zone 'Asia/Shanghai')::date as sent_on,
      coalesce(r.readers, 0)::int as readers, coalesce(r.finished, 0)::int as finished, r.last_on
    from dispatch d left join material_reading_count r on r.addressee_tenant_id = d.tenant_id
      and r.tenant_id = d.addressee_tenant_id and r.dispatch_id = d.id
    where d.tenant_id = ${key.tenantId} and d.object_id = ${key.materialId}::uuid and d.kind = 'training_material'
      and d.dispatched_at is not null ${past}
    order by d.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};
