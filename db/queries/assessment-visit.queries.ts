import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 现场考核: visits to the assessed with their photos, and the notices that went before them. */

export interface VisitPhotoRow {
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}
export interface VisitRow {
  id: string;
  visitedOn: string;
  team: string;
  receivedBy: string;
  notes: string;
  createdByName: string;
  createdAt: string;
}

/** 现场考核 of one sheet, in the order of the days. */
export const listVisitRows = (tdb: TenantDb, tenantId: number, sheetId: string): Promise<VisitRow[]> =>
  tdb
    .selectFrom('assessmentVisit')
    .select(['id', 'visitedOn', 'team', 'receivedBy', 'notes', 'createdByName', 'createdAt'])
    .where('tenantId', '=', tenantId)
    .where('sheetId', '=', sheetId)
    .orderBy('visitedOn')
    .orderBy('id')
    .limit(100)
    .execute();

/** Photos of all visits of a sheet. */
export const listVisitPhotos = (
  tdb: TenantDb,
  tenantId: number,
  sheetId: string,
): Promise<(VisitPhotoRow & { visitId: string })[]> =>
  tdb
    .selectFrom('assessmentVisitPhoto as p')
    .innerJoin('assessmentVisit as v', (join) =>
      join.onRef('v.tenantId', '=', 'p.tenantId').onRef('v.id', '=', 'p.visitId'),
    )
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.objectId'),
    )
    .select(['p.visitId', 'p.objectId', 'o.fileName', 'o.mediaType', 'o.sizeBytes', 'o.sha256'])
    .where('p.tenantId', '=', tenantId)
    .where('v.sheetId', '=', sheetId)
    .orderBy('p.position')
    .orderBy('p.objectId')
    .limit(2_000)
    .execute();

export const insertVisit = async (
  tdb: TenantDb,
  row: Omit<VisitRow, 'createdAt'> & { tenantId: number; sheetId: string; createdBy: string; noticeId: string | null },
): Promise<void> => {
  await tdb.insertInto('assessmentVisit').values(row).execute();
};

/** Answers how many of the photos are the tenant's own: another's is none. */
export const attachVisitPhotos = async (
  tdb: TenantDb,
  key: { tenantId: number; visitId: string },
  objectIds: readonly string[],
): Promise<number> => {
  if (objectIds.length === 0) return 0;
  const ids = objectIds as string[];
  const { numAffectedRows } = await sql`
    insert into assessment_visit_photo (tenant_id, visit_id, object_id, position)
    select o.tenant_id, ${key.visitId}::uuid, o.id, array_position(${ids}::uuid[], o.id)
    from stored_object o where o.tenant_id = ${key.tenantId} and o.state = 'stored' and o.media_type like 'image/%'
      and o.id = any (${ids}::uuid[])`.execute(tdb);
  return Number(numAffectedRows ?? 0n);
};

export interface VisitNoticeRow {
  id: string;
  body: unknown;
  sentAt: string;
  acknowledgedAt: string | null;
  state: string;
}

/** The notices of a sheet, the newest first. */
export const listVisitNotices = async (tdb: TenantDb, tenantId: number, sheetId: string): Promise<VisitNoticeRow[]> => {
  const { rows } = await sql<VisitNoticeRow>`
    select d.id, d.body, d.dispatched_at as sent_at,
      (select min(r.dispatched_at) from dispatch r where r.in_reply_to = d.id and r.kind = 'receipt'
        and r.addressee_tenant_id = d.tenant_id and r.tenant_id = d.addressee_tenant_id) as acknowledged_at,
      case when exists (select 1 from assessment_visit v where v.tenant_id = d.tenant_id and v.notice_id = d.id) then 'held'
        when row_number() over (order by d.dispatched_at desc, d.id desc) > 1 then 'replaced' else 'open' end as state
    from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'assessment_visit_notice' and d.object_id = ${sheetId}::uuid
    order by d.dispatched_at desc, d.id desc limit 100`.execute(tdb);
  return rows;
};
