import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { insertDigitalFiles, lastSequences, lockRecords } from '@/db/queries/commit.queries';
import { listUploads, markUploadsUsed, type UploadRow } from '@/db/queries/digital.queries';
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
}
interface PromisedAs {
  role: string;
  creationMethod: string;
  /** Files of a batch are the unit's: whoever confirms it links what others have dropped. */
  isOfBatch?: boolean;
  /** The file of the record whose place the one new file takes. */
  inPlaceOf?: { sequence: number };
}
interface PromisedFile {
  itemId: string;
  uploadId: string;
  fileId: string;
  sha256: string;
}

/** What is known of received bytes and goes over to the file. */
const factsOf = (upload: UploadRow) => {
  const { sha512, sha256, sm3, mediaType } = upload;
  if (upload.state !== 'received' || !sha512 || !sha256 || !sm3 || !mediaType)
    throw new AppError('UPLOAD_NOT_READY', `upload ${upload.id} is ${upload.state}`);
  const {
    fileName,
    formatName,
    pageCount,
    width,
    height,
    dpi,
    durationMs,
    scanState,
    declaredSize: sizeBytes,
  } = upload;
  const known = { fileName, formatName, pageCount, width, height, dpi, durationMs, scanState, sizeBytes };
  return { ...known, sha512, sha256, sm3, mediaType };
};

/**
 * Rows of files that are promised to records, after those that each has. The records stay locked until the transaction
 * ends, so that a place is given once. The caller commits them (commit-files.ts).
 */
export const promiseFiles = async (
  tdb: TenantDb,
  { tenantId, accountId }: TenantScope,
  records: readonly Promised[],
  { role, creationMethod, isOfBatch = false, inPlaceOf }: PromisedAs,
): Promise<PromisedFile[]> => {
  if (accountId === null) throw new AppError('FORBIDDEN', 'a file needs a person who attaches it');
  const itemIds = records.map((record) => record.itemId);
  const asked = records.flatMap((record) => record.uploadIds);
  await lockRecords(tdb, tenantId, itemIds);
  const found = new Map((await listUploads(tdb, tenantId, asked)).map((upload) => [upload.id, upload]));
  const last = await lastSequences(tdb, tenantId, itemIds);
  const rows = records.flatMap(({ itemId, uploadIds }) =>
    uploadIds.map((uploadId, index) => {
      const upload = found.get(uploadId);
      if (!upload || (!isOfBatch && upload.createdBy !== accountId))
        throw new AppError('NOT_FOUND', `upload ${uploadId}`);
      const facts = factsOf(upload);
      const id = uuidv7();
      // The same place, under a path of its own: both stand in the history of the object.
      const mark = inPlaceOf ? `-${id.slice(-8)}` : '';
      const sequence = inPlaceOf?.sequence ?? (last.get(itemId) ?? 0) + index + 1;
      const logicalPath = cutToBytes(`${String(sequence).padStart(5, '0')}${mark}-${facts.fileName}`);
      const extension = extensionOf(facts.fileName);
      const file = { id, itemId, uploadId, role, creationMethod, sequence, logicalPath, extension };
      return { ...file, ...facts, createdBy: accountId };
    }),
  );
  await insertDigitalFiles(tdb, tenantId, rows);
  await markUploadsUsed(tdb, tenantId, asked);
  return rows.map(({ itemId, uploadId, id: fileId, sha256 }) => ({ itemId, uploadId, fileId, sha256 }));
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
  const rows = await promiseFiles(tdb, scope, [input], input);
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
