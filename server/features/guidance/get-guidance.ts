import type { TenantDb } from '@/db/client';
import { findGuidance, type GuidanceRow, listEventsOfAct } from '@/db/queries/guidance.queries';
import { findIssuedFinding, listGuidancePhotos } from '@/db/queries/guidance-act.queries';
import { type GuidanceDetailView, guidanceDetailView } from '@/server/domain/guidance/guidance-event';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { TenantScope } from '@/server/tenancy/scope';

const requireGuidance = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<GuidanceRow> => {
  const row = await findGuidance(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `guidance ${id} is not in tenant ${scope.tenantId}`);
  return row;
};

/** One event with its photos, the demand that it was about, and the other units and days of the same act. */
export const getGuidance = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { guidanceId: string },
): Promise<GuidanceDetailView> => {
  const row = await requireGuidance(tdb, scope, input.guidanceId);
  const finding = row.findingId ? await findIssuedFinding(tdb, scope.tenantId, row.findingId) : undefined;
  const act = await listEventsOfAct(tdb, scope.tenantId, row.actId);
  return guidanceDetailView.parse({
    ...row,
    hours: Number(row.hours),
    finding: finding ?? null,
    photos: await listGuidancePhotos(tdb, scope.tenantId, row.id),
    sameAct: act.filter((one) => one.id !== row.id),
  });
};

export const downloadGuidancePhoto = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { guidanceId: string; objectId: string },
): Promise<FileReference> => {
  const row = await requireGuidance(tdb, scope, input.guidanceId);
  const photo = (await listGuidancePhotos(tdb, scope.tenantId, row.id)).find((one) => one.objectId === input.objectId);
  if (!photo) throw new AppError('NOT_FOUND', `guidance ${row.id} has no photo ${input.objectId}`);
  const { sha256, fileName, mediaType, sizeBytes } = photo;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
