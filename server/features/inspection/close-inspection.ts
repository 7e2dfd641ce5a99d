import type { TenantDb } from '@/db/client';
import { countUnsettled } from '@/db/queries/finding.queries';
import { closeInspectionRow, findInspectionForUpdate, type InspectionRow } from '@/db/queries/inspection.queries';
import {
  closeCampaignWhenDone,
  findCampaignForUpdate,
  nextNumber,
  readClock,
} from '@/db/queries/inspection-campaign.queries';
import { countUndecided } from '@/db/queries/look-back.queries';
import { recordUnitScore } from '@/db/queries/unit-score.queries';
import { audit } from '@/server/audit/audit';
import {
  documentSeries,
  enforcementDocumentTitle,
  formatDocumentNumber,
} from '@/server/domain/inspection/enforcement-document';
import type { CloseInspectionInput } from '@/server/domain/inspection/inspection';
import { onsiteItem } from '@/server/domain/inspection/onsite';
import { canMoveInspection } from '@/server/domain/inspection/states';
import type { InspectionState } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { closeTodo } from '@/server/features/platform';
import { endGrant, sendDispatch } from '@/server/features/tenancy';
import type { ObjectStore } from '@/server/objects/object-store';
import { type StoredUpload, storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { type FinalScore, readFinalScore } from './checklist/final-score.ts';
import { requireCampaign } from './draw-pool.ts';
import { readFindings } from './finding-views.ts';
import { type RecordFacts, renderInspectionRecord } from './inspection-record.ts';
import { requirePictures } from './onsite/require-picture.ts';
import { requireMyInspection } from './require-inspection.ts';

const RECORD_BYTES = 64 * 1024 * 1024;

const requireClosable = async (tdb: TenantDb, scope: TenantScope, inspection: InspectionRow): Promise<void> => {
  if (!canMoveInspection(inspection.state as InspectionState, 'closed')) {
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${inspection.state}`);
  }
  const { campaignId, subjectTenantId } = inspection;
  // A look-back is done when each of the past findings has been said to be settled or taken up again.
  const open =
    (await countUnsettled(tdb, scope.tenantId, inspection.id)) +
    (await countUndecided(tdb, { tenantId: scope.tenantId, campaignId, subjectTenantId }));
  if (open > 0) throw new AppError('FINDINGS_OPEN', `${open} findings of ${inspection.id} are not settled`, { open });
};

interface Closing extends RecordFacts {
  /** Null where no item of the list was judged. */
  score: FinalScore | null;
}

const sendRecord = async (tdb: TenantDb, scope: TenantScope, facts: Closing, record: StoredUpload) => {
  const { inspection, campaign } = facts;
  const documentTitle = enforcementDocumentTitle('RECORD');
  await sendDispatch(tdb, scope, {
    addresseeTenantId: inspection.subjectTenantId,
    kind: 'inspection_record',
    documentNumber: facts.documentNumber,
    title: `${documentTitle}（${campaign.title}）`,
    body: {
      campaignTitle: campaign.title,
      documentTitle,
      noticeNumber: inspection.noticeNumber,
      result: facts.result,
      conclusion: facts.conclusion,
      findings: facts.findings.length,
      score: facts.score?.percent ?? null,
      grade: facts.score?.gradeName ?? null,
    },
    objectId: inspection.id,
    attachments: [record.id],
  });
};

const gatherFacts = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspection: InspectionRow,
  input: CloseInspectionInput,
): Promise<Closing> => {
  // The campaign's row is the lock under which two last inspections agree who closes it.
  const campaign = await requireCampaign(tdb, scope, inspection.campaignId, findCampaignForUpdate);
  const { today } = await readClock(tdb);
  const year = Number(today.slice(0, 4));
  const sequence = await nextNumber(tdb, scope.tenantId, documentSeries('RECORD', year));
  return {
    campaign,
    inspection,
    findings: await readFindings(tdb, scope, inspection.id),
    closedOn: today,
    documentNumber: formatDocumentNumber('RECORD', scope.tenantName, year, sequence),
    result: input.result,
    conclusion: input.conclusion,
    score: await readFinalScore(tdb, scope, inspection.id),
  };
};

/** Keeps the row as closed, with what it came to; the unit's last score is what later draws are stratified by. */
const keepClosed = async (tdb: TenantDb, scope: TenantScope, facts: Closing, record: StoredUpload): Promise<void> => {
  const { inspection, score, closedOn } = facts;
  const { tenantId } = scope;
  await closeInspectionRow(
    tdb,
    { tenantId, inspectionId: inspection.id },
    {
      conclusion: facts.conclusion,
      result: facts.result,
      closedOn,
      inspectedOn: inspection.inspectedOn ?? closedOn,
      recordObjectId: record.id,
      scorePercent: score?.percent ?? null,
      scoreGrade: score?.gradeName ?? null,
      scoreSections: JSON.stringify(score?.sections ?? []),
    },
  );
  if (!score) return;
  const unit = { tenantId, unitTenantId: inspection.subjectTenantId };
  await recordUnitScore(tdb, unit, { lastScore: score.percent, lastScoreOn: closedOn, updatedByName: scope.actorName });
};

/**
 * 办结: makes the record, ends the grant, sends the record to the unit. A closed inspection is evidence: it never
 * reopens. No record, no closing: both are one transaction.
 */
export const closeInspection = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: CloseInspectionInput,
): Promise<{ recordObjectId: string; documentNumber: string }> => {
  refuseClassified(input.conclusion);
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId, findInspectionForUpdate);
  await requireClosable(tdb, scope, inspection);
  const facts = await gatherFacts(tdb, scope, inspection, input);
  const items = onsiteItem.array().parse(facts.campaign.checklistItems);
  await requirePictures(tdb, scope, inspection.id, items);
  const record = await storeUpload(tdb, scope, objects, {
    stream: await renderInspectionRecord(tdb, scope, objects, facts),
    fileName: `检查记录_${inspection.subjectName}_${facts.documentNumber}.pdf`,
    maxBytes: RECORD_BYTES,
    accept: ['application/pdf'],
  });
  await keepClosed(tdb, scope, facts, record);
  if (inspection.grantId) {
    await endGrant(tdb, scope, { grantId: inspection.grantId, reason: `检查办结（${facts.documentNumber}）` });
  }
  await sendRecord(tdb, scope, facts, record);
  await closeTodo(tdb, scope, { kind: 'inspection.inspect', objectId: inspection.id });
  await closeCampaignWhenDone(tdb, scope.tenantId, inspection.campaignId);
  await audit(tdb, scope, {
    action: 'inspection.close',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: inspection.subjectName,
    detail: {
      documentNumber: facts.documentNumber,
      result: input.result,
      sha256: record.sha256,
      score: facts.score?.percent ?? null,
    },
  });
  return { recordObjectId: record.id, documentNumber: facts.documentNumber };
};
