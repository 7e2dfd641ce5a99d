import { Readable } from 'node:stream';
import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { findUpload, insertUploads } from '@/db/queries/digital.queries';
import { findStoredObject, type StoredObjectRow } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { notify } from '@/server/features/platform';
import { ChildFailure } from '@/server/objects/child-pool';
import { type ObjectStore, objectKey } from '@/server/objects/object-store';
import { openObject } from '@/server/objects/read-object';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { attachFiles } from './attach-files.ts';
import { takeStoredFileJob } from './digital.jobs.ts';
import { finishUpload } from './finish-upload.ts';
import { textReader } from './recognise-file.ts';
import { keepToQuota } from './storage-use.ts';

/**
 * Owes that a file which was kept beside a paper of the workflow becomes a file of the record that the paper has become:
 * nobody sends twice what is here already.
 */
export const oweStoredFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string; objectId: string },
): Promise<void> => {
  await enqueue(tdb, scope, takeStoredFileJob, input);
};

/** Cameras write pictures themselves. */
const PHOTOGRAPHS = 'ZP';

export interface TakeSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { itemId: string; objectId: string };
  objects: ObjectStore;
}

/** Room for its bytes under its own id, so that a second run finds what the first has begun. */
const beginTaking = (
  { pools, scope, payload }: TakeSteps,
  accountId: string,
): Promise<{ object: StoredObjectRow; state: string }> =>
  withTenantDb(pools, scope, async (tdb) => {
    const { tenantId } = scope;
    const object = await findStoredObject(tdb, tenantId, payload.objectId);
    if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `object ${payload.objectId} is not in ${tenantId}`);
    const begun = await findUpload(tdb, tenantId, object.id, { lock: true });
    if (begun) return { object, state: begun.state };
    const { id, fileName, sizeBytes: declaredSize } = object;
    await keepToQuota(tdb, tenantId, declaredSize);
    await insertUploads(tdb, tenantId, [{ id, folder: '', fileName, declaredSize, createdBy: accountId }]);
    return { object, state: 'receiving' };
  });

const copyBytes = async (objects: ObjectStore, object: StoredObjectRow): Promise<void> => {
  const { tenantId, id, sizeBytes } = object;
  const there = await objects.staging.sizeOf(tenantId, id);
  if (there === sizeBytes) return;
  if (there === null) await objects.staging.create(tenantId, id);
  const source = there
    ? objects.open(objectKey(tenantId, object.sha256), { start: there, end: sizeBytes - 1 })
    : await openObject(objects, object);
  await objects.staging.append(tenantId, id, there ?? 0, Readable.from(source), sizeBytes);
};

/** Paper that was scanned is a copy, whatever the file is called; a PDF that says something itself was written. */
const isScan = async (objects: ObjectStore, { tenantId, id, mediaType }: StoredObjectRow): Promise<boolean> => {
  if (mediaType !== 'application/pdf') return mediaType.startsWith('image/');
  const file = await objects.staging.localFile(tenantId, id);
  const layers = await textReader()
    .pdfLayers(file, 1, 1)
    .catch((error: unknown) => {
      if (!(error instanceof ChildFailure)) throw error;
      return [];
    });
  return layers.every((layer) => layer.text.trim() === '');
};

/** It is told once who may do something about it: the record stands there without its file. */
const tellRefused = async ({ pools, scope, payload }: TakeSteps, object: StoredObjectRow, code: string) =>
  withTenantDb(pools, scope, async (tdb) => {
    await notify(tdb, scope, {
      kind: 'stored_file_refused',
      title: `移交的文件没有归入原文，请核对后另行上传：${object.fileName}`,
      link: `archives/${payload.itemId}/files`,
      permission: 'digital.write',
    });
    await audit(tdb, scope, {
      action: 'digital.refuseStoredFile',
      objectKind: 'archive_item',
      objectId: payload.itemId,
      objectLabel: object.fileName,
      detail: { objectId: object.id, code },
    });
  });

/**
 * 随件归入原文: the bytes go the way of every upload, are looked at and hashed like it, and belong to the record then.
 * Stopped anywhere, the next run goes on; what is refused stays where it was, and that is told.
 */
export const takeStoredFile = async (steps: TakeSteps): Promise<{ taken: boolean }> => {
  const { pools, scope, payload, objects } = steps;
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a file needs a person who attaches it');
  const { object, state } = await beginTaking(steps, scope.accountId);
  if (state !== 'receiving' && state !== 'received') return { taken: state === 'used' };
  if (state === 'receiving') await copyBytes(objects, object);
  try {
    const { sha256 } = await finishUpload(pools, scope, objects, object.id);
    if (sha256 !== object.sha256) throw new AppError('OBJECT_DAMAGED', `object ${object.id} was copied wrongly`);
  } catch (error) {
    const now = await withTenantDb(pools, scope, (tdb) => findUpload(tdb, scope.tenantId, object.id));
    if (now?.state !== 'refused' || !(error instanceof AppError)) throw error;
    await tellRefused(steps, object, error.code);
    return { taken: false };
  }
  const isCopy = await isScan(objects, object);
  await withTenantDb(pools, scope, async (tdb) => {
    const now = await findUpload(tdb, scope.tenantId, object.id, { lock: true });
    if (now?.state !== 'received') return;
    const isPhotograph = (await findItem(tdb, scope.tenantId, payload.itemId))?.categoryCode === PHOTOGRAPHS;
    const creationMethod = isCopy && !isPhotograph ? 'digitised' : 'born_digital';
    await attachFiles(tdb, scope, { itemId: payload.itemId, uploadIds: [object.id], role: 'master', creationMethod });
  });
  return { taken: true };
};
