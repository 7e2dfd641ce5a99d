import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

export interface ImageRow {
  fileId: string;
  itemId: string;
  pages: number;
}
/** Pictures and PDFs of the records that are there and are no frames yet, in the order of the records' files. */
export const listNewImages = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<ImageRow[]> => {
  const { rows } = await sql<ImageRow>`
    select f.id as file_id, f.item_id, coalesce(f.page_count, 1) as pages from digital_file f
    where f.tenant_id = ${tenantId} and f.item_id = any (${[...itemIds]}::uuid[]) and f.state in ('committing', 'stored') and f.role = 'master'
      and f.creation_method = 'digitised' and (f.media_type like 'image/%' or f.media_type = 'application/pdf')
      and not exists (select 1 from scan_page p where p.tenant_id = f.tenant_id and p.file_id = f.id)
      and not exists (select 1 from digital_file o where o.tenant_id = f.tenant_id and o.item_id = f.item_id and o.replaced_by = f.id)
    order by f.item_id, f.sequence, f.id`.execute(tdb);
  return rows;
};

/** How many frames and pages each record has, over all batches. */
export const sumFrames = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<Map<string, { frames: number; pages: number; last: number; passed: number }>> => {
  const { rows } = await sql<{ itemId: string; frames: number; pages: number; last: number; passed: number }>`
    select item_id, (count(*) filter (where pages_covered > 0))::int as frames, sum(pages_covered)::int as pages, max(sequence)::int as last,
      (count(*) filter (where qc_state = 'passed' and pages_covered > 0))::int as passed
    from scan_page where tenant_id = ${tenantId} and item_id = any (${[...itemIds]}::uuid[]) group by item_id order by item_id`.execute(
    tdb,
  );
  return new Map(rows.map(({ itemId, ...sums }) => [itemId, sums]));
};

export interface ScanPageInsert {
  id: string;
  itemId: string;
  fileId: string;
  filePage: number;
  sequence: number;
  pagesCovered: number;
}
export const insertScanPages = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rows: readonly ScanPageInsert[],
): Promise<void> => {
  await sql`
    insert into scan_page (tenant_id, batch_id, id, item_id, file_id, file_page, sequence, pages_covered)
    select ${tenantId}::int, ${batchId}::uuid, r.id, r."itemId", r."fileId", r."filePage", r.sequence, r."pagesCovered"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "itemId" uuid, "fileId" uuid, "filePage" int, sequence int, "pagesCovered" int)`.execute(
    tdb,
  );
};

export interface ScanPageRow {
  id: string;
  batchId: string;
  itemId: string;
  referenceCode: string;
  fileId: string;
  fileName: string;
  filePage: number;
  sequence: number;
  pagesCovered: number;
  rescans: number;
  qcState: string;
  linkState: string;
}
const pages = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('scanPage as p')
    .innerJoin('digitalFile as f', (join) => join.onRef('f.tenantId', '=', 'p.tenantId').onRef('f.id', '=', 'p.fileId'))
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'p.tenantId').onRef('i.id', '=', 'p.itemId'))
    .select([
      'p.id',
      'p.batchId',
      'p.itemId',
      'i.referenceCode',
      'p.fileId',
      'f.fileName',
      'p.filePage',
      'p.sequence',
      'p.pagesCovered',
      'p.rescans',
      'p.qcState',
      'p.linkState',
    ])
    .where('p.tenantId', '=', tenantId);

