import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { type DigitalFileRow, findDigitalFile, listDigitalFiles } from '@/db/queries/digital.queries';
import { type DigitalFileView, digitalFileView } from '@/server/domain/digital/digital-file';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { TenantScope } from '@/server/tenancy/scope';
import { objectIdOf } from './commit-files.ts';

const MOST = 500;

/** Files of a record in their order; `after` is the sequence of the last one seen. */
export const listFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string; withOlder: boolean; after: number },
): Promise<{ files: DigitalFileView[]; hasMore: boolean }> => {
  const item = await findItem(tdb, scope.tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${scope.tenantId}`);
  const { withOlder, after } = input;
  const rows = await listDigitalFiles(tdb, scope.tenantId, item.id, { withOlder, after, limit: MOST + 1 });
  return { files: rows.slice(0, MOST).map((row) => digitalFileView.parse(row)), hasMore: rows.length > MOST };
};

export const referenceOf = (row: DigitalFileRow): FileReference => ({
  tenantId: row.tenantId,
  sha256: row.sha256,
  fileName: row.fileName,
  mediaType: row.mediaType,
  sizeBytes: row.sizeBytes,
  record: { objectId: objectIdOf(row.itemId), contentPath: row.contentPath ?? '' },
});

/** The bytes of one stored file. */
export const downloadFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<FileReference> => {
  const row = await findDigitalFile(tdb, scope.tenantId, input.id);
  if (!row || row.contentPath === null)
    throw new AppError('NOT_FOUND', `file ${input.id} is not in tenant ${scope.tenantId}`);
  return referenceOf(row);
};
