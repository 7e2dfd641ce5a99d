import type { TenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { findSignature, listAnswerVersions, listSignatures } from '@/db/queries/onsite.queries';
import { findSitePhoto, listSitePhotos } from '@/db/queries/onsite-photo.queries';
import { type OnsiteRecordView, onsiteRecordView } from '@/server/domain/inspection/onsite';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireInspection } from '../require-inspection.ts';
import { readItems, toAnswerView } from './onsite-views.ts';

/** 现场记录: all that came in from phones, every version of every answer, for the bureau's own people. */
export const getOnsiteRecord = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<OnsiteRecordView> => {
  const inspection = await requireInspection(tdb, scope, input.inspectionId);
  const key = { tenantId: scope.tenantId, inspectionId: inspection.id };
  const answers = await listAnswerVersions(tdb, key);
  return onsiteRecordView.parse({
    inspectionId: inspection.id,
    campaignId: inspection.campaignId,
    unitName: inspection.subjectName,
    items: await readItems(tdb, scope, inspection.campaignId),
    answers: answers.map((row) => ({ ...toAnswerView(scope, row), receivedAt: row.receivedAt })),
    photos: await listSitePhotos(tdb, scope.tenantId, inspection.id),
    signatures: await listSignatures(tdb, scope.tenantId, inspection.id),
  });
};

const fileOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  row: { inspectionId: string; objectId: string | null } | undefined,
  input: { inspectionId: string },
): Promise<FileReference> => {
  const isThere = row?.objectId && row.inspectionId === input.inspectionId;
  const stored = isThere ? await findStoredObject(tdb, scope.tenantId, row.objectId ?? '') : null;
  if (!stored) throw new AppError('NOT_FOUND', `inspection ${input.inspectionId} has no such picture`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};

export const downloadSitePhoto = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string; photoId: string },
): Promise<FileReference> => fileOf(tdb, scope, await findSitePhoto(tdb, scope.tenantId, input.photoId), input);

export const downloadSignature = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string; signatureId: string },
): Promise<FileReference> => fileOf(tdb, scope, await findSignature(tdb, scope.tenantId, input.signatureId), input);
