import { sql } from 'kysely';
import type { PageFacts, ScanRule } from '@/server/domain/digital/scan-rule';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface RuleRow {
  version: number;
  settings: ScanRule;
  source: string;
  createdByName: string;
  createdAt: string;
}
/** The versions of the unit, the newest first. */
export const listRules = async (tdb: TenantDb, tenantId: number, limit: number): Promise<RuleRow[]> => {
  const rows = await tdb
    .selectFrom('digitisationRule')
    .select(['version', 'settings', 'source', 'createdByName', 'createdAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows as unknown as RuleRow[];
};
export const insertRule = async (
  tdb: TenantDb,
  row: { tenantId: number; version: number; settings: ScanRule; source: string; createdByName: string },
): Promise<void> => {
  await tdb
    .insertInto('digitisationRule')
    .values({ ...row, settings: JSON.stringify(row.settings) })
    .execute();
};

export interface PageToMeasure {
  id: string;
  itemId: string;
  fileId: string;
  filePage: number;
  contentPath: string;
  mediaType: string;
  sizeBytes: number;
  dpi: number | null;
  categoryCode: string;
}
/** The next frame of the batch that nobody has measured. Files that are still being stored come later. */
export const nextPageToMeasure = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<PageToMeasure | undefined> => {
  const { rows } = await sql<PageToMeasure>`
    select p.id, p.item_id, p.file_id, p.file_page, f.content_path, f.media_type, f.size_bytes, f.dpi, i.category_code
    from scan_page p join digital_file f on f.tenant_id = p.tenant_id and f.id = p.file_id
      join archive_item i on i.tenant_id = p.tenant_id and i.id = p.item_id
    where p.tenant_id = ${tenantId} and p.batch_id = ${batchId} and p.facts is null and f.state = 'stored'
    order by p.item_id, p.sequence, p.id limit 1`.execute(tdb);
  return rows[0];
};
export const countMeasured = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<{ done: number; total: number }> => {
  const { rows } = await sql<{ done: number; total: number }>`
    select count(*) filter (where facts is not null)::int as done, count(*)::int as total from scan_page
    where tenant_id = ${tenantId} and batch_id = ${batchId}`.execute(tdb);
  return rows[0] ?? { done: 0, total: 0 };
};
export const keepFacts = async (
  tdb: TenantDb,
  tenantId: number,
  page: { id: string; fileId: string },
  facts: PageFacts | { failure: string },
): Promise<boolean> => {
  const { rows } = await sql<{ id: string }>`update scan_page set facts = ${JSON.stringify(facts)}::jsonb
    where tenant_id = ${tenantId} and id = ${page.id} and file_id = ${page.fileId} returning id`.execute(tdb);
  return rows.length === 1;
};
/** All frames are measured again, as a new rule or a doubt may ask. */
export const forgetFacts = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<void> => {
  await sql`update scan_page set facts = null where tenant_id = ${tenantId} and batch_id = ${batchId}`.execute(tdb);
};
/** What the pages of a record look like, in their order. */
export const listLooks = async (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
): Promise<{ id: string; sequence: number; look: string; ink: number }[]> => {
  const { rows } = await sql<{ id: string; sequence: number; look: string; ink: number }>`
    select id, sequence, facts ->> 'look' as look, (facts ->> 'ink')::float8 as ink from scan_page
    where tenant_id = ${tenantId} and item_id = ${itemId} and facts ->> 'look' is not null order by sequence, id`.execute(
    tdb,
  );
  return rows;
};

export interface FindingInsert {
  id: string;
  pageId: string;
  fileId: string;
  kind: string;
  origin: 'machine' | 'person';
  measured: number | null;
  threshold: number | null;
  otherPageId: string | null;
  ruleVersion: string;
  note: string | null;
}
/** Keeps what was found. What a person has dismissed in the same file stays dismissed. */
export const insertFindings = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rows: readonly FindingInsert[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into scan_finding as f (tenant_id, id, batch_id, page_id, file_id, kind, origin, measured, threshold, other_page_id, rule_version, note)
    select ${tenantId}::int, r.id, ${batchId}::uuid, r."pageId", r."fileId", r.kind, r.origin, r.measured, r.threshold, r."otherPageId", r."ruleVersion", r.note
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "pageId" uuid, "fileId" uuid, kind text, origin text, measured numeric, threshold numeric,
      "otherPageId" uuid, "ruleVersion" text, note text)
    on conflict (tenant_id, page_id, file_id, kind) do update set measured = excluded.measured, threshold = excluded.threshold,
      rule_version = excluded.rule_version, other_page_id = excluded.other_page_id,
      state = case when f.state = 'dismissed' and excluded.origin = 'machine' then 'dismissed' else 'open' end`.execute(
    tdb,
  );
};
/** A finding that a newer measurement under a newer rule no longer makes. */
export const closeStaleFindings = async (
  tdb: TenantDb,
  tenantId: number,
  pageId: string,
  keptKinds: readonly string[],
): Promise<void> => {
  await sql`update scan_finding set state = 'fixed' where tenant_id = ${tenantId} and page_id = ${pageId} and origin = 'machine' and state = 'open'
    and kind <> 'doubled' and not (kind = any (${[...keptKinds]}::text[]))`.execute(tdb);
};

export interface FindingRow {
  id: string;
  pageId: string;
  itemId: string;
  fileId: string;
  referenceCode: string;
  title: string;
  sequence: number;
  fileName: string;
  kind: string;
  origin: string;
  measured: number | null;
  threshold: number | null;
  otherSequence: number | null;
  ruleVersion: string;
  state: string;
  note: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
}
interface FindingFilter {
  batchId: string;
  state: string;
  kind?: string | undefined;
}
const findings = (tdb: TenantDb, tenantId: number, { batchId, state, kind }: FindingFilter) =>
  tdb
    .selectFrom('scanFinding as f')
    .innerJoin('scanPage as p', (join) => join.onRef('p.tenantId', '=', 'f.tenantId').onRef('p.id', '=', 'f.pageId'))
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'p.tenantId').onRef('i.id', '=', 'p.itemId'))
    .innerJoin('digitalFile as d', (join) => join.onRef('d.tenantId', '=', 'f.tenantId').onRef('d.id', '=', 'f.fileId'))
    .where('f.tenantId', '=', tenantId)
    .where('f.batchId', '=', batchId)
    .where('f.state', '=', state)
    .$if(kind !== undefined, (query) => query.where('f.kind', '=', kind ?? ''));

export const listFindingRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: FindingFilter,
  walk: { after: string | undefined; direction: Walk; limit: number },
): Promise<FindingRow[]> => {
  const order = walkOrder('asc', walk.direction);
  const rows = await findings(tdb, tenantId, filter)
    .leftJoin('scanPage as o', (join) =>
      join.onRef('o.tenantId', '=', 'f.tenantId').onRef('o.id', '=', 'f.otherPageId'),
    )
    .select([
      'f.id',
      'f.pageId',
      'p.itemId',
      'f.fileId',
      'i.referenceCode',
      'i.title',
      'p.sequence',
      'd.fileName',
      'f.kind',
      'f.origin',
      sql<number | null>`f.measured::float8`.as('measured'),
      sql<number | null>`f.threshold::float8`.as('threshold'),
      'o.sequence as otherSequence',
      'f.ruleVersion',
      'f.state',
      'f.note',
      'f.decidedByName',
      'f.decidedAt',
    ])
    .$if(walk.after !== undefined, (query) => query.where('f.id', beyond('asc', walk.direction), walk.after ?? ''))
    .orderBy('f.id', order)
    .limit(walk.limit)
    .execute();
  return rows;
};
export const countFindingRows = (tdb: TenantDb, tenantId: number, filter: FindingFilter): Promise<number> =>
  countUpToCap(tdb, findings(tdb, tenantId, filter).select('f.id') as never);

export const dismissFindingRows = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  ids: readonly string[],
  by: { note: string; decidedByName: string },
): Promise<number> => {
  const { rows } = await sql<{ id: string }>`
    update scan_finding set state = 'dismissed', note = ${by.note}, decided_by_name = ${by.decidedByName}, decided_at = now()
    where tenant_id = ${tenantId} and batch_id = ${batchId} and id = any (${[...ids]}::uuid[]) and state = 'open' returning id`.execute(
    tdb,
  );
  return rows.length;
};
/** Findings of a page that a person looked at again and found right. */
export const fixFindingsOfPage = async (
  tdb: TenantDb,
  tenantId: number,
  pageId: string,
  decidedByName: string,
): Promise<void> => {
  await sql`update scan_finding set state = 'fixed', decided_by_name = ${decidedByName}, decided_at = now()
    where tenant_id = ${tenantId} and page_id = ${pageId} and state = 'open'`.execute(tdb);
};
export const itemsWithOpenFindings = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<Set<string>> => {
  const { rows } = await sql<{ itemId: string }>`
    select distinct p.item_id from scan_finding f join scan_page p on p.tenant_id = f.tenant_id and p.id = f.page_id
    where f.tenant_id = ${tenantId} and f.batch_id = ${batchId} and f.state = 'open'`.execute(tdb);
  return new Set(rows.map((row) => row.itemId));
};
