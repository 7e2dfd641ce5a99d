import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 资料下发: the office's materials and versions, and the dispatches by which units have them. */

export interface MaterialRow {
  id: string;
  kind: string;
  title: string;
  version: number;
  publishedOn: string | null;
  sent: number;
  read: number;
  rowVersion: number;
  createdAt: string;
}

const isRead = (tenantId: number): RawBuilder<unknown> => sql`exists (select 1 from dispatch r
  where r.addressee_tenant_id = ${tenantId} and r.tenant_id = d.addressee_tenant_id and r.kind = 'receipt' and r.in_reply_to = d.id)`;

const materials = (tenantId: number): RawBuilder<unknown> => sql`(
  select m.id, m.kind, m.title, m.version, m.published_on, m.row_version, m.created_at, coalesce(s.sent, 0) as sent, coalesce(s.read, 0) as read
  from guidance_material m left join lateral (
    select count(*)::int as sent, (count(*) filter (where ${isRead(tenantId)}))::int as read from dispatch d
    where d.tenant_id = ${tenantId} and d.kind = 'guidance_material' and d.object_id = m.id and (d.body ->> 'version')::int = m.version) s on true
  where m.tenant_id = ${tenantId})`;

export interface MaterialFilter {
  kind?: string | undefined;
  q?: string | undefined;
}
const conditions = ({ kind, q }: MaterialFilter): RawBuilder<unknown> => {
  const pattern = q ? containing(q) : null;
  return sql`(${kind ?? null}::text is null or m.kind = ${kind ?? null}) and (${pattern}::text is null or m.title ilike ${pattern})`;
};
const COLUMNS = sql`m.id, m.kind, m.title, m.version, m.published_on, m.sent, m.read, m.row_version, m.created_at`;

/** The one made last first. */
export const listMaterialRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: MaterialFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<MaterialRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (m.created_at, m.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<MaterialRow>`select ${COLUMNS} from ${materials(tenantId)} m where ${conditions(filter)} ${past}
    order by m.created_at ${order}, m.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countMaterialRows = async (tdb: TenantDb, tenantId: number, filter: MaterialFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${materials(tenantId)} m where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findMaterial = async (tdb: TenantDb, tenantId: number, id: string): Promise<MaterialRow | undefined> => {
  const { rows } = await sql<MaterialRow>`
    select ${COLUMNS} from ${materials(tenantId)} m where m.id = ${id}::uuid limit 1`.execute(tdb);
  return rows[0];
};

export const insertMaterial = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; kind: string; title: string; publishedOn: string; createdBy: string },
): Promise<void> => {
  await tdb
    .insertInto('guidanceMaterial')
    .values({ ...row, version: 1 })
    .execute();
};

/** The next version, or null when the row is not at the version that was seen. */
export const raiseMaterial = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  publishedOn: string,
): Promise<number | null> => {
  const raised = await tdb
    .updateTable('guidanceMaterial')
    .set({ version: sql<number>`version + 1`, publishedOn, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('version')
    .executeTakeFirst();
  return raised?.version ?? null;
};

export interface MaterialVersionRow {
  version: number;
  words: string;
  fileObjectIds: string[];
  sentUnits: number;
  publishedOn: string;
  publishedByName: string;
  read: number;
}

export const insertMaterialVersion = async (
  tdb: TenantDb,
  row: Omit<MaterialVersionRow, 'read'> & { tenantId: number; id: string; materialId: string },
): Promise<void> => {
  await tdb.insertInto('guidanceMaterialVersion').values(row).execute();
};

/** Newest first. */
export const listMaterialVersions = async (
  tdb: TenantDb,
  tenantId: number,
  materialId: string,
): Promise<MaterialVersionRow[]> => {
  const { rows } = await sql<MaterialVersionRow>`
    select v.version, v.words, v.file_object_ids, v.sent_units, v.published_on, v.published_by_name,
      (select count(*)::int from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'guidance_material'
        and d.object_id = ${materialId}::uuid and (d.body ->> 'version')::int = v.version and ${isRead(tenantId)}) as read
    from guidance_material_version v where v.tenant_id = ${tenantId} and v.material_id = ${materialId}::uuid
    order by v.version desc limit 200`.execute(tdb);
  return rows;
};

export interface StoredFileRow {
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}
/** Stored objects of this tenant, in the order asked. */
export const listStoredFiles = async (
  tdb: TenantDb,
  tenantId: number,
  objectIds: readonly string[],
): Promise<StoredFileRow[]> => {
  const { rows } = await sql<StoredFileRow>`
    select o.id as object_id, o.file_name, o.media_type, o.size_bytes, o.sha256 from stored_object o
    where o.tenant_id = ${tenantId} and o.id = any (${objectIds as string[]}::uuid[])
    order by array_position(${objectIds as string[]}::uuid[], o.id) limit 50`.execute(tdb);
  return rows;
};

export interface MaterialUnitRow {
  unitTenantId: number;
  name: string;
  version: number;
  sentAt: string;
  readAt: string | null;
  readBy: string;
}
/** Each unit by the newest version that it received; who has not signed for it first. */
export const listMaterialUnits = async (
  tdb: TenantDb,
  tenantId: number,
  materialId: string,
): Promise<MaterialUnitRow[]> => {
  const { rows } = await sql<MaterialUnitRow>`
    select u.unit_tenant_id, u.name, u.version, u.sent_at, r.dispatched_at as read_at, coalesce(r.body ->> 'receivedBy', '') as read_by
    from (select distinct on (d.addressee_tenant_id) d.id, d.addressee_tenant_id as unit_tenant_id, d.addressee_name as name,
        (d.body ->> 'version')::int as version, d.dispatched_at as sent_at
      from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'guidance_material' and d.object_id = ${materialId}::uuid
      order by d.addressee_tenant_id, d.dispatched_at desc, d.id desc) u
    left join dispatch r on r.addressee_tenant_id = ${tenantId} and r.tenant_id = u.unit_tenant_id and r.kind = 'receipt' and r.in_reply_to = u.id
    order by r.dispatched_at nulls first, u.name collate "zh-x-icu", u.unit_tenant_id limit 5000`.execute(tdb);
  return rows;
};

export interface ReceivedMaterialRow {
  dispatchId: string;
  officeName: string;
  kind: string;
  title: string;
  version: number;
  sentAt: string;
  isRead: boolean;
}

const received = (tenantId: number): RawBuilder<unknown> => sql`(
  select n.* from (select distinct on (d.tenant_id, d.object_id) d.id as dispatch_id, d.sender_name as office_name, d.body ->> 'kind' as kind,
      d.title, (d.body ->> 'version')::int as version, d.dispatched_at as sent_at,
      exists (select 1 from dispatch r where r.tenant_id = ${tenantId} and r.kind = 'receipt' and r.in_reply_to = d.id) as is_read
    from dispatch d where d.addressee_tenant_id = ${tenantId} and d.kind = 'guidance_material' and d.dispatched_at is not null
    order by d.tenant_id, d.object_id, d.dispatched_at desc, d.id desc) n)`;

/** The newest version of each, the one received last first. */
export const listReceivedMaterialRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: MaterialFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedMaterialRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (m.sent_at, m.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedMaterialRow>`
    select m.dispatch_id, m.office_name, m.kind, m.title, m.version, m.sent_at, m.is_read
    from ${received(tenantId)} m where ${conditions(filter)} ${past}
    order by m.sent_at ${order}, m.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countReceivedMaterialRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: MaterialFilter,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${received(tenantId)} m where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};
