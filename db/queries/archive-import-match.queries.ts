import { type SqlBool, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { IMPORT_ROW_COLUMNS, type ImportRowRecord } from './archive-import-row.queries.ts';

/* What rows of a workbook are to the catalogue and to each other. */

export interface StandingRecord {
  referenceCode: string;
  id: string;
  title: string;
  state: string;
}

/** Records that have or had one of the codes, void ones too: a code is never used again. */
export const findStanding = async (
  tdb: TenantDb,
  tenantId: number,
  codes: readonly string[],
): Promise<Map<string, StandingRecord>> => {
  if (codes.length === 0) return new Map();
  const rows = await tdb
    .selectFrom('archiveItem')
    .select(['referenceCode', 'id', 'title', 'state'])
    .where('tenantId', '=', tenantId)
    .where(sql<SqlBool>`reference_code = any (${codes as string[]}::text[])`)
    .unionAll(
      tdb
        .selectFrom('archiveCodeHistory')
        .select([
          'oldCode as referenceCode',
          'itemId as id',
          sql<string>`''`.as('title'),
          sql<string>`'retired'`.as('state'),
        ])
        .where('tenantId', '=', tenantId)
        .where(sql<SqlBool>`old_code = any (${codes as string[]}::text[])`),
    )
    .execute();
  return new Map(rows.map((row) => [row.referenceCode, row]));
};

/** Rows without a code that were filed before, by what they say: the record each of them became. */
export const findFiledFingerprints = async (
  tdb: TenantDb,
  tenantId: number,
  fingerprints: readonly string[],
): Promise<Map<string, string>> => {
  if (fingerprints.length === 0) return new Map();
  const rows = await tdb
    .selectFrom('importRow as r')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'r.tenantId').onRef('i.id', '=', 'r.itemId'))
    .select(['r.fingerprint', 'i.id'])
    .where('r.tenantId', '=', tenantId)
    .where('i.tenantId', '=', tenantId)
    .where('i.state', '=', 'filed')
    .where(sql<SqlBool>`r.fingerprint = any (${fingerprints as string[]}::text[])`)
    .limit(fingerprints.length * 4)
    .execute();
  return new Map(rows.map((row) => [row.fingerprint ?? '', row.id]));
};

