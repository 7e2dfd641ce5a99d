import { Readable } from 'node:stream';
import { type Pools, withTenantDb } from '@/db/client';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { attachFiles } from '../attach-files.ts';
import { beginUpload } from '../begin-upload.ts';
import { commitFiles } from '../commit-files.ts';
import { finishUpload } from '../finish-upload.ts';

/** Receives a file by the steps of the product. Answers the upload. */
export const receiveFile = async (
  pools: Pools,
  scope: TenantScope,
  objects: ObjectStore,
  fileName: string,
  content: string | Buffer,
): Promise<string> => {
  const bytes = Buffer.from(content);
  const { uploadId } = await withTenantDb(pools, scope, (tdb) =>
    beginUpload(tdb, scope, objects, { fileName, folder: '', sizeBytes: bytes.length }),
  );
  await objects.staging.append(scope.tenantId, uploadId, 0, Readable.from([bytes]), bytes.length);
  await finishUpload(pools, scope, objects, uploadId);
  return uploadId;
};

/** Puts one file into a record's object, by the steps of the product. */
export const storeFile = async (
  pools: Pools,
  scope: TenantScope,
  objects: ObjectStore,
  itemId: string,
  fileName: string,
  content: string | Buffer,
): Promise<void> => {
  const uploadIds = [await receiveFile(pools, scope, objects, fileName, content)];
  await withTenantDb(pools, scope, (tdb) =>
    attachFiles(tdb, scope, { itemId, uploadIds, role: 'master', creationMethod: 'digitised' }),
  );
  await withTenantDb(pools, scope, (tdb) => commitFiles(tdb, scope, { itemId }, { objects }));
};
