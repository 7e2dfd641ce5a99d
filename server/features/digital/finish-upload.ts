import { createReadStream } from 'node:fs';
import { type Pools, withTenantDb } from '@/db/client';
import { findUpload, markUploadReceived, markUploadRefused } from '@/db/queries/digital.queries';
import { audit } from '@/server/audit/audit';
import { AppError, type AppErrorCode, isAppErrorCode } from '@/server/domain/shared/app-error';
import { digestFile } from '@/server/objects/digests';
import { inspectFile } from '@/server/objects/inspect/inspect-file';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

export interface FinishedUpload {
  sha256: string;
  sm3: string;
  sizeBytes: number;
  mediaType: string;
}

/** What was refused is set aside, the row says why, and the sender is told. */
const refuse = async (
  pools: Pools,
  scope: TenantScope,
  objects: ObjectStore,
  uploadId: string,
  code: AppErrorCode,
  reason: string,
): Promise<never> => {
  await withTenantDb(pools, scope, async (tdb) => {
    await markUploadRefused(tdb, scope.tenantId, uploadId, code);
    await audit(tdb, scope, {
      action: 'digital.refuseUpload',
      objectKind: 'upload',
      objectId: uploadId,
      detail: { code, reason },
    });
  });
  await objects.staging.quarantine(scope.tenantId, uploadId);
  throw new AppError(code, reason);
};

/**
 * All bytes are there: hashes them, looks at what they are, and either takes the file in or sets it aside. Without a
 * transaction around the reading, which may take minutes. A second call answers the same.
 * @throws AppError UPLOAD_TYPE_REFUSED, UPLOAD_HARMFUL or what else is wrong with it; the file is then in quarantine.
 */
export const finishUpload = async (
  pools: Pools,
  scope: TenantScope,
  objects: ObjectStore,
  uploadId: string,
): Promise<FinishedUpload> => {
  const row = await withTenantDb(pools, scope, (tdb) => findUpload(tdb, scope.tenantId, uploadId));
  if (!row) throw new AppError('NOT_FOUND', `upload ${uploadId} is not in tenant ${scope.tenantId}`);
  const { sha256, sm3, mediaType, declaredSize } = row;
  if (row.state !== 'receiving' && sha256 && sm3 && mediaType)
    return { sha256, sm3, mediaType, sizeBytes: declaredSize };
  // Asked again, it says what it said the first time.
  if (row.state !== 'receiving')
    throw new AppError(
      isAppErrorCode(row.refusedCode) ? row.refusedCode : 'UPLOAD_TYPE_REFUSED',
      `upload ${uploadId} is ${row.state}`,
    );
  const size = await objects.staging.sizeOf(scope.tenantId, uploadId);
  if (size !== declaredSize)
    throw new AppError('CONFLICT', `upload ${uploadId} holds ${size} of ${declaredSize} bytes`);
  const file = await objects.staging.localFile(scope.tenantId, uploadId);
  const inspected = await inspectFile(file);
  if (!inspected.ok) return refuse(pools, scope, objects, uploadId, inspected.code, inspected.reason);
  const digests = await digestFile(createReadStream(file, { highWaterMark: 1 << 20 }));
  const facts = { ...inspected.facts, sha512: digests.sha512, sha256: digests.sha256, sm3: digests.sm3 };
  await withTenantDb(pools, scope, async (tdb) => {
    const current = await findUpload(tdb, scope.tenantId, uploadId, { lock: true });
    if (current?.state !== 'receiving') return;
    await markUploadReceived(tdb, scope.tenantId, uploadId, facts);
    await audit(tdb, scope, {
      action: 'digital.receiveUpload',
      objectKind: 'upload',
      objectId: uploadId,
      objectLabel: row.fileName,
      detail: { sha256: facts.sha256, sizeBytes: size, mediaType: facts.mediaType, scanState: facts.scanState },
    });
  });
  return { sha256: facts.sha256, sm3: facts.sm3, mediaType: facts.mediaType, sizeBytes: size };
};
