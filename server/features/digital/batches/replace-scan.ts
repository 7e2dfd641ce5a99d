import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findDigitalFile, listUploads } from '@/db/queries/digital.queries';
import { lockBatchItems } from '@/db/queries/digitisation-item.queries';
import { fixFindingsOfPage, insertFindings } from '@/db/queries/scan-check.queries';
import {
  findScanPage,
  judgeFrames,
  listPagesOfFile,
  markReplacing,
  moveFramesToFile,
  type ScanPageRow,
  setCoveredPages,
} from '@/db/queries/scan-page.queries';
import { audit } from '@/server/audit/audit';
import type { RecheckInput, ReplaceScanInput, SetCoveredInput } from '@/server/domain/digital/scan-check';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { promiseFiles } from '../attach-files.ts';
import { commitFilesJob } from '../digital.jobs.ts';
import { requireRunning } from './require-batch.ts';
import { currentRule } from './scan-rules.ts';

const isPicture = (mediaType: string | null): boolean =>
  mediaType !== null && (mediaType.startsWith('image/') || mediaType === 'application/pdf');

/**
 * 重扫: a received file takes the place of another one of the record. It becomes a new version of the record's object,
 * the old file stays in the older one; the frames are the same rows, so that nothing counts twice.
 * @throws AppError DIGITISATION_REPLACE_DIFFERS when the new file has other pages.
 */
export const replaceScan = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReplaceScanInput,
): Promise<{ fileId: string; jobId: string; frames: number }> => {
  const { tenantId } = scope;
  const batch = await requireRunning(tdb, tenantId, input.batchId);
  const frames = await listPagesOfFile(tdb, tenantId, input.fileId);
  const old = await findDigitalFile(tdb, tenantId, input.fileId);
  if (!old || frames.length === 0 || frames[0]?.batchId !== batch.id)
    throw new AppError('NOT_FOUND', `file ${input.fileId} has no frame in the batch`);
  const [upload] = await listUploads(tdb, tenantId, [input.uploadId]);
  if (!upload) throw new AppError('NOT_FOUND', `upload ${input.uploadId} is not in tenant ${tenantId}`);
  if (upload.state === 'received' && ((upload.pageCount ?? 1) !== (old.pageCount ?? 1) || !isPicture(upload.mediaType)))
    throw new AppError(
      'DIGITISATION_REPLACE_DIFFERS',
      `${upload.pageCount ?? 1} instead of ${old.pageCount ?? 1} pages`,
    );
  const promised = { itemId: old.itemId, uploadIds: [input.uploadId] };
  const as = { role: old.role, creationMethod: 'digitised', inPlaceOf: old };
  const [made] = await promiseFiles(tdb, scope, [promised], as);
  if (!made || !(await markReplacing(tdb, tenantId, old.id, made.fileId)))
    throw new AppError('CONFLICT', `file ${old.id} is replaced already`);
  const moved = await moveFramesToFile(tdb, tenantId, old.id, made.fileId);
  await audit(tdb, scope, {
    action: 'digitisation.replaceScan',
    objectKind: 'archive_item',
    objectId: old.itemId,
    objectLabel: frames[0]?.referenceCode ?? null,
    detail: { from: old.sha256, to: made.sha256, frames: moved },
  });
  const jobId = await enqueue(tdb, scope, commitFilesJob, { itemId: old.itemId });
  return { fileId: made.fileId, jobId, frames: moved };
};

const requireFrame = async (
  tdb: TenantDb,
  scope: TenantScope,
  batchId: string,
  pageId: string,
): Promise<ScanPageRow> => {
  const batch = await requireRunning(tdb, scope.tenantId, batchId);
  const page = await findScanPage(tdb, scope.tenantId, pageId);
  if (!page || page.batchId !== batch.id) throw new AppError('NOT_FOUND', `frame ${pageId} is not in the batch`);
  if (page.linkState === 'linked') throw new AppError('DIGITISATION_CLOSED', 'a linked frame is counted');
  return page;
};

/** 一幅两页, or none for a doublet: how many pages of paper the image shows. */
export const setCovered = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SetCoveredInput,
): Promise<{ records: number }> => {
  const page = await requireFrame(tdb, scope, input.batchId, input.pageId);
  await setCoveredPages(tdb, scope.tenantId, page.id, input.pagesCovered);
  // What is not counted owes nothing any more.
  if (input.pagesCovered === 0) await fixFindingsOfPage(tdb, scope.tenantId, page.id, scope.actorName);
  await audit(tdb, scope, {
    action: 'digitisation.setCovered',
    objectKind: 'archive_item',
    objectId: page.itemId,
    objectLabel: page.referenceCode,
    detail: { sequence: page.sequence, from: page.pagesCovered, to: input.pagesCovered },
  });
  return { records: 1 };
};

/** 复看: a frame of an accepted batch that was scanned again, or whose finding a person settles by looking. */
export const recheckPage = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RecheckInput,
): Promise<{ records: number }> => {
  const { tenantId } = scope;
  refuseClassified(input.note);
  const page = await requireFrame(tdb, scope, input.batchId, input.pageId);
  const [item] = await lockBatchItems(tdb, tenantId, input.batchId, { itemIds: [page.itemId] }, 1);
  if (item?.step !== 'checked')
    throw new AppError('DIGITISATION_STEP_ORDER', `record is ${item?.step}`, { referenceCode: page.referenceCode });
  await judgeFrames(tdb, tenantId, { pageIds: [page.id] }, input.isRight ? 'passed' : 'failed');
  if (input.isRight) await fixFindingsOfPage(tdb, tenantId, page.id, scope.actorName);
  else {
    const { version } = await currentRule(tdb, scope);
    const base = { id: uuidv7(), pageId: page.id, fileId: page.fileId, kind: 'other', origin: 'person' as const };
    const finding = { ...base, measured: null, threshold: null, otherPageId: null, ruleVersion: version };
    await insertFindings(tdb, tenantId, page.batchId, [{ ...finding, note: input.note ?? null }]);
  }
  await audit(tdb, scope, {
    action: 'digitisation.recheckPage',
    objectKind: 'archive_item',
    objectId: page.itemId,
    objectLabel: page.referenceCode,
    detail: { sequence: page.sequence, isRight: input.isRight, note: input.note },
  });
  return { records: 1 };
};
