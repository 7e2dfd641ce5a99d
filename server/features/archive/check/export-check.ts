import { type TenantDb, withTenantDb } from '@/db/client';
import { type CheckResultRow, listCheckResults } from '@/db/queries/check-result.queries';
import { audit } from '@/server/audit/audit';
import { findCheckRule } from '@/server/domain/archive/check-rules';
import type { ExportCheckInput } from '@/server/domain/archive/check-run';
import { describeDetail, describeField } from '@/server/domain/archive/check-words';
import { type ArchiveSteps, exportCheckJob } from '@/server/features/archive/archive.jobs';
import { storeWorkbook } from '@/server/features/archive/workbook-writer';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { conditionsOf, findRun } from './list-checks.ts';

const PAGE = 1_000;
const HEADINGS = ['级别', '规则', '档号或号段', '题名', '项目', '问题', '依据', '与上次相比', '情况说明', '说明人'];

/** 导出校验结果: owes a workbook of the work list as it is filtered. */
export const exportCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExportCheckInput,
): Promise<{ jobId: string }> => {
  const run = await findRun(tdb, scope, input.runId);
  const jobId = await enqueue(tdb, scope, exportCheckJob, input);
  await audit(tdb, scope, {
    action: 'archive.exportCheck',
    objectKind: 'check_run',
    objectId: run.id,
    detail: { ...input, jobId },
  });
  return { jobId };
};

const lineOf = (row: CheckResultRow): (string | null)[] => {
  const rule = findCheckRule(row.ruleCode);
  return [
    row.severity === 'error' ? '错误' : '警告',
    rule?.zh ?? row.ruleCode,
    row.subject,
    row.title,
    describeField(row.field, 'zh-CN'),
    describeDetail(row.detail, 'zh-CN', row.field),
    rule?.basis ?? '',
    row.isNew === null ? '' : row.isNew ? '新增' : '仍在',
    row.explanationReason,
    row.explainedByName,
  ];
};

async function* linesOf(steps: ArchiveSteps<ExportCheckInput>): AsyncGenerator<(string | null)[]> {
  const { pools, scope, payload } = steps;
  let last: CheckResultRow | undefined;
  for (let done = 0; ; ) {
    steps.signal.throwIfAborted();
    const after = last && ([last.subjectSort, last.id] as const);
    const rows = await withTenantDb(pools, scope, async (tdb) => {
      const conditions = conditionsOf(await findRun(tdb, scope, payload.runId), payload);
      const walk = { direction: 'after' as const, after, limit: PAGE };
      return conditions ? listCheckResults(tdb, scope.tenantId, conditions, walk) : [];
    });
    for (const row of rows) yield lineOf(row);
    done += rows.length;
    await steps.progress(done, null);
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** Writes the work list, a page at a time in short transactions. */
export const writeCheckExport = async (
  steps: ArchiveSteps<ExportCheckInput>,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const received = await storeWorkbook(objects, steps.scope.tenantId, {
    fileName: '整理校验.xlsx',
    sheetName: '整理校验',
    headings: HEADINGS,
    rows: linesOf(steps),
  });
  const stored = await withTenantDb(steps.pools, steps.scope, (tdb) => registerUpload(tdb, steps.scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};
