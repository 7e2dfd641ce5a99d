import { sql } from 'kysely';
import type { GrantDb, SystemDb, TenantDb } from '../client.ts';

export interface PageTextInsert {
  fileId: string;
  itemId: string;
  page: number;
  state: 'recognised' | 'failed';
  engine: string;
  failure: string | null;
  width: number | null;
  height: number | null;
  lines: readonly unknown[];
  text: string;
  confidence: number | null;
  searchText: string;
  searchTokens: readonly string[];
}

/** Keeps what was read. A page that somebody corrected is not overwritten by another reading. */
export const keepPageText = async (tdb: TenantDb, tenantId: number, row: PageTextInsert): Promise<void> => {
  const tokens = sql<string>`array_to_tsvector(${[...row.searchTokens]}::text[])`;
  const { searchTokens: _, lines, ...columns } = row;
  const values = { ...columns, lines: JSON.stringify(lines), searchTokens: tokens };
  await tdb
    .insertInto('pageText')
    .values({ ...values, tenantId })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'fileId', 'page'])
        .doUpdateSet({ ...values, rowVersion: sql<number>`page_text.row_version + 1` })
        .where('pageText.correctedAt', 'is', null),
    )
    .execute();
};

export interface PageTextRow {
  fileId: string;
  itemId: string;
  page: number;
  state: string;
  engine: string;
  failure: string | null;
  width: number | null;
  height: number | null;
  lines: unknown;
  text: string;
  confidence: number | null;
  correctedAt: string | null;
  rowVersion: number;
}
const PAGE = [
  'fileId',
  'itemId',
  'page',
  'state',
  'engine',
  'failure',
  'width',
  'height',
  'lines',
  'text',
  'confidence',
  'correctedAt',
  'rowVersion',
] as const;

export const findPageText = (
  db: TenantDb | GrantDb,
  tenantId: number,
  fileId: string,
  page: number,
): Promise<PageTextRow | undefined> =>
  (db as TenantDb)
    .selectFrom('pageText')
    .select(PAGE)
    .where('tenantId', '=', tenantId)
    .where('fileId', '=', fileId)
    .where('page', '=', page)
    .executeTakeFirst();

/** Pages of a file that have been read already, whatever came of it; not those for which there was no engine. */
export const listReadPages = async (tdb: TenantDb, tenantId: number, fileId: string): Promise<Set<number>> => {
  const rows = await tdb
    .selectFrom('pageText')
    .select('page')
    .where('tenantId', '=', tenantId)
    .where('fileId', '=', fileId)
    .where(sql<boolean>`failure is distinct from 'no_engine'`)
    .orderBy('page')
    .limit(20_000)
    .execute();
  return new Set(rows.map((row) => row.page));
};

/** Texts of a record's pages in order, for finding a word in them and for the record's full text. */
export const listPageTexts = (
  db: TenantDb | GrantDb,
  tenantId: number,
  itemId: string,
  limit: number,
): Promise<{ fileId: string; page: number; text: string; confidence: number | null; state: string }[]> =>
  (db as TenantDb)
    .selectFrom('pageText as p')
    .innerJoin('digitalFile as f', (join) => join.onRef('f.tenantId', '=', 'p.tenantId').onRef('f.id', '=', 'p.fileId'))
    .select(['p.fileId', 'p.page', 'p.text', 'p.confidence', 'p.state'])
    .where('p.tenantId', '=', tenantId)
    .where('p.itemId', '=', itemId)
    .where('f.state', '=', 'stored')
    .where('f.scanState', '<>', 'infected')
    .orderBy('f.sequence')
    .orderBy('p.fileId')
    .orderBy('p.page')
    .limit(limit)
    .execute();

