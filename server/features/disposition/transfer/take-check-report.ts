import type { TenantDb } from '@/db/client';
import { updateBatchRow } from '@/db/queries/disposition-transfer.queries';
import { audit } from '@/server/audit/audit';
import type { FourPropertyDetail } from '@/server/domain/digital/four-property';
import { phaseName, verdictName } from '@/server/domain/digital/four-property-words';
import type { TransferCheckView } from '@/server/domain/disposition/transfer';
import { OPEN_TRANSFER_STATES } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { shanghaiDay } from '@/server/domain/shared/dates';
import { findNewestRun } from '@/server/features/digital';
import type { TenantScope } from '@/server/tenancy/scope';
import { holdBatch, requireBatch } from './require-batch.ts';

const ZH = 'zh-CN';

/** What the annex says of a run: the numbers, the verdict, and as loudly what was not judged. */
const wordsOf = (run: FourPropertyDetail): string => {
  const day = shanghaiDay(run.finishedAt ?? run.createdAt);
  const counts = `共检测 ${run.recordCount} 件、${run.fileCount} 个文件：合格 ${run.passedCount} 件，待定 ${run.openCount} 件，不合格 ${run.failedCount} 件。`;
  const end = run.verdict ? `结论：${verdictName(run.verdict, ZH)}。` : '结论：没有电子档案。';
  const unseen = run.notScanned > 0 ? `有 ${run.notScanned} 个文件没有经过病毒扫描。` : '';
  return `四性检测（${phaseName(run.phase, ZH)}，${day}，规则集 ${run.ruleSet}）。${counts}${end}${unseen}`;
};

/** The newest check of exactly this list; null when none has been finished. */
export const getTransferCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<TransferCheckView> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  const run = await findNewestRun(tdb, scope, { kind: 'transfer', transferBatchId: batch.id });
  if (!run) return null;
  const { id: runId, verdict, recordCount, failedCount, openCount, notScanned, finishedAt } = run;
  const isTaken = batch.fourProperty === wordsOf(run);
  return { runId, verdict, recordCount, failedCount, openCount, notScanned, finishedAt, isTaken };
};

/** Writes the result of the newest check into the annex 四性检测结论. */
export const takeCheckReport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ runId: string }> => {
  const batch = await holdBatch(tdb, scope.tenantId, input.batchId, OPEN_TRANSFER_STATES);
  const run = await findNewestRun(tdb, scope, { kind: 'transfer', transferBatchId: batch.id });
  if (!run) throw new AppError('CHECK_NOT_OPEN', `transfer ${batch.id} was not checked`);
  // A changed annex is signed anew, as with every other change of it.
  const change = { fourProperty: wordsOf(run), signedBy: null, signedName: null, signedOn: null };
  await updateBatchRow(tdb, scope.tenantId, batch.id, change);
  await audit(tdb, scope, {
    action: 'disposition.takeCheckReport',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { runId: run.id, verdict: run.verdict },
  });
  return { runId: run.id };
};
