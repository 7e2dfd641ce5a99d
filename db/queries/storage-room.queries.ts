import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 库房 over time: what a room was used for and how large it was. */

export interface RoomVersionRow {
  validFrom: string;
  /** The first day that it holds no more. */
  validTo: string | null;
  roomKind: string;
  areaM2: number | null;
}

/** The latest first. A room changes a few times in its life. */
export const listRoomVersions = (tdb: TenantDb, tenantId: number, placeId: string): Promise<RoomVersionRow[]> =>
  tdb
    .selectFrom('storageRoomVersion')
    .select(['validFrom', 'validTo', 'roomKind', sql<number | null>`area_m2::float8`.as('areaM2')])
    .where('tenantId', '=', tenantId)
    .where('placeId', '=', placeId)
    .orderBy('validFrom', 'desc')
    .execute();

/** How the room is from a day on. What was said for later days falls away; the version before ends. */
export const writeRoomVersion = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; placeId: string; validFrom: string; roomKind: string; areaM2: number | null },
): Promise<void> => {
  await endRoomVersion(tdb, row.tenantId, row.placeId, row.validFrom);
  await tdb
    .insertInto('storageRoomVersion')
    .values({ ...row, areaM2: row.areaM2 === null ? null : String(row.areaM2) })
    .execute();
};

/** The room is given up on that day. A version that began on it never held. */
export const endRoomVersion = async (tdb: TenantDb, tenantId: number, placeId: string, day: string): Promise<void> => {
  await tdb
    .deleteFrom('storageRoomVersion')
    .where('tenantId', '=', tenantId)
    .where('placeId', '=', placeId)
    .where('validFrom', '>=', day)
    .execute();
  await tdb
    .updateTable('storageRoomVersion')
    .set({ validTo: day })
    .where('tenantId', '=', tenantId)
    .where('placeId', '=', placeId)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', day)]))
    .execute();
};