/** False when somebody was quicker. */
export const correctPageText = async (
  tdb: TenantDb,
  key: { tenantId: number; fileId: string; page: number; rowVersion: number },
  values: {
    lines: readonly unknown[];
    text: string;
    searchText: string;
    searchTokens: readonly string[];
    correctedBy: string;
  },
): Promise<boolean> => {
  const { searchTokens, lines, ...columns } = values;
  const row = await tdb
    .updateTable('pageText')
    .set({
      ...columns,
      lines: JSON.stringify(lines),
      searchTokens: sql<string>`array_to_tsvector(${[...searchTokens]}::text[])`,
      correctedAt: sql<string>`now()`,
      rowVersion: sql<number>`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('fileId', '=', key.fileId)
    .where('page', '=', key.page)
    .where('rowVersion', '=', key.rowVersion)
    .returning('page')
    .executeTakeFirst();
  return row !== undefined;
};

export interface PageHitKey {
  tenantId: number;
  fileId: string;
  page: number;
}
export interface PageHitRow extends PageHitKey {
  itemId: string;
  referenceCode: string;
  title: string;
  fileName: string;
  text: string;
}

/** Pages that hold the words, in one's own tenant or in what the opened grants reach. */
export const searchPages = async (
  db: TenantDb | GrantDb,
  side: 'own' | 'granted',
  question: { tsquery: string; words: readonly string[]; after: PageHitKey | null; limit: number },
): Promise<PageHitRow[]> => {
  const { tsquery, words, after, limit } = question;
  const search = sql.raw(side === 'own' ? 'search_own_pages' : 'search_granted_pages');
  const { rows } = await sql<PageHitRow>`
    select h.tenant_id, h.file_id, h.page, p.item_id, i.reference_code, i.title, f.file_name, p.text
    from ${search}(${tsquery}::tsquery, ${words.join(' ')}, ${after?.tenantId ?? null}, ${after?.fileId ?? null}, ${after?.page ?? null}, ${limit}) h
      join page_text p on p.tenant_id = h.tenant_id and p.file_id = h.file_id and p.page = h.page
      join digital_file f on f.tenant_id = h.tenant_id and f.id = h.file_id
      join archive_item i on i.tenant_id = p.tenant_id and i.id = p.item_id
    order by h.tenant_id, h.file_id, h.page limit ${limit}`.execute(db);
  return rows;
};

/** What an older reader had found behind the last page of the new one says nothing any more, unless somebody corrected it. */
export const clearPagesBeyond = async (
  tdb: TenantDb,
  tenantId: number,
  fileId: string,
  last: number,
): Promise<void> => {
  await sql`update page_text set text = '', search_text = '', search_tokens = ''::tsvector, lines = '[]', row_version = row_version + 1
    where tenant_id = ${tenantId} and file_id = ${fileId} and page > ${last} and corrected_at is null and text <> ''`.execute(
    tdb,
  );
};

/** This reader has done with the file, whatever came of it. */
export const markRead = async (tdb: TenantDb, tenantId: number, fileId: string, reader: number): Promise<void> => {
  await sql`update digital_file set text_reader = ${reader} where tenant_id = ${tenantId} and id = ${fileId}`.execute(
    tdb,
  );
};

/**
 * Documents whose kind a newer reader reads than the one that had them: `readers` says which one each kind needs. A file
 * whose bytes are missing waits for its repair.
 */
const isOwedReading = (tenantId: ReturnType<typeof sql>, readers: Readonly<Record<string, number>>) =>
  sql`f.tenant_id = ${tenantId} and f.state = 'stored' and f.media_type !~ '^(image|audio|video)/' and f.media_type <> 'application/pdf'
    and f.scan_state <> 'infected' and f.verify_result is distinct from 'missing'
    and exists (select 1 from json_each_text(${JSON.stringify(readers)}::json) r where r.key = f.media_type and f.text_reader < r.value::int)`;

/** Tenants with such documents, and nothing owed that will read them. */
export const listTenantsWithOldReading = async (
  sdb: SystemDb,
  readers: Readonly<Record<string, number>>,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where exists (select 1 from digital_file f where ${isOwedReading(sql`t.id`, readers)})
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'digital.recognise-file' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};

export const listOldReadings = async (
  tdb: TenantDb,
  tenantId: number,
  readers: Readonly<Record<string, number>>,
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{
    id: string;
  }>`select f.id from digital_file f where ${isOwedReading(sql`${tenantId}`, readers)}
    order by f.id limit ${limit}`.execute(tdb);
  return rows.map((row) => row.id);
};

/** Tenants with pages that no engine was there to read, and nothing owed that will read them. */
export const listTenantsWithUnread = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where exists (select 1 from page_text p where p.tenant_id = t.id and p.failure = 'no_engine')
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'digital.recognise-file' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};

export const listUnreadFiles = async (tdb: TenantDb, tenantId: number, limit: number): Promise<string[]> => {
  const rows = await tdb
    .selectFrom('pageText')
    .select('fileId')
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('failure', '=', 'no_engine')
    .orderBy('fileId')
    .limit(limit)
    .execute();
  return rows.map((row) => row.fileId);
};
