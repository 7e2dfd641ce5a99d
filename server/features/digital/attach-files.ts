import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { insertDigitalFiles, lastSequence, listUploads, markUploadsUsed } from '@/db/queries/digital.queries';
import { audit } from '@/server/audit/audit';
import type { AttachFilesInput } from '@/server/domain/digital/digital-file';
import { AppError } from '@/server/domain/shared/app-error';
import { cutToBytes, extensionOf } from '@/server/objects/file-names';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { commitFilesJob } from './digital.jobs.ts';

interface Promised {
  itemId: string;
  uploadIds: readonly string[];
  role: string;
  creationMethod: string;
  /** The file of the record whose place the one new file takes. */
  inPlaceOf?: { sequence: number };
}

/** Rows of files that are promised to a record, after those that it has. The caller commits them (commit-files.ts). */
export const promiseFiles = async (
  tdb: TenantDb,
  { tenantId, accountId }: TenantScope,
  { itemId, uploadIds, role, creationMethod, inPlaceOf }: Promised,
): Promise<{ uploadId: string; fileId: string; sha256: string }[]> => {
  if (accountId === null) throw new AppError('FORBIDDEN', 'a file needs a person who attaches it');
  const found = new Map((await listUploads(tdb, tenantId, uploadIds)).map((upload) => [upload.id, upload]));
  let sequence = await lastSequence(tdb, tenantId, itemId);
  const rows = uploadIds.map((uploadId) => {
    const upload = found.get(uploadId);
    if (!upload || upload.createdBy !== accountId) throw new AppError('NOT_FOUND', `upload ${uploadId}`);
    const { sha512, sha256, sm3, mediaType } = upload;
    if (upload.state !== 'received' || !sha512 || !sha256 || !sm3 || !mediaType)
      throw new AppError('UPLOAD_NOT_READY', `upload ${uploadId} is ${upload.state}`);
    sequence += 1;
    const { fileName, formatName, pageCount, width, height, dpi, scanState, declaredSize: sizeBytes } = upload;
    const facts = {
      fileName,
      formatName,
      pageCount,
      width,
      height,
      dpi,
      scanState,
      sizeBytes,
      sha512,
      sha256,
      sm3,
      mediaType,
    };
    const id = uuidv7();
    // The same place, under a path of its own: both stand in the history of the object.
    const mark = inPlaceOf ? `-${id.slice(-8)}` : '';
    const place = inPlaceOf?.sequence ?? sequence;
    const logicalPath = cutToBytes(`${String(place).padStart(5, '0')}${mark}-${fileName}`);
    const file = {
      itemId,
      uploadId,
      role,
      creationMethod,
      sequence: place,
      logicalPath,
      extension: extensionOf(fileName),
    };
    return { id, ...file, ...facts, createdBy: accountId };
  });
  await insertDigitalFiles(tdb, tenantId, rows);
  await markUploadsUsed(tdb, tenantId, uploadIds);
  return rows.map((row) => ({ uploadId: row.uploadId, fileId: row.id, sha256: row.sha256 }));
};

/**
 * Binds received files to a record, in the order given. They are promised in this transaction and put into the
 * record's OCFL object by a job that the same transaction owes: no file is linked without being kept.
 */
export const attachFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AttachFilesInput,
): Promise<{ fileIds: string[]; jobId: string }> => {
  const item = await findItem(tdb, scope.tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${scope.tenantId}`);
  const rows = await promiseFiles(tdb, scope, input);
  await audit(tdb, scope, {
    action: 'digital.attach',
    objectKind: 'archive_item',
    objectId: item.id,
    objectLabel: item.referenceCode,
    detail: { files: rows.length, sha256: rows.slice(0, 20).map((row) => row.sha256) },
  });
  const jobId = await enqueue(tdb, scope, commitFilesJob, { itemId: item.id });
  return { fileIds: rows.map((row) => row.fileId), jobId };
};
