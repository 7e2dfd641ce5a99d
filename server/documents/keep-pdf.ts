import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { type RecordDocument, renderRecordPdf } from './pdf.ts';

const PDF_BYTES = 20_000_000;

/** Renders a document, keeps it and answers where it lies. */
export const keepPdf = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  document: RecordDocument & { action: string; objectKind: string; objectId: string | null },
): Promise<FileReference> => {
  const { action, objectKind, objectId, ...record } = document;
  const stored = await storeUpload(tdb, scope, objects, {
    stream: await renderRecordPdf(record),
    fileName: `${record.title}_${record.documentNumber}.pdf`,
    maxBytes: PDF_BYTES,
    accept: ['application/pdf'],
  });
  await audit(tdb, scope, { action, objectKind, objectId, objectLabel: record.documentNumber });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
