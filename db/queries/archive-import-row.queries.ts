import { type SqlBool, sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface ImportRowRecord {
  rowNumber: number;
  record: unknown;
  problems: unknown;
  isWrong: boolean;
  sequenceScope: string | null;
  itemId: string | null;
  outcome: string;
  fingerprint: string | null;
  knownItemId: string | null;
  undoState: string | null;
}

export interface ImportRowInsert {
  rowNumber: number;
  record: unknown;
  problems: unknown;
  isWrong: boolean;
  sequenceScope: string | null;
  outcome: string;
  fingerprint: string | null;
  knownItemId: string | null;
}

export const deleteImportRows = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<void> => {
  await tdb
    .deleteFrom('importRow')
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('itemId', 'is', null)
    .execute();
};

export const insertImportRows = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rows: readonly ImportRowInsert[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into import_row (tenant_id, batch_id, row_number, record, problems, is_wrong, sequence_scope, outcome, fingerprint, known_item_id)
    select ${tenantId}::int, ${batchId}::uuid, r."rowNumber", r.record, r.problems, r."isWrong", r."sequenceScope", r.outcome, r.fingerprint, r."knownItemId"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("rowNumber" int, record jsonb, problems jsonb, "isWrong" boolean, "sequenceScope" text,
      outcome text, fingerprint text, "knownItemId" uuid)`.execute(tdb);
};

/** A row of an import, whole. */
export const IMPORT_ROW_COLUMNS = [
  'rowNumber',
  'record',
  'problems',
  'isWrong',
  'sequenceScope',
  'itemId',
  'outcome',
  'fingerprint',
  'knownItemId',
  'undoState',
] as const;
/** Outcomes that filing or applying acts on. */
const ACTED_ON = ['new', 'changed'];

const rowsOf = (tdb: TenantDb, tenantId: number, batchId: string) =>
  tdb
    .selectFrom('importRow')
    .select(IMPORT_ROW_COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId);

export const findImportRow = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rowNumber: number,
): Promise<ImportRowRecord | undefined> =>
  rowsOf(tdb, tenantId, batchId).where('rowNumber', '=', rowNumber).forUpdate().executeTakeFirst();

const hasProblem = (code: string) => sql<SqlBool>`problems @> ${JSON.stringify([{ code }])}::jsonb`;

export const listImportRows = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  walk: {
    onlyWrong: boolean;
    problemCode: string | undefined;
    outcome?: string | undefined;
    direction: 'after' | 'before';
    after: number | undefined;
    limit: number;
  },
): Promise<(ImportRowRecord & { filedCode: string | null })[]> => {
  const order = walk.direction === 'after' ? ('asc' as const) : ('desc' as const);
  const { after, problemCode, outcome } = walk;
  return rowsOf(tdb, tenantId, batchId)
    .select((row) =>
      row
        .selectFrom('archiveItem')
        .select('archiveItem.referenceCode')
        .where('archiveItem.tenantId', '=', tenantId)
        .whereRef('archiveItem.id', '=', 'importRow.itemId')
        .as('filedCode'),
    )
    .$if(walk.onlyWrong, (query) => query.where('isWrong', '=', true))
    .$if(problemCode !== undefined, (query) => query.where(hasProblem(problemCode ?? '')))
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? ''))
    .$if(after !== undefined, (query) => query.where('rowNumber', order === 'asc' ? '>' : '<', after ?? 0))
    .orderBy('rowNumber', order)
    .limit(walk.limit)
    .execute();
};

export const countImportRows = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  filter: { onlyWrong: boolean; problemCode: string | undefined; outcome?: string | undefined },
): Promise<number> => {
  const { problemCode, outcome } = filter;
  const { count } = await tdb
    .selectFrom('importRow')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .$if(filter.onlyWrong, (query) => query.where('isWrong', '=', true))
    .$if(problemCode !== undefined, (query) => query.where(hasProblem(problemCode ?? '')))
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? ''))
    .executeTakeFirstOrThrow();
  return count;
};

/** Rows that are right and not filed: either those that bring a code or those to be numbered. Of the record only the item. */
export const listReadyRows = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  walk: { isNumbered: boolean; after: number; limit: number },
): Promise<ImportRowRecord[]> =>
  tdb
    .selectFrom('importRow')
    .select([
      'rowNumber',
      sql<unknown>`jsonb_build_object('item', record->'item', 'role', record->'role', 'containerCode', record->'containerCode')`.as(
        'record',
      ),
      'problems',
      'isWrong',
      'sequenceScope',
      'itemId',
      'outcome',
      'fingerprint',
      'knownItemId',
      'undoState',
    ])
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('isWrong', '=', false)
    .where('itemId', 'is', null)
    .where('outcome', 'in', ACTED_ON)
    .where('sequenceScope', walk.isNumbered ? 'is not' : 'is', null)
    .where('rowNumber', '>', walk.after)
    .orderBy('rowNumber')
    .limit(walk.limit)
    .execute();

export const countReadyRows = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<number> => {
  const { count } = await tdb
    .selectFrom('importRow')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('isWrong', '=', false)
    .where('itemId', 'is', null)
    .where('outcome', 'in', ACTED_ON)
    .executeTakeFirstOrThrow();
  return count;
};

export interface ImportRowUpdate {
  rowNumber: number;
  record: unknown;
  problems: unknown;
  isWrong: boolean;
  sequenceScope: string | null;
  outcome: string;
  fingerprint: string | null;
  knownItemId: string | null;
}

export const updateImportRow = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  row: ImportRowUpdate,
): Promise<void> => {
  await tdb
    .updateTable('importRow')
    .set({
      record: JSON.stringify(row.record),
      problems: JSON.stringify(row.problems),
      isWrong: row.isWrong,
      sequenceScope: row.sequenceScope,
      outcome: row.outcome,
      fingerprint: row.fingerprint,
      knownItemId: row.knownItemId,
    })
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('rowNumber', '=', row.rowNumber)
    .execute();
};

/** Rows that the catalogue refuses after all, each with one more problem. */
export const refuseImportRows = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rowNumbers: readonly number[],
  problem: unknown,
): Promise<void> => {
  if (rowNumbers.length === 0) return;
  await sql`update import_row set is_wrong = true, problems = problems || ${JSON.stringify([problem])}::jsonb
    where tenant_id = ${tenantId} and batch_id = ${batchId} and row_number = any (${rowNumbers as number[]}::int[])`.execute(
    tdb,
  );
};

const lowest = (numbers: readonly number[]): number => numbers.reduce((least, one) => Math.min(least, one), 0x7fffffff);
const highest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), -0x80000000);

/** Remembers which record each row became, so that no row becomes two. */
export const linkFiledRows = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  links: readonly { rowNumber: number; itemId: string }[],
): Promise<void> => {
  if (links.length === 0) return;
  const numbers = links.map((link) => link.rowNumber);
  // Within their bounds, or the whole batch would be read for each of its parts.
  await sql`update import_row r set item_id = l.item_id
    from unnest(${numbers}::int[], ${links.map((link) => link.itemId)}::uuid[]) as l (row_number, item_id)
    where r.tenant_id = ${tenantId} and r.batch_id = ${batchId} and r.row_number = l.row_number and r.item_id is null
      and r.row_number between ${lowest(numbers)} and ${highest(numbers)}`.execute(tdb);
};

export interface ProblemGroupRow {
  code: string;
  severity: string;
  field: string;
  count: number;
}

/** Problems of rows that are not filed, by kind: errors first, the most frequent first. */
export const listProblemGroups = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<ProblemGroupRow[]> => {
  const { rows } = await sql<ProblemGroupRow>`
    select p->>'code' as code, p->>'severity' as severity, p->>'field' as field, count(*)::int as count
    from import_row r cross join lateral jsonb_array_elements(r.problems) p
    where r.tenant_id = ${tenantId} and r.batch_id = ${batchId} and r.item_id is null
    group by 1, 2, 3 order by 2, 4 desc, 1, 3 limit 100`.execute(tdb);
  return rows;
};

/** How many rows wait for a number, by scope. */
export const listScopesToNumber = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<{ scope: string; count: number }[]> => {
  const { rows } = await sql<{ scope: string; count: number }>`
    select sequence_scope as scope, count(*)::int as count from import_row
    where tenant_id = ${tenantId} and batch_id = ${batchId} and not is_wrong and item_id is null and outcome = 'new' and sequence_scope is not null
    group by 1 order by 1 limit 50`.execute(tdb);
  return rows;
};

/** How many of the rows are right and still not filed. */
export const countUnfiledRows = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rowNumbers: readonly number[],
): Promise<number> => {
  const { count } = await tdb
    .selectFrom('importRow')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('isWrong', '=', false)
    .where('itemId', 'is', null)
    .where('outcome', 'in', ACTED_ON)
    .where(sql<SqlBool>`row_number = any (${rowNumbers as number[]}::int[])`)
    .where('rowNumber', '>=', lowest(rowNumbers))
    .where('rowNumber', '<=', highest(rowNumbers))
    .executeTakeFirstOrThrow();
  return count;
};
