import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 密集架与架柜: rows that were put up together, measured as the yearbook counts them. */

interface RackValues {
  name: string;
  kind: string;
  rowCount: number;
  groupCount: number;
  volumeM3: number;
  commissionedOn: string;
  acquiredBy: string;
}

export const insertRack = async (tdb: TenantDb, row: RackValues & { tenantId: number; id: string }): Promise<void> => {
  await tdb
    .insertInto('storageRack')
    .values({ ...row, volumeM3: String(row.volumeM3) })
    .execute();
};

export interface RackRow extends RackValues {
  id: string;
  retiredOn: string | null;
  rowVersion: number;
  capacityMm: number;
  usedMm: number;
}

const racks = async (tdb: TenantDb, tenantId: number, id: string | null): Promise<RackRow[]> => {
  const { rows } = await sql<RackRow>`
    select r.id, r.name, r.kind, r.row_count as "rowCount", r.group_count as "groupCount", r.volume_m3::float8 as "volumeM3",
      r.commissioned_on as "commissionedOn", r.acquired_by as "acquiredBy", r.retired_on as "retiredOn", r.row_version as "rowVersion",
      coalesce(sum(p.capacity_mm), 0)::int as "capacityMm",
      coalesce((select sum(b.spine_mm) from box b join storage_place q on q.tenant_id = b.tenant_id and q.id = b.place_id
        where b.tenant_id = ${tenantId} and b.state = 'active' and q.rack_id = r.id), 0)::int as "usedMm"
    from storage_rack r left join storage_place p on p.tenant_id = r.tenant_id and p.rack_id = r.id and p.state = 'active'
    where r.tenant_id = ${tenantId} and (${id}::uuid is null or r.id = ${id}::uuid)
    group by r.tenant_id, r.id order by r.name, r.id limit 1000`.execute(tdb);
  return rows;
};

/** All of them: the database keeps a unit from having more than 1,000. */
export const listRackRows = (tdb: TenantDb, tenantId: number): Promise<RackRow[]> => racks(tdb, tenantId, null);

export const findRackRow = async (tdb: TenantDb, tenantId: number, id: string): Promise<RackRow | undefined> =>
  (await racks(tdb, tenantId, id))[0];

/** False when somebody was quicker. */
export const updateRackRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: Omit<RackValues, 'rowCount'> & { retiredOn: string | null },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('storageRack')
    .set({ ...values, volumeM3: String(values.volumeM3), rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};
