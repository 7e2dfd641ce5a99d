import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

export interface FourPropertyRunRow {
  id: string;
  phase: string;
  scopeKind: string;
  scope: unknown;
  ruleSet: string;
  state: string;
  jobId: string | null;
  results: unknown;
  afterCode: string | null;
  afterId: string | null;
  askedByName: string;
  createdAt: string;
  finishedAt: string | null;
}
const RUN = [
  'id',
  'phase',
  'scopeKind',
  'scope',
  'ruleSet',
  'state',
  'jobId',
  'results',
  'afterCode',
  'afterId',
  'askedByName',
  'createdAt',
  'finishedAt',
] as const;

/** False: a run over what is due is under way already. */
export const insertFourPropertyRun = async (
  tdb: TenantDb,
  tenantId: number,
  row: {
    id: string;
    phase: string;
    scopeKind: string;
    scope: object;
    scopeKey: string;
    ruleSet: string;
    askedBy: string | null;
    askedByName: string;
  },
): Promise<boolean> => {
  const inserted = await tdb
    .insertInto('fourPropertyRun')
    .values({ ...row, tenantId, scope: JSON.stringify(row.scope) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
};

export const updateFourPropertyRun = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  change: { state?: string; jobId?: string; results?: object; afterCode?: string; afterId?: string },
): Promise<void> => {
  const { results, ...columns } = change;
  await tdb
    .updateTable('fourPropertyRun')
    .set({
      ...columns,
      ...(results ? { results: JSON.stringify(results) } : {}),
      ...(change.state === 'done' ? { finishedAt: sql<string>`now()` } : {}),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

export const findFourPropertyRun = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<FourPropertyRunRow | undefined> => {
  const query = tdb.selectFrom('fourPropertyRun').select(RUN).where('tenantId', '=', tenantId).where('id', '=', id);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
};

export const listFourPropertyRuns = (
  tdb: TenantDb,
  tenantId: number,
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<FourPropertyRunRow[]> => {
  const { after, direction, limit } = walk;
  let query = tdb.selectFrom('fourPropertyRun').select(RUN).where('tenantId', '=', tenantId);
  if (after)
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'id'), beyond('desc', direction), eb.tuple(after[0], after[1])),
    );
  const order = walkOrder('desc', direction);
  return query.orderBy('createdAt', order).orderBy('id', order).limit(limit).execute();
};

/** The newest finished run over the same scope. */
export const findNewestRunOf = (
  tdb: TenantDb,
  tenantId: number,
  scopeKey: string,
): Promise<FourPropertyRunRow | undefined> =>
  tdb
    .selectFrom('fourPropertyRun')
    .select(RUN)
    .where('tenantId', '=', tenantId)
    .where('scopeKey', '=', scopeKey)
    .where('state', '=', 'done')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export interface RunCounts {
  runId: string;
  records: number;
  failed: number;
  open: number;
  passed: number;
  changed: number;
  files: number;
  opened: number;
  bytes: number;
}
export const countRecordsOfRuns = async (
  tdb: TenantDb,
  tenantId: number,
  runIds: readonly string[],
): Promise<Map<string, RunCounts>> => {
  const { rows } = await sql<RunCounts>`
    select run_id, count(*)::int as records, (count(*) filter (where verdict = 'failed'))::int as failed,
      (count(*) filter (where verdict = 'open'))::int as open, (count(*) filter (where verdict = 'passed'))::int as passed,
      (count(*) filter (where changes <> '[]'))::int as changed, coalesce(sum(file_count), 0)::int as files, coalesce(sum(opened_count), 0)::int as opened,
      coalesce(sum(byte_count), 0)::bigint as bytes
    from four_property_record where tenant_id = ${tenantId} and run_id = any (${[...runIds]}::uuid[])
    group by run_id order by run_id limit ${runIds.length}`.execute(tdb);
  return new Map(rows.map((row) => [row.runId, row]));
};

export const countItemResults = async (
  tdb: TenantDb,
  tenantId: number,
  runId: string,
): Promise<{ code: string; result: string; records: number }[]> => {
  const { rows } = await sql<{ code: string; result: string; records: number }>`
    select e.key as code, e.value ->> 'result' as result, count(*)::int as records
    from four_property_record r, jsonb_each(r.results) e
    where r.tenant_id = ${tenantId} and r.run_id = ${runId} group by 1, 2 order by 1, 2 limit 1000`.execute(tdb);
  return rows;
};

export interface FourPropertyRecordInsert {
  itemId: string;
  referenceCode: string;
  codeSort: string;
  title: string;
  fileCount: number;
  openedCount: number;
  byteCount: number;
  results: object;
  failedCodes: readonly string[];
  personCodes: readonly string[];
  notRunCodes: readonly string[];
  previousRunId: string | null;
  changes: readonly object[];
}

/** A record that the run has judged already keeps its row: a run that was stopped judges nothing twice. */
export const insertFourPropertyRecords = async (
  tdb: TenantDb,
  tenantId: number,
  runId: string,
  rows: readonly FourPropertyRecordInsert[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into four_property_record (tenant_id, run_id, item_id, reference_code, code_sort, title, file_count, opened_count, byte_count, results,
      failed_codes, person_codes, not_run_codes, previous_run_id, changes)
    select ${tenantId}::int, ${runId}::uuid, r."itemId", r."referenceCode", r."codeSort", r.title, r."fileCount", r."openedCount", r."byteCount", r.results,
      r."failedCodes", r."personCodes", r."notRunCodes", r."previousRunId", r.changes
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("itemId" uuid, "referenceCode" text, "codeSort" text, title text, "fileCount" int, "openedCount" int,
      "byteCount" bigint, results jsonb, "failedCodes" text[], "personCodes" text[], "notRunCodes" text[], "previousRunId" uuid, changes jsonb)
    on conflict (tenant_id, run_id, item_id) do nothing`.execute(tdb);
};

/** What the run before said of each record. */
export const listPreviousResults = async (
  tdb: TenantDb,
  tenantId: number,
  runId: string,
  itemIds: readonly string[],
): Promise<Map<string, { runId: string; results: unknown }>> => {
  const { rows } = await sql<{ itemId: string; runId: string; results: unknown }>`
    select distinct on (item_id) item_id, run_id, results from four_property_record
    where tenant_id = ${tenantId} and item_id = any (${[...itemIds]}::uuid[]) and run_id <> ${runId}
    order by item_id, checked_at desc, run_id desc limit ${itemIds.length}`.execute(tdb);
  return new Map(rows.map((row) => [row.itemId, row]));
};

export interface FourPropertyRecordRow {
  itemId: string;
  referenceCode: string;
  codeSort: string;
  title: string;
  fileCount: number;
  verdict: string;
  results: unknown;
  changes: unknown;
  previousRunId: string | null;
  checkedAt: string;
}
const RECORD = [
  'itemId',
  'referenceCode',
  'codeSort',
  'title',
  'fileCount',
  'verdict',
  'results',
  'changes',
  'previousRunId',
  'checkedAt',
] as const;

export interface RecordCondition {
  runId: string;
  only: 'all' | 'failed' | 'open' | 'passed' | 'changed';
  code?: string | undefined;
}
export const listFourPropertyRecords = (
  tdb: TenantDb,
  tenantId: number,
  condition: RecordCondition,
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<FourPropertyRecordRow[]> => {
  const { runId, only, code } = condition;
  const { after, direction, limit } = walk;
  let query = tdb
    .selectFrom('fourPropertyRecord')
    .select(RECORD)
    .where('tenantId', '=', tenantId)
    .where('runId', '=', runId);
  if (only === 'changed') query = query.where(sql<boolean>`changes <> '[]'`);
  else if (only !== 'all') query = query.where('verdict', '=', only);
  if (code) query = query.where(sql<boolean>`${code} = any (failed_codes || person_codes || not_run_codes)`);
  if (after)
    query = query.where((eb) =>
      eb(eb.refTuple('codeSort', 'itemId'), beyond('asc', direction), eb.tuple(after[0], after[1])),
    );
  const order = walkOrder('asc', direction);
  return query.orderBy('codeSort', order).orderBy('itemId', order).limit(limit).execute();
};

export const findNewestOfRecord = async (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
): Promise<{ runId: string; phase: string; verdict: string; checkedAt: string } | undefined> => {
  const { rows } = await sql<{ runId: string; phase: string; verdict: string; checkedAt: string }>`
    select r.run_id, u.phase, r.verdict, r.checked_at from four_property_record r
      join four_property_run u on u.tenant_id = r.tenant_id and u.id = r.run_id
    where r.tenant_id = ${tenantId} and r.item_id = ${itemId} order by r.checked_at desc, r.run_id desc limit 1`.execute(
    tdb,
  );
  return rows[0];
};

export interface OpinionInsert {
  id: string;
  runId: string;
  itemId: string | null;
  code: string;
  verdict: string;
  reason: string;
  recordCount: number;
  decidedBy: string;
  decidedByName: string;
}
export const insertOpinion = async (tdb: TenantDb, tenantId: number, row: OpinionInsert): Promise<void> => {
  await tdb
    .insertInto('fourPropertyOpinion')
    .values({ ...row, tenantId })
    .execute();
};

/** Puts a person's word where the machine had none; answers how many records it was about. */
export const applyOpinion = async (
  tdb: TenantDb,
  tenantId: number,
  opinion: { runId: string; itemId: string | null; code: string; verdict: string },
): Promise<number> => {
  const { runId, itemId, code, verdict } = opinion;
  const { rows } = await sql<{ itemId: string }>`
    update four_property_record set
      results = jsonb_set(results, array[${code}::text], (results -> ${code}::text) || jsonb_build_object('result', ${verdict}::text, 'byPerson', true)),
      failed_codes = case when ${verdict} = 'failed' then array_append(failed_codes, ${code}) else failed_codes end,
      person_codes = array_remove(person_codes, ${code}), not_run_codes = array_remove(not_run_codes, ${code})
    where tenant_id = ${tenantId} and run_id = ${runId} and ${code} = any (person_codes || not_run_codes)
      and (${itemId}::uuid is null or item_id = ${itemId}::uuid) returning item_id`.execute(tdb);
  return rows.length;
};

export const listOpinions = async (
  tdb: TenantDb,
  tenantId: number,
  runId: string,
): Promise<(Omit<OpinionInsert, 'runId' | 'decidedBy'> & { referenceCode: string | null; decidedAt: string })[]> =>
  tdb
    .selectFrom('fourPropertyOpinion as o')
    .leftJoin('fourPropertyRecord as r', (join) =>
      join.onRef('r.tenantId', '=', 'o.tenantId').onRef('r.runId', '=', 'o.runId').onRef('r.itemId', '=', 'o.itemId'),
    )
    .select(['o.id', 'o.itemId', 'o.code', 'o.verdict', 'o.reason', 'o.recordCount', 'o.decidedByName', 'o.decidedAt'])
    .select('r.referenceCode')
    .where('o.tenantId', '=', tenantId)
    .where('o.runId', '=', runId)
    .orderBy('o.decidedAt')
    .orderBy('o.id')
    .limit(500)
    .execute();
