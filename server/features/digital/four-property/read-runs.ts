import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import {
  countItemResults,
  countRecordsOfRuns,
  type FourPropertyRecordRow,
  type FourPropertyRunRow,
  findFourPropertyRun,
  findNewestOfRecord,
  findNewestRunOf,
  listFourPropertyRecords,
  listFourPropertyRuns,
  listOpinions,
  type RunCounts,
} from '@/db/queries/four-property.queries';
import { findJobRow } from '@/db/queries/job-list.queries';
import {
  type CheckedRecordPage,
  type CheckedRecordsInput,
  type CheckResult,
  checkedRecordView,
  type FourPropertyDetail,
  type FourPropertyRunView,
  type FourPropertyScope,
  fourPropertyRunView,
  type ItemCount,
  itemResults,
  type NewestCheckView,
  newestCheckView,
  opinionView,
  type Verdict,
} from '@/server/domain/digital/four-property';
import { rulesOfPhase } from '@/server/domain/digital/four-property-rules';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { keyOfScope } from './start-run.ts';

export const requireRun = async (
  tdb: TenantDb,
  scope: TenantScope,
  runId: string,
  options: { lock?: boolean } = {},
): Promise<FourPropertyRunRow> => {
  const run = await findFourPropertyRun(tdb, scope.tenantId, runId, options);
  if (!run) throw new AppError('NOT_FOUND', `run ${runId} is not in tenant ${scope.tenantId}`);
  return run;
};

const NOTHING = { records: 0, failed: 0, open: 0, passed: 0, changed: 0, files: 0, opened: 0, bytes: 0 };

/** One failed record fails the run; one open item, of a record or of the installation, keeps it open. */
const verdictOf = (run: FourPropertyRunRow, counts: Omit<RunCounts, 'runId'>): Verdict | null => {
  if (run.state !== 'done' || counts.records === 0) return null;
  const own = Object.values(itemResults.parse(run.results)).map((item) => item.result);
  if (counts.failed > 0 || own.includes('failed')) return 'failed';
  return counts.open > 0 || own.includes('needs_person') || own.includes('not_run') ? 'open' : 'passed';
};

const toView = (run: FourPropertyRunRow, counts: Omit<RunCounts, 'runId'> = NOTHING): FourPropertyRunView =>
  fourPropertyRunView.parse({
    ...run,
    verdict: verdictOf(run, counts),
    recordCount: counts.records,
    failedCount: counts.failed,
    openCount: counts.open,
    passedCount: counts.passed,
    changedCount: counts.changed,
  });

/** 历次四性检测, the newest first. */
export const listRuns = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<FourPropertyRunView>> => {
  const { direction, limit } = input;
  const after = decodeCursor(z.tuple([z.string(), z.string()]), input.cursor);
  const rows = await listFourPropertyRuns(tdb, scope.tenantId, { after, direction, limit: limit + 1 });
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total: null }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
  const ids = cut.rows.map((row) => row.id);
  const counts = ids.length > 0 ? await countRecordsOfRuns(tdb, scope.tenantId, ids) : new Map<string, RunCounts>();
  return { rows: cut.rows.map((row) => toView(row, counts.get(row.id))), page: cut.page };
};

const toItemCounts = async (tdb: TenantDb, tenantId: number, run: FourPropertyRunRow): Promise<ItemCount[]> => {
  const found = new Map<string, Partial<Record<CheckResult, number>>>();
  for (const { code, result, records } of await countItemResults(tdb, tenantId, run.id))
    found.set(code, { ...found.get(code), [result as CheckResult]: records });
  const own = itemResults.parse(run.results);
  return rulesOfPhase(fourPropertyRunView.shape.phase.parse(run.phase)).map(({ code }) => ({
    code,
    counts: found.get(code) ?? {},
    own: own[code] ?? null,
  }));
};

/** Files that no scanner has looked at: each record says how many of its own. */
const countUnscanned = async (tdb: TenantDb, tenantId: number, runId: string): Promise<number> => {
  let sum = 0;
  let after: readonly [string, string] | undefined;
  for (;;) {
    const condition = { runId, only: 'all' as const, code: '4-2' };
    const rows = await listFourPropertyRecords(tdb, tenantId, condition, { after, direction: 'after', limit: 1_000 });
    for (const row of rows) {
      const item = itemResults.parse(row.results)['4-2'];
      if (item?.result === 'not_run') sum += Number(item.subject ?? 0);
    }
    const last = rows.at(-1);
    if (!last || rows.length < 1_000) return sum;
    after = [last.codeSort, last.itemId];
  }
};

export const getRun = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { runId: string },
): Promise<FourPropertyDetail> => {
  const { tenantId } = scope;
  const run = await requireRun(tdb, scope, input.runId);
  const counts = (await countRecordsOfRuns(tdb, tenantId, [run.id])).get(run.id) ?? { runId: run.id, ...NOTHING };
  const job = run.jobId === null ? undefined : await findJobRow(tdb, tenantId, run.jobId);
  const isLost = run.state !== 'done' && (job?.state === 'failed' || job?.state === 'cancelled');
  return {
    ...toView(run, counts),
    ...(isLost ? { state: 'failed' as const } : {}),
    ruleSet: run.ruleSet,
    jobId: run.jobId,
    fileCount: counts.files,
    openedCount: counts.opened,
    byteCount: counts.bytes,
    notScanned: await countUnscanned(tdb, tenantId, run.id),
    items: await toItemCounts(tdb, tenantId, run),
    opinions: (await listOpinions(tdb, tenantId, run.id)).map((row) => opinionView.parse(row)),
  };
};

/** Records of a run: failed ones, open ones, those that differ from the run before. */
export const listRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CheckedRecordsInput,
): Promise<CheckedRecordPage> => {
  const run = await requireRun(tdb, scope, input.runId);
  const { only, code, direction, limit } = input;
  const after = decodeCursor(z.tuple([z.string(), z.string()]), input.cursor);
  const walk = { after, direction, limit: limit + 1 };
  const rows = await listFourPropertyRecords(tdb, scope.tenantId, { runId: run.id, only, code }, walk);
  const counts = code ? null : ((await countRecordsOfRuns(tdb, scope.tenantId, [run.id])).get(run.id) ?? NOTHING);
  const total = counts && { ...counts, all: counts.records }[only];
  const keyOf = (row: FourPropertyRecordRow) => encodeCursor([row.codeSort, row.itemId]);
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, keyOf);
  return { rows: cut.rows.map((row) => checkedRecordView.parse(row)), page: cut.page };
};

/** What the newest run said of one record; null when none has looked at it. */
export const getNewestOfRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<NewestCheckView> => {
  const item = await findItem(tdb, scope.tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${scope.tenantId}`);
  return newestCheckView.parse((await findNewestOfRecord(tdb, scope.tenantId, item.id)) ?? null);
};

/** The newest finished run over exactly this scope, with what it found. */
export const findNewestRun = async (
  tdb: TenantDb,
  scope: TenantScope,
  of: FourPropertyScope,
): Promise<FourPropertyDetail | null> => {
  const run = await findNewestRunOf(tdb, scope.tenantId, keyOfScope(of));
  return run ? getRun(tdb, scope, { runId: run.id }) : null;
};
