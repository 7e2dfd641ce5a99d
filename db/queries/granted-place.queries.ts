import { sql } from 'kysely';
import { roomClimate } from '@/server/domain/register/registers/room-climate';
import type { GrantDb, TenantDb } from '../client.ts';

/*
 * 库房, 库位 and 盒 as evidence. Read by the inspector under a grant, whose fence says which of them there are, and by the
 * unit itself when it compares what it has put right.
 */

export interface GrantedPlaceRow {
  id: string;
  code: string;
  name: string | null;
  level: string;
}

/** What lies directly in a place, or the rooms, in the order of their numbers. */
export const listGrantedPlaces = (
  gdb: GrantDb,
  unitTenantId: number,
  parentId: string | null,
  limit: number,
): Promise<GrantedPlaceRow[]> =>
  gdb
    .selectFrom('storagePlace')
    .select(['id', 'code', 'name', 'level'])
    .where('tenantId', '=', unitTenantId)
    .where('state', '=', 'active')
    .where('parentId', parentId === null ? 'is' : '=', parentId)
    .orderBy('sortKey')
    .orderBy('id')
    .limit(limit)
    .execute();

export interface BoxEvidenceRow {
  id: string;
  label: string;
  place: string | null;
  spineMm: number;
  situation: string | null;
  arranger: string | null;
  arrangedOn: string | null;
  checker: string | null;
  checkedOn: string | null;
  state: string;
}

const BOX_LABEL = sql<string>`b.category_code || ' ' || b.filing_year || ' ' || b.retention_code || ' ' || b.box_number || '盒'`;

/** 盒 that stand in a place itself. */
export const listGrantedBoxes = async (
  gdb: GrantDb,
  unitTenantId: number,
  placeId: string,
  limit: number,
): Promise<{ id: string; label: string }[]> => {
  const { rows } = await sql<{ id: string; label: string }>`
    select b.id, ${BOX_LABEL} as label from box b
    where b.tenant_id = ${unitTenantId} and b.place_id = ${placeId} and b.state = 'active'
    order by b.sort_key, b.id limit ${limit}`.execute(gdb);
  return rows;
};

export const findBoxEvidence = async (
  db: GrantDb | TenantDb,
  unitTenantId: number,
  boxId: string,
): Promise<BoxEvidenceRow | undefined> => {
  const { rows } = await sql<BoxEvidenceRow>`
    select b.id, ${BOX_LABEL} as label, p.code as place, b.spine_mm as "spineMm", b.situation, b.arranger,
      b.arranged_on as "arrangedOn", b.checker, b.checked_on as "checkedOn", b.state
    from box b left join storage_place p on p.tenant_id = ${unitTenantId} and p.id = b.place_id
    where b.tenant_id = ${unitTenantId} and b.id = ${boxId}`.execute(db);
  return rows[0];
};

export interface PlaceEvidenceRow extends GrantedPlaceRow {
  roomKind: string | null;
  areaM2: number | null;
  capacityMm: number | null;
  state: string;
}

export const findPlaceEvidence = async (
  db: GrantDb | TenantDb,
  unitTenantId: number,
  placeId: string,
): Promise<PlaceEvidenceRow | undefined> => {
  const { rows } = await sql<PlaceEvidenceRow>`
    select p.id, p.code, p.name, p.level, p.room_kind as "roomKind", p.area_m2::float8 as "areaM2", p.capacity_mm as "capacityMm", p.state
    from storage_place p where p.tenant_id = ${unitTenantId} and p.id = ${placeId}`.execute(db);
  return rows[0];
};

export interface LastReadingRow {
  on: string;
  temperature: number | null;
  humidity: number | null;
}

/** The newest reading of the room in which a place lies, however the unit wrote the room. */
export const findLastReading = async (
  db: GrantDb | TenantDb,
  unitTenantId: number,
  roomCode: string,
): Promise<LastReadingRow | undefined> => {
  const { rows } = await sql<LastReadingRow>`
    select e.entry_on as on, (e.said ->> 'temperature')::float8 as temperature, (e.said ->> 'humidity')::float8 as humidity
    from register_entry e
    where e.tenant_id = ${unitTenantId} and e.register_code = ${roomClimate.code} and e.state = 'current'
      and (room_code_of(e.said ->> 'room') = ${roomCode} or exists (select 1 from storage_place p
        where p.tenant_id = ${unitTenantId} and p.level = 'room' and p.code = ${roomCode} and p.name = e.said ->> 'room'))
    order by e.entry_on desc, e.id desc limit 1`.execute(db);
  return rows[0];
};