export const listScanPageRows = (
  tdb: TenantDb,
  tenantId: number,
  of: { batchId: string; itemId: string },
  walk: { after: readonly [number, string] | undefined; direction: Walk; limit: number },
): Promise<ScanPageRow[]> => {
  const order = walkOrder('asc', walk.direction);
  const { after } = walk;
  return pages(tdb, tenantId)
    .where('p.batchId', '=', of.batchId)
    .where('p.itemId', '=', of.itemId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('p.sequence', 'p.id'),
          beyond('asc', walk.direction),
          eb.tuple(after?.[0] ?? 0, after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('p.sequence', order)
    .orderBy('p.id', order)
    .limit(walk.limit)
    .execute();
};
export const findScanPage = (tdb: TenantDb, tenantId: number, id: string): Promise<ScanPageRow | undefined> =>
  pages(tdb, tenantId).where('p.id', '=', id).executeTakeFirst();
export const listPagesOfFile = (tdb: TenantDb, tenantId: number, fileId: string): Promise<ScanPageRow[]> =>
  pages(tdb, tenantId).where('p.fileId', '=', fileId).orderBy('p.filePage').orderBy('p.id').limit(10_000).execute();

/** The same frames from another file: nothing is added, what was found of the old one no longer says anything. */
export const moveFramesToFile = async (tdb: TenantDb, tenantId: number, from: string, to: string): Promise<number> => {
  await sql`update scan_finding f set state = 'fixed' from scan_page p where p.tenant_id = f.tenant_id and p.id = f.page_id
    and f.tenant_id = ${tenantId} and p.file_id = ${from} and f.state = 'open'`.execute(tdb);
  const { rows } = await sql<{ id: string }>`
    update scan_page set file_id = ${to}, rescans = rescans + 1, facts = null,
      qc_state = case when link_state = 'linked' then qc_state else 'open' end,
      qc_passed_on = case when link_state = 'linked' then qc_passed_on end
    where tenant_id = ${tenantId} and file_id = ${from} returning id`.execute(tdb);
  return rows.length;
};

export const setCoveredPages = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  pagesCovered: number,
): Promise<void> => {
  await tdb
    .updateTable('scanPage')
    .set({ pagesCovered })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

/** Frames of records that passed or failed, on this day; a frame that is linked stays as it is. */
export const judgeFrames = async (
  tdb: TenantDb,
  tenantId: number,
  which: { itemIds: readonly string[] } | { pageIds: readonly string[] },
  state: 'passed' | 'failed' | 'open',
): Promise<void> => {
  await sql`update scan_page set qc_state = ${state}, qc_passed_on = case when ${state} = 'passed' then (now() at time zone 'Asia/Shanghai')::date end
    where tenant_id = ${tenantId} and link_state = 'open'
      and ${'itemIds' in which ? sql`item_id = any (${[...which.itemIds]}::uuid[])` : sql`id = any (${[...which.pageIds]}::uuid[])`}`.execute(
    tdb,
  );
};
export const linkFrames = async (tdb: TenantDb, tenantId: number, itemIds: readonly string[]): Promise<void> => {
  await sql`update scan_page set link_state = 'linked', linked_on = (now() at time zone 'Asia/Shanghai')::date
    where tenant_id = ${tenantId} and item_id = any (${[...itemIds]}::uuid[]) and qc_state = 'passed' and link_state = 'open'`.execute(
    tdb,
  );
};

/** 重扫: the file that gives way names the one that takes its place; it leaves the record when that one is stored. */
export const markReplacing = async (tdb: TenantDb, tenantId: number, from: string, to: string): Promise<boolean> => {
  const { rows } = await sql<{ id: string }>`update digital_file set replaced_by = ${to}, row_version = row_version + 1
    where tenant_id = ${tenantId} and id = ${from} and state = 'stored' and replaced_by is null returning id`.execute(
    tdb,
  );
  return rows.length === 1;
};
export const markReplaced = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<void> => {
  await sql`update digital_file set state = 'replaced', row_version = row_version + 1
    where tenant_id = ${tenantId} and id = any (${[...ids]}::uuid[]) and state = 'stored'`.execute(tdb);
};

/** Frames that an earlier batch left unfinished go along with their records. */
export const adoptFrames = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  itemIds: readonly string[],
): Promise<void> => {
  await sql`update scan_finding f set batch_id = ${batchId} from scan_page p where p.tenant_id = f.tenant_id and p.id = f.page_id
    and f.tenant_id = ${tenantId} and p.item_id = any (${[...itemIds]}::uuid[]) and p.link_state = 'open'`.execute(tdb);
  await sql`update scan_page set batch_id = ${batchId} where tenant_id = ${tenantId} and item_id = any (${[...itemIds]}::uuid[]) and link_state = 'open'`.execute(
    tdb,
  );
};
