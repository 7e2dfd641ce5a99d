import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import type { BatchRow } from '@/db/queries/digitisation-batch.queries';
import {
  handItemsOut,
  insertSteps,
  lockBatchItems,
  moveItems,
  type StepChange,
  type StepRow,
  takeItemsBack,
} from '@/db/queries/digitisation-item.queries';
import { markScanned } from '@/db/queries/item-scan.queries';
import { itemsWithOpenFindings } from '@/db/queries/scan-check.queries';
import { insertScanPages, linkFrames, listNewImages, sumFrames } from '@/db/queries/scan-page.queries';
import { audit } from '@/server/audit/audit';
import {
  MOST_BATCH_ITEMS,
  type ReportedStep,
  type SetPagesInput,
  type StepInput,
  stepBefore,
  type WithdrawInput,
} from '@/server/domain/digital/digitisation';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { finishWhenComplete } from './manage-batch.ts';
import { requireRunning } from './require-batch.ts';

interface StepWork {
  tdb: TenantDb;
  scope: TenantScope;
  batch: BatchRow;
  rows: readonly StepRow[];
  input: Pick<StepInput, 'pagesPerFrame'>;
}
const idsOf = (rows: readonly StepRow[]): string[] => rows.map((row) => row.itemId);
const refused = (
  code: 'DIGITISATION_NO_IMAGES' | 'DIGITISATION_PAGES_DIFFER' | 'DIGITISATION_NOT_CHECKED',
  row: StepRow,
) => new AppError(code, `record ${row.itemId}`, { referenceCode: row.referenceCode });

/** 出库: the keeper's list of what is out knows it as well. A record that somebody else holds cannot leave. */
const handOut = async ({ tdb, scope, batch, rows }: StepWork): Promise<StepChange[]> => {
  const outs = rows.map((row) => ({ id: uuidv7(), itemId: row.itemId }));
  const made = await handItemsOut(tdb, scope.tenantId, outs, {
    holderName: scope.actorName,
    holderUnit: batch.vendorName,
    purpose: `数字化 ${batch.batchNumber}`,
    dueOn: batch.plannedTo,
    handedByName: scope.actorName,
  });
  if (made.length !== rows.length) throw new AppError('ALREADY_OUT', 'a record is out already');
  const outOf = new Map(outs.map((out) => [out.itemId, out.id]));
  return rows.map(({ itemId, boxId, boxLabel, cataloguePages, paperPages }) => ({
    itemId,
    boxId,
    boxLabel,
    outId: outOf.get(itemId) ?? null,
    // A count of nought says nobody counted.
    paperPages: paperPages ?? (cataloguePages || null),
  }));
};

/** 扫描: every picture that came to the records becomes a frame. */
const takeFrames = async ({ tdb, scope, batch, rows, input }: StepWork): Promise<StepChange[]> => {
  const sums = await sumFrames(tdb, scope.tenantId, idsOf(rows));
  const images = await listNewImages(tdb, scope.tenantId, idsOf(rows));
  const next = new Map(rows.map((row) => [row.itemId, sums.get(row.itemId)?.last ?? 0]));
  const frames = images.flatMap(({ fileId, itemId, pages }) =>
    Array.from({ length: pages }, (_, index) => {
      const sequence = (next.get(itemId) ?? 0) + 1;
      next.set(itemId, sequence);
      return { id: uuidv7(), itemId, fileId, filePage: index + 1, sequence, pagesCovered: input.pagesPerFrame };
    }),
  );
  const bare = rows.find((row) => (next.get(row.itemId) ?? 0) === 0);
  if (bare) throw refused('DIGITISATION_NO_IMAGES', bare);
  if (frames.length > 0) await insertScanPages(tdb, scope.tenantId, batch.id, frames);
  return rows.map(({ itemId }) => ({ itemId }));
};

/** 挂接: only what passed, and only all of it. From now on the frames count. */
const linkRecords = async ({ tdb, scope, batch, rows }: StepWork): Promise<StepChange[]> => {
  const sums = await sumFrames(tdb, scope.tenantId, idsOf(rows));
  const troubled = await itemsWithOpenFindings(tdb, scope.tenantId, batch.id);
  for (const row of rows) {
    const { frames = 0, pages = 0, passed = 0 } = sums.get(row.itemId) ?? {};
    if (passed < frames || frames === 0 || troubled.has(row.itemId)) throw refused('DIGITISATION_NOT_CHECKED', row);
    if (pages < (row.paperPages ?? 1)) throw refused('DIGITISATION_PAGES_DIFFER', row);
  }
  await linkFrames(tdb, scope.tenantId, idsOf(rows));
  await markScanned(
    tdb,
    scope.tenantId,
    rows.map((row) => ({ itemId: row.itemId, frames: sums.get(row.itemId)?.frames ?? 0 })),
  );
  return rows.map(({ itemId }) => ({ itemId }));
};

const giveBack = async ({ tdb, scope, rows }: StepWork): Promise<StepChange[]> => {
  const outIds = rows.flatMap((row) => (row.outId ? [row.outId] : []));
  await takeItemsBack(tdb, scope.tenantId, outIds, scope.actorName);
  return rows.map(({ itemId }) => ({ itemId }));
};

