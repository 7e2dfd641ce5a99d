import type { TenantDb } from '@/db/client';
import { findPhoto } from '@/db/queries/finding.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireInspection } from './require-inspection.ts';

/** 检查记录 of a closed inspection. */
export const downloadRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<FileReference> => {
  const { recordObjectId } = await requireInspection(tdb, scope, input.inspectionId);
  const record = recordObjectId ? await findStoredObject(tdb, scope.tenantId, recordObjectId) : null;
  if (!record) throw new AppError('NOT_FOUND', `inspection ${input.inspectionId} has no record`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = record;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** A photo of a finding, draft or issued, for the bureau's own people. The unit reads it as an attachment. */
export const downloadPhoto = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { findingId: string; objectId: string },
): Promise<FileReference> => {
  const photo = await findPhoto(tdb, { tenantId: scope.tenantId, ...input });
  if (!photo) throw new AppError('NOT_FOUND', `finding ${input.findingId} has no photo ${input.objectId}`);
  const { sha256, fileName, mediaType, sizeBytes } = photo;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
