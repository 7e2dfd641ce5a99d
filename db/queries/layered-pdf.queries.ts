import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface LayeredRow {
  id: string;
  itemId: string;
  madeFrom: string;
  state: string;
  jobId: string | null;
  objectId: string | null;
  pageCount: number | null;
  barePages: number | null;
}
const LAYERED = ['id', 'itemId', 'madeFrom', 'state', 'jobId', 'objectId', 'pageCount', 'barePages'] as const;

export const insertLayeredPdf = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; itemId: string; madeFrom: string; jobId: string; askedBy: string },
): Promise<void> => {
  await tdb.insertInto('layeredPdf').values(row).execute();
};

export const findLayeredPdf = (tdb: TenantDb, tenantId: number, id: string): Promise<LayeredRow | undefined> =>
  tdb.selectFrom('layeredPdf').select(LAYERED).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst();

/** It shows pages of a file that lies in quarantine now: handed to nobody until that file is back. */
const holdsQuarantined = sql<boolean>`exists (select 1 from digital_file f where f.tenant_id = layered_pdf.tenant_id and f.item_id = layered_pdf.item_id
  and f.scan_state = 'infected' and f.stored_at <= layered_pdf.finished_at and coalesce(f.scanned_at >= layered_pdf.created_at, true))`;

/** The newest of a record, made or being made; with `onlyDone` the newest that may be handed out. */
export const findNewestLayered = (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
  options: { onlyDone?: boolean } = {},
): Promise<LayeredRow | undefined> => {
  let query = tdb
    .selectFrom('layeredPdf')
    .select(LAYERED)
    .where('tenantId', '=', tenantId)
    .where('itemId', '=', itemId);
  if (options.onlyDone) query = query.where('state', '=', 'done').where(sql<boolean>`not ${holdsQuarantined}`);
  return query.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
};

export const finishLayeredPdf = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  made: { objectId: string; pageCount: number; barePages: number },
): Promise<void> => {
  await tdb
    .updateTable('layeredPdf')
    .set({ ...made, state: 'done', finishedAt: sql<string>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

/** One digest over the files of a record and the versions of their texts: it changes when any of them does. */
export const fingerprintOfPages = async (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
): Promise<{ print: string; files: number }> => {
  const { rows } = await sql<{ print: string; files: number }>`
    select md5(coalesce(string_agg(f.id::text || f.sha256 || coalesce(p.print, ''), ',' order by f.sequence, f.id), '')) as print, count(*)::int as files
    from digital_file f left join lateral (
      select string_agg(t.page || ':' || t.row_version, ';' order by t.page) as print from page_text t
      where t.tenant_id = f.tenant_id and t.file_id = f.id) p on true
    where f.tenant_id = ${tenantId} and f.item_id = ${itemId} and f.state = 'stored' and f.role = 'master'
      and (f.media_type like 'image/%' or f.media_type = 'application/pdf')`.execute(tdb);
  return rows[0] ?? { print: '', files: 0 };
};
