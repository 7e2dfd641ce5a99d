import type { TenantDb } from '@/db/client';
import { type FindingRow, listDraftsForUpdate, listPhotos, setFindingIssued } from '@/db/queries/finding.queries';
import { findInspectionForUpdate, type InspectionRow, setInspectionState } from '@/db/queries/inspection.queries';
import { type CampaignRow, nextNumber, readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import { checklistItem } from '@/server/domain/inspection/checklist';
import {
  DOCUMENT_BASIS,
  documentSeries,
  enforcementDocumentTitle,
  formatDocumentNumber,
} from '@/server/domain/inspection/enforcement-document';
import { type FindingDispatchBody, findingDispatchBody } from '@/server/domain/inspection/finding';
import { canMoveInspection } from '@/server/domain/inspection/states';
import type { FindingDocument, InspectionState } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from './draw-pool.ts';
import { requireMyInspection } from './require-inspection.ts';

interface Issuing {
  inspection: InspectionRow;
  campaign: CampaignRow;
  today: string;
}

const bodyOf = ({ inspection, campaign }: Issuing, finding: FindingRow): FindingDispatchBody => {
  const documentCode = finding.documentCode as FindingDocument;
  const items = checklistItem.array().parse(campaign.checklistItems);
  // Parsed, so that nothing but the named facts leaves with the document.
  return findingDispatchBody.parse({
    documentCode,
    documentTitle: enforcementDocumentTitle(documentCode),
    campaignTitle: campaign.title,
    noticeNumber: inspection.noticeNumber,
    inspectedOn: inspection.inspectedOn,
    number: finding.number,
    legalItem: finding.legalItem,
    checklistCode: finding.checklistCode,
    checklistText: items.find((item) => item.code === finding.checklistCode)?.zh ?? finding.checklistCode,
    severity: finding.severity,
    fact: finding.fact,
    basis: finding.basis,
    requirement: finding.requirement,
    ...DOCUMENT_BASIS[documentCode],
    pinned: finding.pinnedCopy,
  });
};

const issueOne = async (tdb: TenantDb, scope: TenantScope, issuing: Issuing, finding: FindingRow): Promise<string> => {
  const documentCode = finding.documentCode as FindingDocument;
  const year = Number(issuing.today.slice(0, 4));
  const sequence = await nextNumber(tdb, scope.tenantId, documentSeries(documentCode, year));
  const documentNumber = formatDocumentNumber(documentCode, scope.tenantName, year, sequence);
  const photos = await listPhotos(tdb, scope.tenantId, [finding.id]);
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: issuing.inspection.subjectTenantId,
    kind: 'finding',
    documentNumber,
    title: `${enforcementDocumentTitle(documentCode)}（${issuing.campaign.title}）`,
    body: bodyOf(issuing, finding),
    objectId: finding.id,
    dueOn: finding.dueOn,
    attachments: photos.map((photo) => photo.objectId),
  });
  const key = { tenantId: scope.tenantId, findingId: finding.id };
  await setFindingIssued(tdb, key, { dispatchId, issuedOn: issuing.today });
  return documentNumber;
};

/**
 * 下发 all drafts of an inspection, each as a document of its own, so that each answer has its finding.
 * @throws AppError FINDING_STATE_WRONG when there is no draft (a second time, for instance)
 */
export const issueFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<{ documentNumbers: string[] }> => {
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId, findInspectionForUpdate);
  const state = inspection.state as InspectionState;
  if (state !== 'rectifying' && !canMoveInspection(state, 'rectifying')) {
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${state}`);
  }
  const drafts = await listDraftsForUpdate(tdb, scope.tenantId, inspection.id);
  if (drafts.length === 0) throw new AppError('FINDING_STATE_WRONG', `inspection ${inspection.id} has no draft`);
  const { today } = await readClock(tdb);
  const late = drafts.find((finding) => finding.dueOn < today);
  if (late) throw new AppError('BAD_INPUT', `finding ${late.id} is due in the past`, { number: late.number });
  const campaign = await requireCampaign(tdb, scope, inspection.campaignId);
  const documentNumbers: string[] = [];
  // Counters are locked in one order of series, whatever the order of findings: two inspectors never wait in a circle.
  const bySeries = drafts.toSorted((a, b) => a.documentCode.localeCompare(b.documentCode) || a.number - b.number);
  for (const finding of bySeries) {
    documentNumbers.push(await issueOne(tdb, scope, { inspection, campaign, today }, finding));
  }
  await setInspectionState(tdb, scope.tenantId, inspection.id, 'rectifying');
  await audit(tdb, scope, {
    action: 'inspection.issueFindings',
    objectKind: 'inspection',
    objectId: inspection.id,
    objectLabel: inspection.subjectName,
    detail: { documentNumbers, findings: drafts.map((finding) => finding.id) },
  });
  return { documentNumbers };
};
