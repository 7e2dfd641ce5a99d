import { v7 as uuidv7 } from 'uuid';
import type { Pools, TenantDb } from '@/db/client';
import { insertFinding, nextFindingNumber, replacePhotos } from '@/db/queries/finding.queries';
import { findInspectionForUpdate, startInspection } from '@/db/queries/inspection.queries';
import { startCampaign } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import { type ChecklistItem, checklistItem } from '@/server/domain/inspection/checklist';
import type { AddFindingInput } from '@/server/domain/inspection/finding';
import { documentForSeverity, type InspectionState, takesFindings } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from './draw-pool.ts';
import { pinFinding } from './pin-finding.ts';
import { requireMyInspection } from './require-inspection.ts';

const findChecklistItem = async (
  tdb: TenantDb,
  scope: TenantScope,
  campaignId: string,
  code: string,
): Promise<ChecklistItem> => {
  const campaign = await requireCampaign(tdb, scope, campaignId);
  const item = checklistItem
    .array()
    .parse(campaign.checklistItems)
    .find((candidate) => candidate.code === code);
  if (!item) throw new AppError('NOT_FOUND', `checklist ${campaign.checklistCode} has no item ${code}`);
  return item;
};

/** 登记问题 as a draft. The legal matter follows from the checklist item, the kind of document from the severity. */
export const addFinding = async (
  pools: Pools,
  tdb: TenantDb,
  scope: TenantScope,
  input: AddFindingInput,
): Promise<{ id: string; number: number }> => {
  refuseClassified(input.fact, input.requirement, input.basis);
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId, findInspectionForUpdate);
  if (!takesFindings(inspection.state as InspectionState)) {
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${inspection.state}`);
  }
  const item = await findChecklistItem(tdb, scope, inspection.campaignId, input.checklistCode);
  const pinned = await pinFinding(pools, tdb, scope, inspection, { pin: input.pin, item });
  const key = { tenantId: scope.tenantId, findingId: uuidv7() };
  const number = await nextFindingNumber(tdb, scope.tenantId, inspection.id);
  await insertFinding(tdb, {
    ...pinned,
    tenantId: scope.tenantId,
    id: key.findingId,
    inspectionId: inspection.id,
    number,
    legalItem: item.legalItem,
    checklistCode: item.code,
    severity: input.severity,
    documentCode: input.documentCode ?? documentForSeverity(input.severity),
    fact: input.fact,
    basis: input.basis,
    requirement: input.requirement,
    dueOn: input.dueOn,
    reopensFindingId: null,
    createdBy: inspection.accountId,
  });
  await replacePhotos(tdb, key, input.photoObjectIds);
  await startInspection(tdb, scope.tenantId, inspection.id);
  await startCampaign(tdb, scope.tenantId, inspection.campaignId);
  await audit(tdb, scope, {
    action: 'inspection.addFinding',
    objectKind: 'finding',
    objectId: key.findingId,
    objectLabel: pinned.pinnedLabel,
    detail: { inspectionId: inspection.id, number, severity: input.severity, checklistCode: item.code },
  });
  return { id: key.findingId, number };
};
