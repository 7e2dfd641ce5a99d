import type { TenantDb } from '@/db/client';
import { type FindingRow, listDraftsForUpdate, listPhotos, setFindingIssued } from '@/db/queries/finding.queries';
import {
  findInspectionForUpdate,
  findInspectionGrant,
  type InspectionRow,
  setInspectionState,
} from '@/db/queries/inspection.queries';
import { type CampaignRow, readClock } from '@/db/queries/inspection-campaign.queries';
import { listNewestRuns, type ProbeRunRow } from '@/db/queries/probes/probe.queries';
import { audit } from '@/server/audit/audit';
import { checklistItem } from '@/server/domain/inspection/checklist';
import { DOCUMENT_BASIS } from '@/server/domain/inspection/enforcement-document';
import { type FindingDispatchBody, findingDispatchBody, type PinnedPlaceRef } from '@/server/domain/inspection/finding';
import { isProbeCode } from '@/server/domain/inspection/probes';
import { canMoveInspection } from '@/server/domain/inspection/states';
import { FINDING_DOCUMENTS, type FindingDocument, type InspectionState } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { type MadeDocument, makeDocument, type Press } from './documents/make-document.ts';
import { requireCampaign } from './draw-pool.ts';
import { toProbeResult } from './probe/probe.mapper.ts';
import { requireMyInspection } from './require-inspection.ts';

interface Issuing {
  /** The newest result of every probe: what the demand rests on, as far as the system has looked. */
  runs: readonly ProbeRunRow[];
  probeYears: FindingDispatchBody['probeYears'];
  inspection: InspectionRow;
  campaign: CampaignRow;
  today: string;
}

/** A room or a box that was chosen in the unit's own books; one that was only described has no row there. */
const placeOf = ({ pinnedKind, pinnedId }: FindingRow): PinnedPlaceRef | null =>
  pinnedId !== null && (pinnedKind === 'room' || pinnedKind === 'box') ? { kind: pinnedKind, id: pinnedId } : null;

const bodyOf = (
  { inspection, campaign, runs, probeYears }: Issuing,
  finding: FindingRow,
  title: string,
): FindingDispatchBody => {
  const documentCode = finding.documentCode as FindingDocument;
  const item = checklistItem
    .array()
    .parse(campaign.checklistItems)
    .find((candidate) => candidate.code === finding.checklistCode);
  // Parsed, so that nothing but the named facts leaves with the document.
  return findingDispatchBody.parse({
    documentCode,
    documentTitle: title,
    campaignTitle: campaign.title,
    noticeNumber: inspection.noticeNumber,
    inspectedOn: inspection.inspectedOn,
    number: finding.number,
    legalItem: finding.legalItem,
    checklistCode: finding.checklistCode,
    checklistText: item?.zh ?? finding.checklistCode,
    severity: finding.severity,
    fact: finding.fact,
    basis: finding.basis,
    requirement: finding.requirement,
    ...DOCUMENT_BASIS[documentCode],
    pinned: finding.pinnedCopy,
    pinnedFacts: finding.pinnedFacts,
    pinnedRecord: finding.pinnedCopy,
    pinnedEntryId: finding.pinnedKind === 'register_entry' ? finding.pinnedId : null,
    pinnedPlace: placeOf(finding),
    probeCodes: (item?.probes ?? []).filter(isProbeCode),
    probeYears,
    probes: runs.filter((run) => run.itemCode === finding.checklistCode).map(toProbeResult),
  });
};

/** Each demand goes out by itself, so that each is answered by itself; the paper goes with every one of them. */
const sendDemand = async (
  tdb: TenantDb,
  scope: TenantScope,
  issuing: Issuing,
  { finding, made }: { finding: FindingRow; made: MadeDocument },
): Promise<void> => {
  const photos = await listPhotos(tdb, scope.tenantId, [finding.id]);
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: issuing.inspection.subjectTenantId,
    kind: 'finding',
    documentNumber: made.documentNumber,
    title: `${made.title}（${issuing.campaign.title}）`,
    body: bodyOf(issuing, finding, made.title),
    objectId: finding.id,
    dueOn: finding.dueOn,
    attachments: [...photos.map((photo) => photo.objectId), made.objectId],
  });
  const key = { tenantId: scope.tenantId, findingId: finding.id };
  const issue = { dispatchId, issuedOn: issuing.today, documentId: made.id, firstDueOn: finding.dueOn };
  await setFindingIssued(tdb, key, issue);
};

const issueTogether = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  issuing: Issuing,
  findings: readonly FindingRow[],
): Promise<string> => {
  const { inspection, campaign } = issuing;
  const made = await makeDocument(tdb, scope, press, {
    code: findings[0]?.documentCode as FindingDocument,
    inspection,
    campaign,
    demands: findings.map(({ number, fact, basis, requirement, dueOn }) => ({
      number,
      fact,
      basis,
      requirement,
      dueOn,
    })),
    dueOn: findings
      .map((finding) => finding.dueOn)
      .sort()
      .at(-1),
    isSent: true,
  });
  for (const finding of findings) await sendDemand(tdb, scope, issuing, { finding, made });
  return made.documentNumber;
};

/**
 * 下发 all drafts of an inspection by the terms of the law: hazards in one order to remedy, violations in one order to
 * correct, the rest in one paper of advice. Each demand is answered by itself.
 * @throws AppError FINDING_STATE_WRONG when there is no draft (a second time, for instance)
 */
export const issueFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
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
  const grant = inspection.grantId ? await findInspectionGrant(tdb, scope.tenantId, inspection.grantId) : undefined;
  const issuing: Issuing = {
    inspection,
    campaign,
    today,
    runs: await listNewestRuns(tdb, scope.tenantId, inspection.id),
    probeYears: grant ? { from: grant.yearFrom, to: grant.yearTo } : null,
  };
  const documentNumbers: string[] = [];
  // Counters are locked in one order of series, whatever the order of findings: two inspectors never wait in a circle.
  for (const code of FINDING_DOCUMENTS) {
    const findings = drafts.filter((finding) => finding.documentCode === code);
    if (findings.length === 0) continue;
    documentNumbers.push(await issueTogether(tdb, scope, press, issuing, findings));
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
