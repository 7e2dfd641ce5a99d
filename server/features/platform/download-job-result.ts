import type { TenantDb } from '@/db/client';
import { findJobRow } from '@/db/queries/job-list.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { TenantScope } from '@/server/tenancy/scope';
import { fileOfJob } from './to-job-view.ts';

/** The file that a job made, for the person who asked for it. */
export const downloadJobResult = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<FileReference> => {
  const row = await findJobRow(tdb, scope.tenantId, input.id);
  const objectId = row ? fileOfJob(row, scope) : null;
  const stored = objectId ? await findStoredObject(tdb, scope.tenantId, objectId) : null;
  if (!stored) throw new AppError('NOT_FOUND', `job ${input.id} made no file for this person`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};
