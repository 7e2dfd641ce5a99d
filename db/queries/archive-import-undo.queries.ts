import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* Taking a whole import back: what stands in the way, and striking its records out. */

export interface UndoBlockRow {
  reason: string;
  count: number;
  examples: string[];
}

/** Tables that say something about a record without needing it. What a bulk edit changed shows in the record itself. */
const NEEDS_NO_RECORD = /^(?:import_|bulk_edit|check_|archive_check|item_check|archive_item$)/;

/** Columns of other tables that point at records. */
const listReferences = async (tdb: TenantDb): Promise<{ table: string; column: string }[]> => {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as table, a.attname::text as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and c.confrelid = 'archive_item'::regclass and array_length(c.conkey, 1) = 2
      and has_table_privilege(c.conrelid, 'select')
    order by 1, 2`.execute(tdb);
  return rows.filter((row) => !NEEDS_NO_RECORD.test(row.table));
};

const countBlocked = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  reason: string,
  condition: RawBuilder<unknown>,
): Promise<UndoBlockRow[]> => {
  const { rows } = await sql<{ count: number; examples: string[] | null }>`
    select count(*)::int as count, (array_agg(i.reference_code order by i.code_sort))[1:5] as examples
    from archive_item i where i.tenant_id = ${tenantId} and i.import_batch_id = ${batchId} and i.state = 'filed' and (${condition})`.execute(
    tdb,
  );
  const [row] = rows;
  return row && row.count > 0 ? [{ reason, count: row.count, examples: row.examples ?? [] }] : [];
};

const TOUCHED = sql`i.row_version > 1 or i.old_codes <> '{}' or i.updated_at > i.created_at`;
const LEFT = sql`i.left_on is not null or i.accessioned_on is not null or i.origin_item_id is not null or i.accession_id is not null`;

/** What happened to records of the import since they were filed, by kind. */
export const listUndoBlocks = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<UndoBlockRow[]> => {
  const contains = sql`exists (select 1 from archive_item c where c.tenant_id = ${tenantId} and c.parent_id = i.id and c.state = 'filed'
    and c.import_batch_id is distinct from ${batchId}::uuid)`;
  const blocks = [
    ...(await countBlocked(tdb, tenantId, batchId, 'boxed', sql`i.box_id is not null`)),
    ...(await countBlocked(tdb, tenantId, batchId, 'left', LEFT)),
    ...(await countBlocked(tdb, tenantId, batchId, 'published', sql`i.published_on is not null`)),
    ...(await countBlocked(tdb, tenantId, batchId, 'contains', contains)),
    ...(await countBlocked(tdb, tenantId, batchId, 'corrected', sql`i.box_id is null and (${TOUCHED})`)),
  ];
  const references = await listReferences(tdb);
  const pointed = references.map(
    ({ table, column }) =>
      sql`exists (select 1 from ${sql.id(table)} x where x.tenant_id = ${tenantId} and x.${sql.id(column)} = i.id)`,
  );
  if (pointed.length === 0) return blocks;
  return [...blocks, ...(await countBlocked(tdb, tenantId, batchId, 'referenced', sql.join(pointed, sql` or `)))];
};

export const countFiledItems = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<number> => {
  const { count } = await tdb
    .selectFrom('archiveItem')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenantId', '=', tenantId)
    .where('importBatchId', '=', batchId)
    .where('state', '=', 'filed')
    .executeTakeFirstOrThrow();
  return count;
};

export interface ItemToUndo {
  id: string;
  referenceCode: string;
  codeTemplate: string;
  level: string;
  /** The number was given by the system, not brought by the workbook. */
  isNumbered: boolean;
}

/** Records that nothing has happened to, the highest codes first, held until the transaction ends. */
export const lockItemsToUndo = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  limit: number,
): Promise<ItemToUndo[]> => {
  const { rows } = await sql<ItemToUndo>`
    select i.id, i.reference_code, i.code_template, i.level, coalesce(r.sequence_scope is not null, false) as is_numbered
    from archive_item i
    left join import_row r on r.tenant_id = i.tenant_id and r.batch_id = i.import_batch_id and r.row_number = i.import_row
    where i.tenant_id = ${tenantId} and i.import_batch_id = ${batchId} and i.state = 'filed'
      and i.box_id is null and i.published_on is null and not (${TOUCHED}) and not (${LEFT})
    order by i.code_sort desc, i.id limit ${limit} for update of i`.execute(tdb);
  return rows;
};

/** The last number of each scope, held until the transaction ends. Scopes in one order. */
export const lockCounters = async (
  tdb: TenantDb,
  tenantId: number,
  scopes: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ scope: string; last: number }>`
    select scope, last_number as last from number_counter
    where tenant_id = ${tenantId} and scope = any (${[...scopes].sort()}::text[]) order by scope for update`.execute(
    tdb,
  );
  return new Map(rows.map((row) => [row.scope, row.last]));
};

export const lowerCounters = async (
  tdb: TenantDb,
  tenantId: number,
  last: ReadonlyMap<string, number>,
): Promise<void> => {
  if (last.size === 0) return;
  await sql`update number_counter c set last_number = t.number
    from unnest(${[...last.keys()]}::text[], ${[...last.values()]}::int[]) as t (scope, number)
    where c.tenant_id = ${tenantId} and c.scope = t.scope`.execute(tdb);
};

/**
 * Strikes records out. Those whose code is set aside take another in its place, which no template reads, and keep the
 * old one among their old codes; the others keep their code, which stays used up.
 */
export const voidItems = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly { id: string; setAside: string | null }[],
): Promise<void> => {
  if (rows.length === 0) return;
  const [ids, asides] = [rows.map((row) => row.id), rows.map((row) => row.setAside)];
  // A code that comes back was never settled: it is unlocked first, so that the history does not retire it for good.
  await sql`update archive_item i set state = 'void', row_version = i.row_version + 1, updated_at = now(),
      code_state = case when t.aside is null then i.code_state else 'provisional' end
    from unnest(${ids}::uuid[], ${asides}::text[]) as t (id, aside)
    where i.tenant_id = ${tenantId} and i.id = t.id and i.state = 'filed'`.execute(tdb);
  await sql`update archive_item i set reference_code = t.aside, code_sort = t.aside, old_codes = array_append(i.old_codes, i.reference_code)
    from unnest(${ids}::uuid[], ${asides}::text[]) as t (id, aside)
    where i.tenant_id = ${tenantId} and i.id = t.id and t.aside is not null`.execute(tdb);
};
