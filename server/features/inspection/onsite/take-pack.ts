import type { TenantDb } from '@/db/client';
import { findInspectionGrant, type InspectionGrantRow, type InspectionRow } from '@/db/queries/inspection.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { listAnswerVersions, listLastFindings, listOwnNotes, listSignatures } from '@/db/queries/onsite.queries';
import { listSitePhotos } from '@/db/queries/onsite-photo.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { type OnsitePack, onsiteItem, onsitePack } from '@/server/domain/inspection/onsite';
import { standingAnswers } from '@/server/domain/inspection/onsite-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from '../draw-pool.ts';
import { requireRunning, toAnswerView } from './onsite-views.ts';

const requireGrant = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspection: InspectionRow,
): Promise<InspectionGrantRow> => {
  const grant = inspection.grantId && (await findInspectionGrant(tdb, scope.tenantId, inspection.grantId));
  if (!grant || grant.endedAt !== null) throw new AppError('GRANT_NOT_LIVE', `inspection ${inspection.id}`);
  return grant;
};

const groupNotes = (rows: readonly { itemCode: string; note: string }[]): Record<string, string[]> => {
  const notes: Record<string, string[]> = {};
  for (const { itemCode, note } of rows) notes[itemCode] = [...(notes[itemCode] ?? []), note];
  return notes;
};

/**
 * 下载离线包, for an inspector named in the notice and while the grant has not ended. It holds the bureau's own rows and
 * the unit's name: no record of the unit leaves the system with it. Every taking is in the log.
 */
export const takePack = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<OnsitePack> => {
  const inspection = await requireRunning(tdb, scope, input.inspectionId);
  const grant = await requireGrant(tdb, scope, inspection);
  const campaign = await requireCampaign(tdb, scope, inspection.campaignId);
  const items = onsiteItem.array().parse(campaign.checklistItems);
  const unit = (await listKnownTenants(tdb)).find((known) => known.tenantId === inspection.subjectTenantId);
  const answers = await listAnswerVersions(tdb, { tenantId: scope.tenantId, inspectionId: inspection.id });
  const codes = items.map((item) => item.code);
  await audit(tdb, scope, {
    action: 'inspection.takePack',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: inspection.subjectName,
    detail: { items: items.length, grantId: grant.grantId },
  });
  return onsitePack.parse({
    inspectionId: inspection.id,
    campaignId: campaign.id,
    campaignTitle: campaign.title,
    unitName: inspection.subjectName,
    unitRegion: unit?.region ?? null,
    noticeNumber: inspection.noticeNumber,
    scheduledOn: inspection.scheduledOn,
    state: inspection.state,
    inspectorNames: inspection.inspectorNames,
    grant,
    checklistName: campaign.checklistName,
    items,
    ownNotes: groupNotes(await listOwnNotes(tdb, scope.tenantId, codes)),
    standing: standingAnswers(answers).map((row) => toAnswerView(scope, row)),
    photos: (await listSitePhotos(tdb, scope.tenantId, inspection.id)).filter((photo) => photo.withdrawnAt === null),
    signatures: await listSignatures(tdb, scope.tenantId, inspection.id),
    lastFindings: await listLastFindings(tdb, scope.tenantId, inspection.id),
    takenAt: (await readClock(tdb)).now,
  });
};
