import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertUploads } from '@/db/queries/digital.queries';
import { findLinkBatch, findSameUploads, insertLinkBatch, updateLinkBatch } from '@/db/queries/link-batch.queries';
import { audit } from '@/server/audit/audit';
import type { BeginUploadsInput, BegunUploads } from '@/server/domain/digital/linking';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { safeFolder } from '@/server/objects/file-names';
import type { ObjectStore } from '@/server/objects/object-store';
import { safeFileName } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { keepToQuota } from '../storage-use.ts';

/** Opens a batch into which files are dropped. */
export const createLinkBatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { name: string; creationMethod: string; usesBarcodes: boolean },
): Promise<{ batchId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a batch needs a person');
  refuseClassified(input.name);
  const id = uuidv7();
  await insertLinkBatch(tdb, { ...input, id, tenantId: scope.tenantId, createdBy: scope.accountId });
  await audit(tdb, scope, {
    action: 'digital.createLinkBatch',
    objectKind: 'link_batch',
    objectId: id,
    objectLabel: input.name,
  });
  return { batchId: id };
};

const isTaken = (upload: { state: string } | undefined): boolean =>
  upload?.state === 'received' || upload?.state === 'used';

/**
 * Promises room for many files of a batch at once; answers their ids in the order given. A folder may be dropped a
 * second time: what the batch has already keeps its upload, so that only what is missing is sent.
 */
export const beginUploads = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: BeginUploadsInput,
): Promise<BegunUploads> => {
  const { tenantId, accountId } = scope;
  const batch = await findLinkBatch(tdb, tenantId, input.batchId, { lock: true });
  if (!batch || accountId === null)
    throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${tenantId}`);
  if (batch.state !== 'collecting' && batch.state !== 'matched')
    throw new AppError('LINK_BATCH_CLOSED', `batch is ${batch.state}`);
  const files = input.files.map((file) => ({
    folder: safeFolder(file.folder),
    fileName: safeFileName(file.fileName),
    declaredSize: file.sizeBytes,
  }));
  const same = await findSameUploads(tdb, tenantId, batch.id, accountId, files);
  const added = files.filter((_, index) => same[index] === undefined);
  const bytes = added.reduce((sum, file) => sum + file.declaredSize, 0);
  await keepToQuota(tdb, tenantId, bytes);
  const uploadIds = files.map((_, index) => same[index]?.id ?? uuidv7());
  const begun = files.flatMap((file, index) =>
    same[index] ? [] : [{ ...file, id: uploadIds[index] ?? '', createdBy: accountId, linkBatchId: batch.id }],
  );
  if (begun.length > 0) {
    await insertUploads(tdb, tenantId, begun);
    await objects.staging.create(tenantId, ...begun.map((upload) => upload.id));
  }
  if (same.some((upload) => !isTaken(upload)))
    await updateLinkBatch(tdb, tenantId, batch.id, {
      state: 'collecting',
      fileCount: batch.fileCount + added.length,
    });
  await audit(tdb, scope, {
    action: 'digital.beginUploads',
    objectKind: 'link_batch',
    objectId: batch.id,
    objectLabel: batch.name,
    detail: { files: added.length, again: files.length - added.length, bytes },
  });
  return { uploadIds, received: same.flatMap((upload) => (upload && isTaken(upload) ? [upload.id] : [])) };
};
