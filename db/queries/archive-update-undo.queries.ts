import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* Taking back what an edited workbook changed in records. */

/** A change makes the version that it was decided on one higher: as long as that stands, nobody has been at the record. */
const isUntouched = sql`(i.state = 'filed' and i.row_version = (r.record->'update'->>'rowVersion')::int + 1)`;

const EXAMPLES = 5;

/** How many records would get their old values back, and how many were changed since, some of them by code. */
export const countChangesToUndo = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<{ items: number; left: number; examples: string[] }> => {
  const { rows } = await sql<{ items: number; left: number; examples: string[] | null }>`
    select (count(*) filter (where ${isUntouched}))::int as items, (count(*) filter (where not ${isUntouched}))::int as left,
      (array_agg(i.reference_code order by r.row_number) filter (where not ${isUntouched}))[1:${sql.lit(EXAMPLES)}] as examples
    from import_row r join archive_item i on i.tenant_id = r.tenant_id and i.id = r.item_id
    where r.tenant_id = ${tenantId} and r.batch_id = ${batchId}::uuid and r.item_id is not null and r.undo_state is null`.execute(
    tdb,
  );
  const [row] = rows;
  return { items: row?.items ?? 0, left: row?.left ?? 0, examples: row?.examples ?? [] };
};

/** The next changes that are not taken back yet, in the order of the workbook. */
export const listChangesToUndo = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  limit: number,
): Promise<{ rowNumber: number; record: unknown }[]> =>
  tdb
    .selectFrom('importRow')
    .select(['rowNumber', 'record'])
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('itemId', 'is not', null)
    .where('undoState', 'is', null)
    .orderBy('rowNumber')
    .limit(limit)
    .execute();

export const markUndone = async (
  tdb: TenantDb,
  key: { tenantId: number; batchId: string; rowNumber: number },
  result: { undoState: 'undone' | 'left'; undoReason: string | null },
): Promise<void> => {
  await tdb
    .updateTable('importRow')
    .set(result)
    .where('tenantId', '=', key.tenantId)
    .where('batchId', '=', key.batchId)
    .where('rowNumber', '=', key.rowNumber)
    .execute();
};