/** Two filings of rows without codes take turns, so that neither overlooks what the other is filing. */
export const takeFilingTurn = async (tdb: TenantDb, tenantId: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('lantai.import'), ${tenantId}::int)`.execute(tdb);
};

export interface ContainerRow {
  id: string;
  referenceCode: string;
  level: string;
  categoryCode: string;
  subcategoryCode: string | null;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  catalogueNumber: string | null;
  fileNumber: string | null;
  details: Record<string, string>;
}

/** Volumes and groups of the catalogue by their codes. */
export const findContainers = async (
  tdb: TenantDb,
  tenantId: number,
  codes: readonly string[],
): Promise<ContainerRow[]> => {
  if (codes.length === 0) return [];
  return tdb
    .selectFrom('archiveItem')
    .select([
      'id',
      'referenceCode',
      'level',
      'categoryCode',
      'subcategoryCode',
      'filingYear',
      'retentionCode',
      'orgCode',
      'catalogueNumber',
      'fileNumber',
      'details',
    ])
    .where('tenantId', '=', tenantId)
    .where('level', 'in', ['volume', 'group'])
    .where('state', '=', 'filed')
    .where(sql<SqlBool>`reference_code = any (${codes as string[]}::text[])`)
    .limit(codes.length)
    .$castTo<ContainerRow>()
    .execute();
};

/** Records of volumes and groups in the same workbook, by code or by number. */
export const listContainersOfBatch = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  asked: { code: string; fileNumber: string },
): Promise<{ item: unknown }[]> => {
  const { rows } = await sql<{ item: unknown }>`
    select record->'item' as item from import_row
    where tenant_id = ${tenantId} and batch_id = ${batchId} and record->'item'->>'level' in ('volume', 'group')
      and (record->'item'->>'referenceCode' = ${asked.code} or record->'item'->>'fileNumber' = ${asked.fileNumber})
    order by row_number limit 20`.execute(tdb);
  return rows;
};

/** Another row of the batch that brings the same code and is not filed; its number. */
export const findCodeInBatch = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  code: string,
  exceptRow: number,
): Promise<number | null> => {
  const row = await tdb
    .selectFrom('importRow')
    .select('rowNumber')
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('rowNumber', '<>', exceptRow)
    .where('isWrong', '=', false)
    .where('itemId', 'is', null)
    .where(sql<SqlBool>`record->'item'->>'referenceCode' = ${code}`)
    .orderBy('rowNumber')
    .limit(1)
    .executeTakeFirst();
  return row?.rowNumber ?? null;
};

/** Words for periods that were not understood, the most frequent first. */
export const listUnknownWords = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<string[]> => {
  const { rows } = await sql<{ word: string }>`
    select record->'cells'->>'retentionCode' as word from import_row
    where tenant_id = ${tenantId} and batch_id = ${batchId} and is_wrong and problems @> '[{"code":"RETENTION_UNKNOWN"}]'::jsonb
      and record->'cells'->>'retentionCode' <> ''
    group by 1 order by count(*) desc, 1 limit 20`.execute(tdb);
  return rows.map((row) => row.word);
};

/** Rows of an edited export that change their record and are not applied yet. */
export const listReadyUpdates = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  limit: number,
): Promise<ImportRowRecord[]> =>
  tdb
    .selectFrom('importRow')
    .select(IMPORT_ROW_COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('outcome', '=', 'changed')
    .where('isWrong', '=', false)
    .where('itemId', 'is', null)
    .orderBy('rowNumber')
    .limit(limit)
    .execute();

export const countOutcomes = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<{ outcome: string; count: number }[]> => {
  const { rows } = await sql<{ outcome: string; count: number }>`
    select outcome, count(*)::int as count from import_row
    where tenant_id = ${tenantId} and batch_id = ${batchId} group by 1 order by 1`.execute(tdb);
  return rows;
};

/** Rows that turned out to stand in the catalogue already. */
export const markKnownRows = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  links: readonly { rowNumber: number; itemId: string }[],
): Promise<void> => {
  if (links.length === 0) return;
  await sql`update import_row r set outcome = 'known', known_item_id = l.item_id
    from unnest(${links.map((link) => link.rowNumber)}::int[], ${links.map((link) => link.itemId)}::uuid[]) as l (row_number, item_id)
    where r.tenant_id = ${tenantId} and r.batch_id = ${batchId} and r.row_number = l.row_number and r.item_id is null`.execute(
    tdb,
  );
};

export interface MemoryRow {
  kind: string;
  typedKey: string;
  typed: string;
  meaning: string;
}

/** What the unit has taught the reader for a category. */
export const listMemory = (tdb: TenantDb, tenantId: number, categoryCode: string): Promise<MemoryRow[]> =>
  tdb
    .selectFrom('importMemory')
    .select(['kind', 'typedKey', 'typed', 'meaning'])
    .where('tenantId', '=', tenantId)
    .where('categoryCode', '=', categoryCode)
    .orderBy('kind')
    .orderBy('typedKey')
    .limit(2_000)
    .execute();

export const remember = async (
  tdb: TenantDb,
  key: { tenantId: number; categoryCode: string; updatedBy: string },
  rows: readonly MemoryRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tdb
    .insertInto('importMemory')
    .values(rows.map((row) => ({ ...key, ...row })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'categoryCode', 'kind', 'typedKey']).doUpdateSet((eb) => ({
        typed: eb.ref('excluded.typed'),
        meaning: eb.ref('excluded.meaning'),
        updatedBy: eb.ref('excluded.updatedBy'),
        updatedAt: sql<string>`now()`,
      })),
    )
    .execute();
};
