import type { TenantDb } from '@/db/client';
import { findAttachment } from '@/db/queries/dispatch.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { TenantScope } from '@/server/tenancy/scope';

/** The bytes of an attachment, in the sender's store: the row that both sides may read says which. */
export const downloadAttachment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string; objectId: string },
): Promise<FileReference> => {
  const file = await findAttachment(tdb, scope.tenantId, input.dispatchId, input.objectId);
  if (!file)
    throw new AppError('NOT_FOUND', `attachment ${input.objectId} is not readable in tenant ${scope.tenantId}`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = file;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};
