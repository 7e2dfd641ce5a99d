import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 批量修改. */

export interface BulkEditRecord {
  id: string;
  changes: unknown;
  reason: string | null;
  state: string;
  rowCount: number;
  jobId: string | null;
  createdByName: string;
  createdAt: string;
  doneAt: string | null;
  undoneAt: string | null;
}

const EDIT = [
  'id',
  'changes',
  'reason',
  'state',
  'rowCount',
  'jobId',
  'createdByName',
  'createdAt',
  'doneAt',
  'undoneAt',
] as const;

export const insertBulkEdit = async (
  tdb: TenantDb,
  edit: {
    tenantId: number;
    id: string;
    changes: object;
    rowCount: number;
    createdBy: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('bulkEdit')
    .values({ ...edit, changes: JSON.stringify(edit.changes) })
    .execute();
};

/** The records as they stand now, in the given order; what is not filed is left out. Answers how many. */
export const snapshotRows = async (
  tdb: TenantDb,
  tenantId: number,
  editId: string,
  itemIds: readonly string[],
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with taken as (
      insert into bulk_edit_row (tenant_id, edit_id, row_number, item_id, row_version)
      select ${tenantId}::int, ${editId}::uuid, row_number() over (order by t.at), i.id, i.row_version
      from unnest(${itemIds as string[]}::uuid[]) with ordinality as t (id, at)
      join archive_item i on i.tenant_id = ${tenantId} and i.id = t.id and i.state = 'filed'
      returning 1)
    select count(*)::int as count from taken`.execute(tdb);
  return rows[0]?.count ?? 0;
};

export const setBulkEditCount = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  rowCount: number,
): Promise<void> => {
  await tdb.updateTable('bulkEdit').set({ rowCount }).where('tenantId', '=', tenantId).where('id', '=', id).execute();
};

export const findBulkEdit = (tdb: TenantDb, tenantId: number, id: string): Promise<BulkEditRecord | undefined> =>
  tdb.selectFrom('bulkEdit').select(EDIT).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst();

/** Held until the transaction ends, so that two clicks do not start it twice. */
export const lockBulkEdit = (tdb: TenantDb, tenantId: number, id: string): Promise<BulkEditRecord | undefined> =>
  tdb
    .selectFrom('bulkEdit')
    .select(EDIT)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const setBulkEditState = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  values: { state: string; reason?: string; jobId?: string },
): Promise<void> => {
  await tdb
    .updateTable('bulkEdit')
    .set({
      ...values,
      ...(values.state === 'done' ? { doneAt: sql<string>`now()` } : {}),
      ...(values.state === 'undone' ? { undoneAt: sql<string>`now()` } : {}),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

export const listBulkEdits = (
  tdb: TenantDb,
  tenantId: number,
  page: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<BulkEditRecord[]> => {
  const order = walkOrder('desc', page.direction);
  const { after } = page;
  return tdb
    .selectFrom('bulkEdit')
    .select(EDIT)
    .where('tenantId', '=', tenantId)
    .where('state', '<>', 'previewed')
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('createdAt', 'id'),
          beyond('desc', page.direction),
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('createdAt', order)
    .orderBy('id', order)
    .limit(page.limit)
    .execute();
};

export const countBulkRows = async (tdb: TenantDb, tenantId: number, editId: string): Promise<Map<string, number>> => {
  const rows = await tdb
    .selectFrom('bulkEditRow')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .where('tenantId', '=', tenantId)
    .where('editId', '=', editId)
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, row.count]));
};

export interface BulkRowRecord {
  rowNumber: number;
  itemId: string;
  rowVersion: number;
  versionAfter: number | null;
  oldValues: unknown;
  state: string;
  errorCode: string | null;
}

const ROW = ['rowNumber', 'itemId', 'rowVersion', 'versionAfter', 'oldValues', 'state', 'errorCode'] as const;

/** Rows of one edit by number, in one state or all. */
export const listBulkRows = (
  tdb: TenantDb,
  tenantId: number,
  editId: string,
  walk: { state?: string | undefined; after: number | undefined; direction: Walk; limit: number },
): Promise<BulkRowRecord[]> => {
  const order = walkOrder('asc', walk.direction);
  return tdb
    .selectFrom('bulkEditRow')
    .select(ROW)
    .where('tenantId', '=', tenantId)
    .where('editId', '=', editId)
    .$if(walk.state !== undefined, (query) => query.where('state', '=', walk.state ?? ''))
    .$if(walk.after !== undefined, (query) => query.where('rowNumber', beyond('asc', walk.direction), walk.after ?? 0))
    .orderBy('rowNumber', order)
    .limit(walk.limit)
    .execute();
};

export const updateBulkRow = async (
  tdb: TenantDb,
  key: { tenantId: number; editId: string; rowNumber: number },
  values: { state: string; versionAfter?: number; oldValues?: object; errorCode: string | null },
): Promise<void> => {
  const { oldValues, ...columns } = values;
  await tdb
    .updateTable('bulkEditRow')
    .set({ ...columns, ...(oldValues === undefined ? {} : { oldValues: JSON.stringify(oldValues) }) })
    .where('tenantId', '=', key.tenantId)
    .where('editId', '=', key.editId)
    .where('rowNumber', '=', key.rowNumber)
    .execute();
};

/** Rows that were refused or left wait again, at the version that stands now. */
export const waitAgain = async (tdb: TenantDb, tenantId: number, editId: string): Promise<number> => {
  const result = await sql<{ count: number }>`
    with again as (
      update bulk_edit_row r set state = 'waiting', error_code = null, row_version = i.row_version
      from archive_item i
      where r.tenant_id = ${tenantId} and r.edit_id = ${editId}::uuid and r.state in ('refused', 'left')
        and i.tenant_id = r.tenant_id and i.id = r.item_id
      returning 1)
    select count(*)::int as count from again`.execute(tdb);
  return result.rows[0]?.count ?? 0;
};
