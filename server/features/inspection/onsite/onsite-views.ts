import { createHash } from 'node:crypto';
import type { TenantDb } from '@/db/client';
import { findInspectionForUpdate, type InspectionRow, startInspection } from '@/db/queries/inspection.queries';
import { startCampaign } from '@/db/queries/inspection-campaign.queries';
import type { AnswerRow } from '@/db/queries/onsite.queries';
import { type OnsiteItem, onsiteItem, type SiteAnswerView, siteAnswerView } from '@/server/domain/inspection/onsite';
import { answerText, type SiteAnswerContent } from '@/server/domain/inspection/onsite-vocabulary';
import { type InspectionState, takesFindings } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from '../draw-pool.ts';
import { requireMyInspection } from '../require-inspection.ts';

export const sha256Of = (value: string | Buffer): string => createHash('sha256').update(value).digest('hex');

/** The digest of an answer as it is stored, or as it was sent. */
export const digestOfAnswer = (answer: Omit<SiteAnswerContent, 'verdict'> & { verdict: string | null }): string =>
  sha256Of(answerText(answer as SiteAnswerContent));

export const toAnswerView = (scope: TenantScope, row: AnswerRow): SiteAnswerView =>
  siteAnswerView.parse({ ...row, isMine: row.madeBy === scope.accountId });

export const readItems = async (tdb: TenantDb, scope: TenantScope, campaignId: string): Promise<OnsiteItem[]> =>
  onsiteItem.array().parse((await requireCampaign(tdb, scope, campaignId)).checklistItems);

/** The inspection for one who may write into it now. Its row is locked: what comes in of one inspection comes in turn. */
export const requireRunning = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
): Promise<InspectionRow & { accountId: string }> => {
  const inspection = await requireMyInspection(tdb, scope, inspectionId, findInspectionForUpdate);
  if (!takesFindings(inspection.state as InspectionState)) {
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${inspection.state}`);
  }
  return inspection;
};

export const requireItem = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspection: InspectionRow,
  code: string,
): Promise<OnsiteItem> => {
  const item = (await readItems(tdb, scope, inspection.campaignId)).find((candidate) => candidate.code === code);
  if (!item) throw new AppError('NOT_FOUND', `the checklist of ${inspection.campaignId} has no item ${code}`);
  return item;
};

/** Whatever is the first that comes in is the day of the inspection. */
export const markStarted = async (tdb: TenantDb, scope: TenantScope, inspection: InspectionRow): Promise<void> => {
  await startInspection(tdb, scope.tenantId, inspection.id);
  await startCampaign(tdb, scope.tenantId, inspection.campaignId);
};