const justDone = async ({ rows }: StepWork): Promise<StepChange[]> => rows.map(({ itemId }) => ({ itemId }));
const WORK: Record<ReportedStep, (work: StepWork) => Promise<StepChange[]>> = {
  out: handOut,
  prepared: justDone,
  scanned: takeFrames,
  processed: justDone,
  linked: linkRecords,
  returned: giveBack,
};

/** Writes a step for records: the state, and the line that says who and when. */
export const recordStep = async (
  tdb: TenantDb,
  scope: TenantScope,
  batch: BatchRow,
  step: { name: string; event: string; isActive: boolean; isSentBack: boolean; note: string | null },
  changes: readonly StepChange[],
): Promise<void> => {
  await moveItems(tdb, scope.tenantId, batch.id, step.name, changes, step);
  const event = {
    batchId: batch.id,
    step: step.event,
    doneBy: scope.accountId,
    doneByName: scope.actorName,
    note: step.note,
  };
  await insertSteps(
    tdb,
    scope.tenantId,
    event,
    changes.map(({ itemId }) => ({ id: uuidv7(), itemId })),
  );
};

/**
 * Reports a step of the seven for records that have done the one before; without ids for all that wait for it. One
 * record that has not stops the whole report, so that nobody believes a step that was not done.
 */
export const reportStep = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StepInput,
): Promise<{ records: number; isDone: boolean }> => {
  const { tenantId } = scope;
  const batch = await requireRunning(tdb, tenantId, input.batchId);
  refuseClassified(input.note);
  const before = stepBefore(input.step);
  const itemIds = input.itemIds ? [...new Set(input.itemIds)] : null;
  const rows = await lockBatchItems(
    tdb,
    tenantId,
    batch.id,
    itemIds ? { itemIds } : { step: before },
    MOST_BATCH_ITEMS,
  );
  if (itemIds && rows.length !== itemIds.length) throw new AppError('NOT_FOUND', 'a record is not in the batch');
  const early = rows.find((row) => row.step !== before);
  if (rows.length === 0 || early)
    throw new AppError('DIGITISATION_STEP_ORDER', `not at ${before}`, { referenceCode: early?.referenceCode ?? '' });
  const changes = await WORK[input.step]({ tdb, scope, batch, rows, input });
  const isActive = input.step !== 'returned';
  const step = { name: input.step, event: input.step, isActive, isSentBack: false, note: input.note ?? null };
  await recordStep(tdb, scope, batch, step, changes);
  await audit(tdb, scope, {
    action: `digitisation.step_${input.step}`,
    objectKind: 'digitisation_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { records: rows.length },
  });
  const { isDone } = isActive ? { isDone: false } : await finishWhenComplete(tdb, scope, batch.id);
  return { records: rows.length, isDone };
};

/** 核页: how many pages of paper a record has, as counted when it was prepared. */
export const setPaperPages = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SetPagesInput,
): Promise<{ records: number }> => {
  const batch = await requireRunning(tdb, scope.tenantId, input.batchId);
  const [row] = await lockBatchItems(tdb, scope.tenantId, batch.id, { itemIds: [input.itemId] }, 1);
  if (!row) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in the batch`);
  if (row.step === 'linked' || row.step === 'returned' || row.step === 'withdrawn')
    throw new AppError('DIGITISATION_STEP_ORDER', `record is ${row.step}`, { referenceCode: row.referenceCode });
  const change = { itemId: row.itemId, paperPages: input.paperPages };
  await moveItems(tdb, scope.tenantId, batch.id, row.step, [change], { isActive: true });
  await audit(tdb, scope, {
    action: 'digitisation.setPages',
    objectKind: 'archive_item',
    objectId: row.itemId,
    objectLabel: row.referenceCode,
    detail: { from: row.paperPages, to: input.paperPages },
  });
  return { records: 1 };
};

/** 退出批次: a record that cannot be scanned goes back to its shelf with a reason. What is linked stays to its end. */
export const withdrawRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: WithdrawInput,
): Promise<{ records: number }> => {
  const batch = await requireRunning(tdb, scope.tenantId, input.batchId);
  refuseClassified(input.reason);
  const itemIds = [...new Set(input.itemIds)];
  const rows = await lockBatchItems(tdb, scope.tenantId, batch.id, { itemIds }, itemIds.length);
  if (rows.length !== itemIds.length) throw new AppError('NOT_FOUND', 'a record is not in the batch');
  const late = rows.find((row) => row.step === 'linked' || row.step === 'returned' || row.step === 'withdrawn');
  if (late) throw new AppError('DIGITISATION_STEP_ORDER', late.step, { referenceCode: late.referenceCode });
  const changes = await giveBack({ tdb, scope, batch, rows, input: { pagesPerFrame: 1 } });
  const step = { name: 'withdrawn', event: 'withdrawn', isActive: false, isSentBack: false, note: input.reason };
  await recordStep(tdb, scope, batch, step, changes);
  await audit(tdb, scope, {
    action: 'digitisation.withdraw',
    objectKind: 'digitisation_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { records: rows.length, reason: input.reason },
  });
  await finishWhenComplete(tdb, scope, batch.id);
  return { records: rows.length };
};
