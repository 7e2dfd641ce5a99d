import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertUploads, markUploadReceived } from '@/db/queries/digital.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { digestFile } from '@/server/objects/digests';
import type { ObjectStore } from '@/server/objects/object-store';
import { safeFileName } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { attachFiles } from './attach-files.ts';
import { keepToQuota } from './storage-use.ts';

export interface MadeFile {
  fileName: string;
  mediaType: string;
  bytes: Buffer;
}

/** Puts one file into the staging folder as if it had been sent. Nobody else's bytes: what it is is known. */
const stage = async (tdb: TenantDb, scope: TenantScope, objects: ObjectStore, file: MadeFile): Promise<string> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a file needs a person who attaches it');
  const id = uuidv7();
  const { length: size } = file.bytes;
  const fileName = safeFileName(file.fileName);
  await insertUploads(tdb, tenantId, [{ id, folder: '', fileName, declaredSize: size, createdBy: accountId }]);
  await objects.staging.create(tenantId, id);
  await objects.staging.append(tenantId, id, 0, Readable.from([file.bytes]), size);
  const { sha512, sha256, sm3 } = await digestFile(Readable.from([file.bytes]));
  await markUploadReceived(tdb, tenantId, id, {
    mediaType: file.mediaType,
    formatName: null,
    pageCount: null,
    width: null,
    height: null,
    dpi: null,
    durationMs: null,
    sha512,
    sha256,
    sm3,
    scanState: 'not_scanned',
  });
  return id;
};

/**
 * Attaches papers that the system made to a record of one's own, in the transaction of the act that files them: the
 * record's OCFL object takes them over like any other file, and a job that this transaction owes puts them there.
 */
export const attachMade = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { itemId: string; files: readonly MadeFile[] },
): Promise<void> => {
  await keepToQuota(
    tdb,
    scope.tenantId,
    input.files.reduce((sum, file) => sum + file.bytes.length, 0),
  );
  const uploadIds: string[] = [];
  for (const file of input.files) uploadIds.push(await stage(tdb, scope, objects, file));
  await attachFiles(tdb, scope, { itemId: input.itemId, uploadIds, role: 'master', creationMethod: 'born_digital' });
};
