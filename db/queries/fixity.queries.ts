import { sql } from 'kysely';
import { DUE_SHARE, PERMANENT_TERM_DAYS, TERM_DAYS } from '@/server/domain/digital/fixity';
import type { SystemDb, TenantDb } from '../client.ts';

const term = sql`make_interval(days => case when i.retention_code = 'Y' then ${PERMANENT_TERM_DAYS}::int else ${TERM_DAYS}::int end)`;

export interface SweepRow {
  id: string;
  kind: string;
  itemId: string | null;
  state: string;
  withSm3: boolean;
  recordCount: number;
  fileCount: number;
  byteCount: number;
  faultCount: number;
  askedByName: string | null;
  createdAt: string;
  finishedAt: string | null;
}
const SWEEP = [
  'id',
  'kind',
  'itemId',
  'state',
  'withSm3',
  'recordCount',
  'fileCount',
  'byteCount',
  'faultCount',
  'askedByName',
  'createdAt',
  'finishedAt',
] as const;

/** False: a sweep of the whole unit is under way already. */
export const insertSweep = async (
  tdb: TenantDb,
  tenantId: number,
  row: {
    id: string;
    kind: string;
    itemId: string | null;
    withSm3: boolean;
    askedBy: string | null;
    askedByName: string;
  },
): Promise<boolean> => {
  const inserted = await tdb
    .insertInto('fixitySweep')
    .values({ ...row, tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
};

export const findSweep = (tdb: TenantDb, tenantId: number, id: string): Promise<SweepRow | undefined> =>
  tdb.selectFrom('fixitySweep').select(SWEEP).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst();

/** The newest over the whole unit, with whether its job has failed. */
export const findLastSweep = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<(SweepRow & { isFailed: boolean }) | undefined> => {
  const row = await tdb
    .selectFrom('fixitySweep')
    .select(SWEEP)
    .where('tenantId', '=', tenantId)
    .where('kind', '<>', 'record')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const { rows } = await sql<{ isFailed: boolean }>`select exists (select 1 from job_run where tenant_id = ${tenantId}
    and name = 'digital.verify-files' and payload ->> 'sweepId' = ${row.id} and state in ('failed', 'cancelled')) as is_failed`.execute(
    tdb,
  );
  return { ...row, isFailed: row.state !== 'done' && (rows[0]?.isFailed ?? false) };
};

/** Ends sweeps whose job was given up, so that the next can begin. What they verified stays verified. */
export const endGivenUpSweeps = async (tdb: TenantDb, tenantId: number): Promise<void> => {
  await sql`update fixity_sweep s set state = 'done', finished_at = now() where s.tenant_id = ${tenantId} and s.state <> 'done'
    and exists (select 1 from job_run j where j.tenant_id = s.tenant_id and j.name = 'digital.verify-files'
      and j.payload ->> 'sweepId' = s.id::text and j.state in ('failed', 'cancelled', 'done'))`.execute(tdb);
};

export const addToSweep = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  seen: { records: number; files: number; bytes: number; faults: number },
): Promise<void> => {
  await tdb
    .updateTable('fixitySweep')
    .set((eb) => ({
      state: 'running',
      recordCount: eb('recordCount', '+', seen.records),
      fileCount: eb('fileCount', '+', seen.files),
      byteCount: eb('byteCount', '+', seen.bytes),
      faultCount: eb('faultCount', '+', seen.faults),
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

export const finishSweep = async (tdb: TenantDb, tenantId: number, id: string): Promise<void> => {
  await tdb
    .updateTable('fixitySweep')
    .set({ state: 'done', finishedAt: sql<string>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

/** Records that a sweep has still to look at, those that were verified longest ago first. */
export const listRecordsToVerify = async (
  tdb: TenantDb,
  tenantId: number,
  sweep: Pick<SweepRow, 'kind' | 'itemId' | 'createdAt'>,
  limit: number,
): Promise<string[]> => {
  const isOne = sweep.kind === 'record' ? sql`and f.item_id = ${sweep.itemId}` : sql``;
  const isDue =
    sweep.kind === 'due'
      ? sql`(f.verified_at is null or f.verified_at < now() - ${term} * ${DUE_SHARE}::float8)`
      : sql`(f.verified_at is null or f.verified_at < ${sweep.createdAt}::timestamptz)`;
  const { rows } = await sql<{ itemId: string }>`select f.item_id from digital_file f
    join archive_item i on i.tenant_id = f.tenant_id and i.id = f.item_id
    where f.tenant_id = ${tenantId} and f.state <> 'committing' ${isOne} and ${isDue}
    group by f.item_id order by min(f.verified_at) nulls first, f.item_id limit ${limit}`.execute(tdb);
  return rows.map((row) => row.itemId);
};

export const countFilesToVerify = async (
  tdb: TenantDb,
  tenantId: number,
  sweep: Pick<SweepRow, 'kind' | 'itemId'>,
): Promise<number> => {
  const isOne = sweep.kind === 'record' ? sql`and f.item_id = ${sweep.itemId}` : sql``;
  const isDue =
    sweep.kind === 'due'
      ? sql`and (f.verified_at is null or f.verified_at < now() - ${term} * ${DUE_SHARE}::float8)`
      : sql``;
  const { rows } = await sql<{ n: number }>`select count(*) as n from digital_file f
    join archive_item i on i.tenant_id = f.tenant_id and i.id = f.item_id
    where f.tenant_id = ${tenantId} and f.state <> 'committing' ${isOne} ${isDue}`.execute(tdb);
  return rows[0]?.n ?? 0;
};

export interface FileToVerify {
  id: string;
  fileName: string;
  contentPath: string;
  logicalPath: string;
  sizeBytes: number;
  sha256: string;
  sm3: string;
}

/** All files that the record's object should hold, of every version. */
export const listFilesToVerify = async (tdb: TenantDb, tenantId: number, itemId: string): Promise<FileToVerify[]> => {
  const { rows } =
    await sql<FileToVerify>`select id, file_name, content_path, logical_path, size_bytes, sha256, sm3 from digital_file
    where tenant_id = ${tenantId} and item_id = ${itemId} and state <> 'committing' order by sequence, id`.execute(tdb);
  return rows;
};

/** Whether a version of the record's object is owed, and may be half written. */
export const hasPromisedFiles = async (tdb: TenantDb, tenantId: number, itemId: string): Promise<boolean> => {
  const row = await tdb
    .selectFrom('digitalFile')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('itemId', '=', itemId)
    .where('state', '=', 'committing')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

export const markVerified = async (
  tdb: TenantDb,
  tenantId: number,
  results: readonly { id: string; result: string }[],
): Promise<void> => {
  await sql`update digital_file f set verified_at = now(), verify_result = r.result
    from json_to_recordset(${JSON.stringify(results)}::json) as r(id uuid, result text)
    where f.tenant_id = ${tenantId} and f.id = r.id`.execute(tdb);
};

interface CoverageCounts {
  files: number;
  verified: number;
  waiting: number;
  overdue: number;
  faults: number;
}
/** By year and category: what was verified within its term, what is not yet due, what is late, what is wrong. */
export const sumCoverage = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<(CoverageCounts & { filingYear: number; categoryCode: string })[]> => {
  const { rows } = await sql<CoverageCounts & { filingYear: number; categoryCode: string }>`
    select i.filing_year, i.category_code, count(*)::int as files,
      count(*) filter (where f.verified_at >= now() - ${term} and f.verify_result = 'intact')::int as verified,
      count(*) filter (where f.verified_at is null and f.stored_at >= now() - ${term})::int as waiting,
      count(*) filter (where coalesce(f.verified_at, f.stored_at) < now() - ${term})::int as overdue,
      count(*) filter (where f.verify_result <> 'intact')::int as faults
    from digital_file f join archive_item i on i.tenant_id = f.tenant_id and i.id = f.item_id
    where f.tenant_id = ${tenantId} and f.state <> 'committing'
    group by i.filing_year, i.category_code order by i.filing_year desc, i.category_code limit 5000`.execute(tdb);
  return rows;
};

/** Tenants in which files come up, and in which no sweep is under way that a worker still does. */
export const listTenantsToVerify = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where exists (select 1 from digital_file f where f.tenant_id = t.id and f.state <> 'committing'
      and (f.verified_at is null or f.verified_at < now() - make_interval(days => ${PERMANENT_TERM_DAYS}::int) * ${DUE_SHARE}::float8))
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'digital.verify-files' and j.state in ('owed', 'running'))
      and not exists (select 1 from fixity_sweep s where s.tenant_id = t.id and s.kind <> 'record' and s.created_at > now() - interval '20 hours')
    order by t.id`.execute(sdb);
  return rows;
};

/** Uploads that were begun and left alone: their room is free again, their bytes are set aside by fsck. */
export const forgetOldUploads = async (sdb: SystemDb, days: number): Promise<number> => {
  const result = await sdb
    .updateTable('upload')
    .set({ state: 'forgotten' })
    .where('state', '=', 'receiving')
    .where('createdAt', '<', sql<string>`now() - make_interval(days => ${days}::int)`)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};
