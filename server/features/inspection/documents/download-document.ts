import { type Pools, type TenantDb, withSystemDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { findByVerifyCode, findDocument, type IssuedDocumentRow } from '@/db/queries/official-document.queries';
import { audit } from '@/server/audit/audit';
import { renderOfficialDocx } from '@/server/documents/official-document-docx';
import { documentContent, type VerifiedDocument, verifiedDocument } from '@/server/domain/inspection/official-document';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeMade } from '@/server/objects/store-made';
import { registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { digestOf, printedOf } from './make-document.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' as const;

export const requireDocument = async (
  tdb: TenantDb,
  scope: TenantScope,
  documentId: string,
): Promise<IssuedDocumentRow> => {
  const document = await findDocument(tdb, scope.tenantId, documentId);
  if (!document) throw new AppError('NOT_FOUND', `document ${documentId} is not in tenant ${scope.tenantId}`);
  return document;
};

/** The PDF as it was issued: its bytes were kept then. */
export const downloadPdf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { documentId: string },
): Promise<FileReference> => {
  const { objectId } = await requireDocument(tdb, scope, input.documentId);
  const stored = await findStoredObject(tdb, scope.tenantId, objectId);
  if (!stored) throw new AppError('NOT_FOUND', `document ${input.documentId} has no bytes`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** The same words as Word, made of the frozen content, for whoever prints on the office's own paper. */
export const downloadWord = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { documentId: string },
): Promise<FileReference> => {
  const document = await requireDocument(tdb, scope, input.documentId);
  const content = documentContent.parse(document.content);
  const bytes = await renderOfficialDocx(printedOf(content, digestOf(content)));
  const received = await storeMade(objects, scope.tenantId, {
    fileName: `${content.title}_${content.documentNumber}.docx`,
    mediaType: WORD,
    write: async (sink) => {
      sink.end(bytes);
    },
  });
  const stored = await registerUpload(tdb, scope, received);
  await audit(tdb, scope, {
    action: 'documents.downloadWord',
    objectKind: 'official_document',
    objectId: document.id,
    objectLabel: document.documentNumber,
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** 核对: what stands on the paper with this code. Number, day, issuer and digest; no unit, no person. */
export const verifyDocument = async (pools: Pools, input: { verifyCode: string }): Promise<VerifiedDocument> => {
  const found = await withSystemDb(pools, (sdb) => findByVerifyCode(sdb, input.verifyCode));
  if (!found) throw new AppError('NOT_FOUND', 'no document carries this code');
  return verifiedDocument.parse(found);
};
