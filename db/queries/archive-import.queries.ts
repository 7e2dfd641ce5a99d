import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface ImportBatchRecord {
  tenantId: number;
  id: string;
  fondsId: string;
  fondsNumber: string;
  fondsName: string;
  isOfficial: boolean;
  categoryCode: string;
  objectId: string;
  fileName: string;
  fileSha256: string;
  state: string;
  columnMapping: unknown;
  rowCount: number;
  wrongCount: number;
  filedCount: number;
  errorCode: string | null;
  jobId: string | null;
  errorObjectId: string | null;
  createdBy: string;
  createdAt: string;
  filedAt: string | null;
  kind: string;
  sheetName: string | null;
  defaults: unknown;
  knownCount: number;
  reason: string | null;
  undoneCount: number;
  undoneAt: string | null;
  undoableUntil: string | null;
}

const batches = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('importBatch as b')
    .innerJoin('fonds as f', (join) => join.onRef('f.tenantId', '=', 'b.tenantId').onRef('f.id', '=', 'b.fondsId'))
    .select([
      'b.tenantId',
      'b.id',
      'b.fondsId',
      'f.number as fondsNumber',
      'f.name as fondsName',
      'f.isOfficial',
      'b.categoryCode',
      'b.objectId',
      'b.fileName',
      'b.fileSha256',
      'b.state',
      'b.columnMapping',
      'b.rowCount',
      'b.wrongCount',
      'b.filedCount',
      'b.errorCode',
      'b.jobId',
      'b.errorObjectId',
      'b.createdBy',
      'b.createdAt',
      'b.filedAt',
      'b.kind',
      'b.sheetName',
      'b.defaults',
      'b.knownCount',
      'b.reason',
      'b.undoneCount',
      'b.undoneAt',
      // By the clock of the database, which also decides.
      sql<
        string | null
      >`case when b.state = 'filed' and b.filed_at > now() - interval '24 hours' then b.filed_at + interval '24 hours' end`.as(
        'undoableUntil',
      ),
    ])
    .where('b.tenantId', '=', tenantId);

export const findBatch = (tdb: TenantDb, tenantId: number, id: string): Promise<ImportBatchRecord | undefined> =>
  batches(tdb, tenantId).where('b.id', '=', id).executeTakeFirst();

/** Holds the batch until the transaction ends: one step of one worker, or one correction, at a time. */
export const lockBatch = (tdb: TenantDb, tenantId: number, id: string): Promise<ImportBatchRecord | undefined> =>
  batches(tdb, tenantId).where('b.id', '=', id).forUpdate('b').executeTakeFirst();

export const listBatches = (
  tdb: TenantDb,
  tenantId: number,
  walk: { direction: 'after' | 'before'; after: readonly [string, string] | undefined; limit: number },
): Promise<ImportBatchRecord[]> => {
  const order = walk.direction === 'after' ? ('desc' as const) : ('asc' as const);
  const { after } = walk;
  return batches(tdb, tenantId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('b.createdAt', 'b.id'),
          order === 'desc' ? '<' : '>',
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('b.createdAt', order)
    .orderBy('b.id', order)
    .limit(walk.limit)
    .execute();
};

/** A batch of the same bytes for the same place that is filed or on its way. */
export const findFiledTwin = (
  tdb: TenantDb,
  tenantId: number,
  batch: { fondsId: string; categoryCode: string; fileSha256: string },
): Promise<{ id: string; filedCount: number; filedAt: string | null } | undefined> =>
  tdb
    .selectFrom('importBatch')
    .select(['id', 'filedCount', 'filedAt'])
    .where('tenantId', '=', tenantId)
    .where('fondsId', '=', batch.fondsId)
    .where('categoryCode', '=', batch.categoryCode)
    .where('fileSha256', '=', batch.fileSha256)
    .where('kind', '=', 'new')
    .where('state', 'in', ['filing', 'filed', 'undoing'])
    .executeTakeFirst();

export const insertBatch = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    fondsId: string;
    categoryCode: string;
    objectId: string;
    fileName: string;
    fileSha256: string;
    createdBy: string;
    jobId: string;
    defaults: string;
  },
): Promise<void> => {
  await tdb.insertInto('importBatch').values(row).execute();
};

export interface BatchUpdate {
  state?: string;
  columnMapping?: string;
  errorCode?: string | null;
  jobId?: string;
  errorObjectId?: string;
  isFiledNow?: boolean;
  kind?: 'new' | 'update';
  sheetName?: string | null;
  defaults?: string;
  reason?: string;
  undoneBy?: string | null;
  isUndoneNow?: boolean;
}

export const updateBatch = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  { isFiledNow, isUndoneNow, ...values }: BatchUpdate,
): Promise<void> => {
  await tdb
    .updateTable('importBatch')
    .set({
      ...values,
      ...(isFiledNow ? { filedAt: sql<string>`now()` } : {}),
      ...(isUndoneNow ? { undoneAt: sql<string>`now()` } : {}),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

export interface BatchCounts {
  rowCount: number;
  wrongCount: number;
  filedCount: number;
  knownCount: number;
}

/** Sets the counts of the batch to what its rows say, and answers them. */
export const recountBatch = async (tdb: TenantDb, tenantId: number, id: string): Promise<BatchCounts> => {
  const { rows } = await sql<BatchCounts>`
    update import_batch b set row_count = c.all_rows, wrong_count = c.wrong, filed_count = c.filed, known_count = c.known
    from (select count(*)::int as all_rows, (count(*) filter (where is_wrong))::int as wrong, (count(*) filter (where item_id is not null))::int as filed,
        (count(*) filter (where outcome = 'known' and not is_wrong))::int as known
      from import_row where tenant_id = ${tenantId} and batch_id = ${id}) c
    where b.tenant_id = ${tenantId} and b.id = ${id}
    returning b.row_count, b.wrong_count, b.filed_count, b.known_count`.execute(tdb);
  return rows[0] ?? { rowCount: 0, wrongCount: 0, filedCount: 0, knownCount: 0 };
};

export interface ImportJobRow {
  id: string;
  state: string;
  progressDone: number;
  progressTotal: number | null;
  errorCode: string | null;
}

export const findImportJob = (tdb: TenantDb, tenantId: number, id: string): Promise<ImportJobRow | undefined> =>
  tdb
    .selectFrom('jobRun')
    .select(['id', 'state', 'progressDone', 'progressTotal', 'errorCode'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Bytes that may not be handed out any more. Nothing is removed: what came in stays provable. */
export const quarantineObject = async (tdb: TenantDb, tenantId: number, id: string): Promise<void> => {
  await tdb
    .updateTable('storedObject')
    .set({ state: 'quarantined' })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

/** Adds to how many records were taken back. */
export const countUndone = async (tdb: TenantDb, tenantId: number, id: string, more: number): Promise<void> => {
  await tdb
    .updateTable('importBatch')
    .set({ undoneCount: sql<number>`undone_count + ${more}` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};
