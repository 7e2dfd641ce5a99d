import type { Readable } from 'node:stream';
import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { findSamePhoto, findSitePhoto, insertSitePhoto } from '@/db/queries/onsite-photo.queries';
import { audit } from '@/server/audit/audit';
import type { PhotoInput, StoredPhoto } from '@/server/domain/inspection/onsite';
import { LARGEST_PHOTO_BYTES } from '@/server/domain/inspection/onsite-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { ByteStore } from '@/server/objects/object-store';
import { type ReceivedUpload, receiveUpload, registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { markStarted, requireItem, requireRunning } from './onsite-views.ts';

const PICTURES = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** The photo that is there already: under this id, or the same picture of the same item under another. */
const findEarlier = async (tdb: TenantDb, scope: TenantScope, input: PhotoInput): Promise<StoredPhoto | null> => {
  const { inspectionId, itemCode, sha256 } = input;
  const byId = await findSitePhoto(tdb, scope.tenantId, input.id);
  if (byId && (byId.sha256 !== sha256 || byId.inspectionId !== inspectionId || byId.itemCode !== itemCode)) {
    throw new AppError('CONFLICT', `photo ${input.id} is another one already`);
  }
  const earlier = byId ?? (await findSamePhoto(tdb, { tenantId: scope.tenantId, inspectionId, itemCode, sha256 }));
  return earlier ? { id: earlier.id, sha256: earlier.sha256 } : null;
};

const keep = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PhotoInput,
  received: ReceivedUpload,
): Promise<StoredPhoto> => {
  const inspection = await requireRunning(tdb, scope, input.inspectionId);
  const item = await requireItem(tdb, scope, inspection, input.itemCode);
  const earlier = await findEarlier(tdb, scope, input);
  if (earlier) return earlier;
  const stored = await registerUpload(tdb, scope, received);
  await insertSitePhoto(tdb, {
    ...input,
    tenantId: scope.tenantId,
    fileName: stored.fileName,
    objectId: stored.id,
    sha256: stored.sha256,
    madeBy: inspection.accountId,
    madeByName: scope.actorName,
  });
  await markStarted(tdb, scope, inspection);
  const place = input.latitude === null ? null : [input.latitude, input.longitude, input.accuracyMetres];
  await audit(tdb, scope, {
    action: 'inspection.storeSitePhoto',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: `${inspection.subjectName} ${item.code} ${stored.fileName}`,
    detail: { photoId: input.id, sha256: stored.sha256, takenAt: input.takenAt, place },
  });
  return { id: input.id, sha256: stored.sha256 };
};

/**
 * Takes in one photo from a phone: bytes, row and audit event, or nothing. Sent twice it is kept once, also when the
 * phone was killed before it heard the first answer. The digest that is answered is that of the bytes on the disk.
 */
export const storeSitePhoto = async (
  pools: Pools,
  scope: TenantScope,
  objects: ByteStore,
  input: PhotoInput,
  stream: Readable | Buffer,
): Promise<StoredPhoto> => {
  // Who may not write is told before a byte is taken in; the bytes then hold no transaction.
  await withTenantDb(pools, scope, (tdb) => requireRunning(tdb, scope, input.inspectionId));
  const received = await receiveUpload(objects, scope.tenantId, {
    stream,
    fileName: input.fileName,
    maxBytes: LARGEST_PHOTO_BYTES,
    accept: PICTURES,
  });
  if (received.sha256 !== input.sha256) throw new AppError('UPLOAD_DAMAGED', `photo ${input.id} changed on its way`);
  return withTenantDb(pools, scope, (tdb) => keep(tdb, scope, input, received));
};
