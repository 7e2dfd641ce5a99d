import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertUploads } from '@/db/queries/digital.queries';
import { audit } from '@/server/audit/audit';
import type { BeginUploadInput } from '@/server/domain/digital/digital-file';
import { AppError } from '@/server/domain/shared/app-error';
import { safeFolder } from '@/server/objects/file-names';
import type { ObjectStore } from '@/server/objects/object-store';
import { safeFileName } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { keepToQuota } from './storage-use.ts';

/**
 * Promises room for a file and answers the id under which its bytes are sent (`/w/<slug>/files/<id>`, tus 1.0).
 * @throws AppError STORAGE_FULL when the tenant's quota does not hold it.
 */
export const beginUpload = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: BeginUploadInput,
): Promise<{ uploadId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an upload needs a person');
  await keepToQuota(tdb, scope.tenantId, input.sizeBytes);
  const id = uuidv7();
  const row = {
    id,
    folder: safeFolder(input.folder),
    fileName: safeFileName(input.fileName),
    declaredSize: input.sizeBytes,
    createdBy: scope.accountId,
  };
  await insertUploads(tdb, scope.tenantId, [row]);
  await objects.staging.create(scope.tenantId, id);
  await audit(tdb, scope, {
    action: 'digital.beginUpload',
    objectKind: 'upload',
    objectId: id,
    objectLabel: row.fileName,
    detail: { sizeBytes: input.sizeBytes },
  });
  return { uploadId: id };
};
