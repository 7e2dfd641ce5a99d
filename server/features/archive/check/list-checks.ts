import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type CheckResultConditions,
  type CheckResultRow,
  countCheckResults,
  listCheckResults,
} from '@/db/queries/check-result.queries';
import { type CheckRunRow, findCheckRun, listCheckRuns, sumCheckRules } from '@/db/queries/check-run.queries';
import { findJobRow } from '@/db/queries/job-list.queries';
import { CHECK_RULES } from '@/server/domain/archive/check-rules';
import {
  type CheckResultPage,
  type CheckResultsInput,
  type CheckRunDetailView,
  type CheckRunView,
  checkResultView,
  checkRunView,
  checkScope,
  type ExportCheckInput,
} from '@/server/domain/archive/check-run';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const runKey = z.tuple([z.string(), z.uuid()]);

const toRunView = (row: CheckRunRow): CheckRunView => {
  const scope = checkScope.parse(row.scope);
  return checkRunView.parse({
    ...row,
    scope: scope.kind === 'selection' ? { kind: scope.kind, count: scope.itemIds.length } : scope,
  });
};

/** The unit's runs, newest first. */
export const listChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<CheckRunView>> => {
  const after = decodeCursor(runKey, input.cursor);
  const { direction, limit } = input;
  const rows = await listCheckRuns(tdb, scope.tenantId, { direction, after, limit: limit + 1 });
  const { rows: shown, page } = cutPage(
    rows,
    { limit, direction, hasCursor: after !== undefined, total: null },
    (row) => encodeCursor([row.createdAt, row.id]),
  );
  return { rows: shown.map(toRunView), page };
};

/** A run of this unit; a stranger's reads like none. */
export const findRun = async (tdb: TenantDb, scope: TenantScope, runId: string): Promise<CheckRunRow> => {
  const row = await findCheckRun(tdb, scope.tenantId, runId);
  if (!row) throw new AppError('NOT_FOUND', `check ${runId} is not in tenant ${scope.tenantId}`);
  return row;
};

type Versions = Record<string, number>;
const changedRules = (now: Versions, before: Versions | undefined): string[] =>
  Object.keys(now).filter((code) => before?.[code] !== undefined && before[code] !== now[code]);

/** One run: how far it is, what each rule found, what has changed since the run before. */
export const getCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { runId: string },
): Promise<CheckRunDetailView> => {
  const row = await findRun(tdb, scope, input.runId);
  const job = row.jobId === null ? undefined : await findJobRow(tdb, scope.tenantId, row.jobId);
  const sums = new Map((await sumCheckRules(tdb, scope.tenantId, row.id)).map((sum) => [sum.ruleCode, sum]));
  const previous = row.previousRunId === null ? undefined : await findCheckRun(tdb, scope.tenantId, row.previousRunId);
  const versions = row.rules as Versions;
  const notRun = row.notRun as Record<string, string>;
  const isLost = row.state !== 'done' && (job?.state === 'failed' || job?.state === 'cancelled');
  return {
    ...toRunView(row),
    state: isLost ? 'failed' : toRunView(row).state,
    progress: job && row.state === 'running' ? { done: job.progressDone, total: job.progressTotal } : null,
    errorCode: isLost ? (job?.errorCode ?? null) : null,
    rules: CHECK_RULES.filter((rule) => versions[rule.code] !== undefined).map((rule) => {
      const sum = sums.get(rule.code);
      return {
        code: rule.code,
        version: versions[rule.code] ?? rule.version,
        errors: sum?.errors ?? 0,
        warnings: sum?.warnings ?? 0,
        explained: sum?.explained ?? 0,
        fresh: sum?.fresh ?? 0,
        notRun: notRun[rule.code] ?? null,
      };
    }),
    changedRules: changedRules(versions, previous?.rules as Versions | undefined),
  };
};

const resultKey = z.tuple([z.string(), z.uuid()]);

/** What the filters mean for the table; undefined when there is no run before to compare with. */
export const conditionsOf = (run: CheckRunRow, input: ExportCheckInput): CheckResultConditions | undefined => {
  const { ruleCode, severity, status, comparison } = input;
  const base = { ruleCode, severity, status };
  if (comparison === 'gone')
    return run.previousRunId === null ? undefined : { ...base, runId: run.previousRunId, goneInRunId: run.id };
  return { ...base, runId: run.id, isNew: comparison === undefined ? undefined : comparison === 'new' };
};

export const toResultView = (row: CheckResultRow) =>
  checkResultView.parse({
    ...row,
    explanation:
      row.explanationId === null
        ? null
        : {
            id: row.explanationId,
            reason: row.explanationReason,
            byName: row.explainedByName,
            at: row.explainedAt,
          },
  });

/** The work list of a run, in the order of the codes. */
export const listResults = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CheckResultsInput,
): Promise<CheckResultPage> => {
  const run = await findRun(tdb, scope, input.runId);
  const conditions = conditionsOf(run, input);
  if (!conditions) return { rows: [], page: { nextCursor: null, previousCursor: null, total: 0 } };
  const after = decodeCursor(resultKey, input.cursor);
  const { direction, limit } = input;
  const rows = await listCheckResults(tdb, scope.tenantId, conditions, { direction, after, limit: limit + 1 });
  const total = await countCheckResults(tdb, scope.tenantId, conditions);
  const { rows: shown, page } = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.subjectSort, row.id]),
  );
  return { rows: shown.map(toResultView), page };
};
