import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertUpload, readStorageUse } from '@/db/queries/digital.queries';
import { findLinkBatch, insertLinkBatch, updateLinkBatch } from '@/db/queries/linking.queries';
import { audit } from '@/server/audit/audit';
import type { BeginUploadsInput } from '@/server/domain/digital/linking';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { safeFolder } from '@/server/objects/file-names';
import type { ObjectStore } from '@/server/objects/object-store';
import { safeFileName } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';

/** Opens a batch into which files are dropped. */
export const createLinkBatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { name: string; creationMethod: string },
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

/** Promises room for many files of a batch at once; answers their ids in the order given. */
export const beginUploads = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: BeginUploadsInput,
): Promise<{ uploadIds: string[] }> => {
  const { tenantId, accountId } = scope;
  const batch = await findLinkBatch(tdb, tenantId, input.batchId, { lock: true });
  if (!batch || accountId === null)
    throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${tenantId}`);
  if (batch.state !== 'collecting' && batch.state !== 'matched')
    throw new AppError('LINK_BATCH_CLOSED', `batch is ${batch.state}`);
  const { usedBytes, quotaBytes } = await readStorageUse(tdb, tenantId);
  const bytes = input.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (quotaBytes !== null && usedBytes + bytes > quotaBytes)
    throw new AppError('STORAGE_FULL', `${usedBytes} + ${bytes}`);
  const uploadIds: string[] = [];
  for (const file of input.files) {
    const id = uuidv7();
    const row = {
      id,
      tenantId,
      folder: safeFolder(file.folder),
      fileName: safeFileName(file.fileName),
      declaredSize: file.sizeBytes,
    };
    await insertUpload(tdb, { ...row, createdBy: accountId, linkBatchId: batch.id });
    await objects.staging.create(tenantId, id);
    uploadIds.push(id);
  }
  await updateLinkBatch(tdb, tenantId, batch.id, {
    state: 'collecting',
    fileCount: batch.fileCount + uploadIds.length,
  });
  await audit(tdb, scope, {
    action: 'digital.beginUploads',
    objectKind: 'link_batch',
    objectId: batch.id,
    objectLabel: batch.name,
    detail: { files: uploadIds.length, bytes },
  });
  return { uploadIds };
};
