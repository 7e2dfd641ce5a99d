import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 现场照片. What came in stays; a photo taken in error is marked so by a row of its own. */

export interface SitePhotoRow {
  id: string;
  inspectionId: string;
  itemCode: string;
  objectId: string;
  sha256: string;
  fileName: string;
  takenAt: string;
  latitude: number | null;
  longitude: number | null;
  accuracyMetres: number | null;
  wasReduced: boolean;
  madeBy: string;
  madeByName: string;
  receivedAt: string;
}
/** A photo with what was said when it was withdrawn. */
export interface SeenSitePhotoRow extends SitePhotoRow {
  mediaType: string;
  withdrawnAt: string | null;
  withdrawnByName: string | null;
  withdrawnReason: string | null;
}
const PHOTO = [
  'id',
  'inspectionId',
  'itemCode',
  'objectId',
  'sha256',
  'fileName',
  'takenAt',
  'latitude',
  'longitude',
  'accuracyMetres',
  'wasReduced',
  'madeBy',
  'madeByName',
  'receivedAt',
] as const;

export const insertSitePhoto = async (
  tdb: TenantDb,
  row: Omit<SitePhotoRow, 'receivedAt'> & { tenantId: number },
): Promise<void> => {
  await tdb.insertInto('onsitePhoto').values(row).execute();
};

export const findSitePhoto = (tdb: TenantDb, tenantId: number, photoId: string): Promise<SitePhotoRow | undefined> =>
  tdb
    .selectFrom('onsitePhoto')
    .select(PHOTO)
    .where('tenantId', '=', tenantId)
    .where('id', '=', photoId)
    .executeTakeFirst();

export const findSamePhoto = (
  tdb: TenantDb,
  key: { tenantId: number; inspectionId: string; itemCode: string; sha256: string },
): Promise<SitePhotoRow | undefined> =>
  tdb
    .selectFrom('onsitePhoto')
    .select(PHOTO)
    .where('tenantId', '=', key.tenantId)
    .where('inspectionId', '=', key.inspectionId)
    .where('itemCode', '=', key.itemCode)
    .where('sha256', '=', key.sha256)
    .executeTakeFirst();

/** All photos of an inspection in the order of the items, withdrawn ones with who withdrew them and why. */
export const listSitePhotos = (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<SeenSitePhotoRow[]> =>
  tdb
    .selectFrom('onsitePhoto as p')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.objectId'),
    )
    .leftJoin('onsitePhotoWithdrawal as w', (join) =>
      join.onRef('w.tenantId', '=', 'p.tenantId').onRef('w.photoId', '=', 'p.id'),
    )
    .select(PHOTO.map((name) => `p.${name}` as const))
    .select(['o.mediaType', 'w.withdrawnAt', 'w.withdrawnByName', 'w.reason as withdrawnReason'])
    .where('p.tenantId', '=', tenantId)
    .where('p.inspectionId', '=', inspectionId)
    .orderBy('p.itemCode')
    .orderBy('p.takenAt')
    .orderBy('p.id')
    .limit(20_000)
    .execute();

/** Answers whether it was not withdrawn before. */
export const insertPhotoWithdrawal = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    photoId: string;
    inspectionId: string;
    reason: string;
    withdrawnBy: string;
    withdrawnByName: string;
  },
): Promise<boolean> => {
  const result = await tdb
    .insertInto('onsitePhotoWithdrawal')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'photoId']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Whether an item has a picture that stands: from a phone and not withdrawn, or with the desk's own answer. */
export const listItemsWithPicture = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<string[]> => {
  const { rows } = await sql<{ itemCode: string }>`
    select distinct item_code from (
      select p.item_code from onsite_photo p
      where p.tenant_id = ${tenantId} and p.inspection_id = ${inspectionId}
        and not exists (select 1 from onsite_photo_withdrawal w where w.tenant_id = ${tenantId} and w.photo_id = p.id)
      union all
      select f.item_code from checklist_answer_file f
      join stored_object o on o.tenant_id = ${tenantId} and o.id = f.object_id and o.media_type like 'image/%'
      where f.tenant_id = ${tenantId} and f.inspection_id = ${inspectionId}) pictured
    order by item_code limit 1000`.execute(tdb);
  return rows.map((row) => row.itemCode);
};
