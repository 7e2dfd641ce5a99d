import type { TenantDb } from '@/db/client';
import { findSitePhoto, insertPhotoWithdrawal } from '@/db/queries/onsite-photo.queries';
import { audit } from '@/server/audit/audit';
import type { WithdrawPhotoInput } from '@/server/domain/inspection/onsite';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireRunning } from './onsite-views.ts';

/** 作废照片: one taken in error. It stays with the reason, is shown struck out, and no longer counts as evidence. */
export const withdrawSitePhoto = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: WithdrawPhotoInput,
): Promise<void> => {
  refuseClassified(input.reason);
  const inspection = await requireRunning(tdb, scope, input.inspectionId);
  const photo = await findSitePhoto(tdb, scope.tenantId, input.photoId);
  if (photo?.inspectionId !== inspection.id) {
    throw new AppError('NOT_FOUND', `inspection ${inspection.id} has no photo ${input.photoId}`);
  }
  const isNew = await insertPhotoWithdrawal(tdb, {
    tenantId: scope.tenantId,
    photoId: photo.id,
    inspectionId: inspection.id,
    reason: input.reason,
    withdrawnBy: inspection.accountId,
    withdrawnByName: scope.actorName,
  });
  if (!isNew) throw new AppError('PHOTO_WITHDRAWN', `photo ${photo.id} was withdrawn before`);
  await audit(tdb, scope, {
    action: 'inspection.withdrawSitePhoto',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: `${inspection.subjectName} ${photo.itemCode} ${photo.fileName}`,
    detail: { photoId: photo.id, sha256: photo.sha256, reason: input.reason },
  });
};
