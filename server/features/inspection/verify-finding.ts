import type { TenantDb } from '@/db/client';
import { setFindingVerdict } from '@/db/queries/finding.queries';
import { listAnswers } from '@/db/queries/inspection-answer.queries';
import { audit } from '@/server/audit/audit';
import type { VerifyFindingInput } from '@/server/domain/inspection/finding';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { closeTodo } from '@/server/features/platform';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { makeDocument, type Press } from './documents/make-document.ts';
import { requireCampaign } from './draw-pool.ts';
import { requireMyInspection } from './require-inspection.ts';
import { requireFinding } from './update-finding.ts';

/** 复核 of the answer that waits: accepted, or returned with the reason. The unit is told either way. */
export const verifyFinding = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
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
  const { number, fact, basis, requirement, dueOn } = finding;
  const made = await makeDocument(tdb, scope, press, {
    code: 'RECHECK',
    inspection,
    campaign: await requireCampaign(tdb, scope, inspection.campaignId),
    demands: [{ number, fact, basis, requirement, dueOn }],
    text: `${input.accepted ? '复查结论：整改到位。' : '复查结论：整改不到位，请继续整改后重新报送。'}${input.reason}`,
    isSent: true,
  });
  const { documentNumber } = made;
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: inspection.subjectTenantId,
    kind: 'verification',
    documentNumber,
    title: `${made.title}（${finding.pinnedLabel ?? finding.checklistCode}）`,
    body: { findingNumber: finding.number, documentNumber, accepted: input.accepted, reason: input.reason },
    objectId: finding.id,
    inReplyTo: waiting.dispatchId,
    attachments: [made.objectId],
  });
  await setFindingVerdict(tdb, { tenantId: scope.tenantId, findingId: finding.id }, input.accepted);
  if (input.accepted) {
    await closeTodo(tdb, scope, { kind: 'inspection.overdue', objectId: finding.id });
    await closeTodo(tdb, scope, { kind: 'inspection.overdueLeader', objectId: finding.id });
  }
  await audit(tdb, scope, {
    action: input.accepted ? 'inspection.verifyFinding' : 'inspection.returnFinding',
    objectKind: 'finding',
    objectId: finding.id,
    objectLabel: finding.pinnedLabel,
    detail: { documentNumber, reason: input.reason },
  });
  return { dispatchId: sent.id };
};
