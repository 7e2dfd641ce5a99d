import type { TenantDb } from '@/db/client';
import { setFindingVerdict } from '@/db/queries/finding.queries';
import { listAnswers } from '@/db/queries/inspection-answer.queries';
import { nextNumber, readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  documentSeries,
  enforcementDocumentTitle,
  formatDocumentNumber,
} from '@/server/domain/inspection/enforcement-document';
import type { VerifyFindingInput } from '@/server/domain/inspection/finding';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireMyInspection } from './require-inspection.ts';
import { requireFinding } from './update-finding.ts';

/** 复核 of the answer that waits: accepted, or returned with the reason. The unit is told either way. */
export const verifyFinding = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: VerifyFindingInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.reason);
  const finding = await requireFinding(tdb, scope, input.findingId);
  const inspection = await requireMyInspection(tdb, scope, finding.inspectionId);
  const answers = finding.dispatchId ? await listAnswers(tdb, scope.tenantId, [finding.dispatchId]) : [];
  const waiting = answers.findLast((answer) => answer.verdictAt === null);
  if (!waiting || (finding.state !== 'issued' && finding.state !== 'returned')) {
    throw new AppError('FINDING_STATE_WRONG', `finding ${finding.id} is ${finding.state}, no answer waits`);
  }
  const year = Number((await readClock(tdb)).today.slice(0, 4));
  const sequence = await nextNumber(tdb, scope.tenantId, documentSeries('RECHECK', year));
  const documentNumber = formatDocumentNumber('RECHECK', scope.tenantName, year, sequence);
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: inspection.subjectTenantId,
    kind: 'verification',
    documentNumber,
    title: `${enforcementDocumentTitle('RECHECK')}（${finding.pinnedLabel ?? finding.checklistCode}）`,
    body: { findingNumber: finding.number, documentNumber, accepted: input.accepted, reason: input.reason },
    objectId: finding.id,
    inReplyTo: waiting.dispatchId,
  });
  await setFindingVerdict(tdb, { tenantId: scope.tenantId, findingId: finding.id }, input.accepted);
  await audit(tdb, scope, {
    action: input.accepted ? 'inspection.verifyFinding' : 'inspection.returnFinding',
    objectKind: 'finding',
    objectId: finding.id,
    objectLabel: finding.pinnedLabel,
    detail: { documentNumber, reason: input.reason },
  });
  return { dispatchId: sent.id };
};
