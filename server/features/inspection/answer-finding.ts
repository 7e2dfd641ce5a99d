import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  insertRectification,
  listAnswers,
  lockAnswers,
  settleRectification,
} from '@/db/queries/inspection-answer.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { findReceivedRow } from '@/db/queries/inspection-received.queries';
import { audit } from '@/server/audit/audit';
import { type AnswerFindingInput, findingDispatchBody } from '@/server/domain/inspection/finding';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { readRectified } from './closure/rectified-record.ts';
import { compareWithOwn } from './probe/demand-probes.ts';

/**
 * 整改回复: the unit's own row, and a dispatch with the proofs that the inspector reads. One answer waits at a time;
 * after a returned one the next may follow. Where the demand is about a record, what was changed in it goes along.
 */
export const answerFinding = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerFindingInput,
): Promise<{ dispatchId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an answer needs a person');
  refuseClassified(input.measure);
  await lockAnswers(tdb, input.findingDispatchId);
  const document = await findReceivedRow(tdb, scope.tenantId, input.findingDispatchId);
  if (document?.kind !== 'finding' || !document.objectId) {
    throw new AppError('NOT_FOUND', `finding ${input.findingDispatchId} was not dispatched to ${scope.tenantId}`);
  }
  if (document.state !== 'waiting' && document.state !== 'returned') {
    throw new AppError('FINDING_STATE_WRONG', `finding ${document.dispatchId} is ${document.state}`);
  }
  if (input.doneOn > (await readClock(tdb)).today) throw new AppError('BAD_INPUT', 'the measure lies in the future');
  const last = (await listAnswers(tdb, scope.tenantId, [document.dispatchId])).at(-1);
  if (last) {
    await settleRectification(tdb, { tenantId: scope.tenantId, answerDispatchId: last.dispatchId }, 'returned');
  }
  const finding = findingDispatchBody.parse(document.body);
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: document.senderTenantId,
    kind: 'rectification',
    title: `整改回复：${document.documentNumber ?? document.title}`,
    body: {
      findingNumber: finding.number,
      documentNumber: document.documentNumber,
      measure: input.measure,
      doneOn: input.doneOn,
      record: await readRectified(tdb, scope, finding),
      probes: (await compareWithOwn(tdb, scope, finding)).flatMap((probe) => probe.now ?? []),
    },
    objectId: document.objectId,
    inReplyTo: document.dispatchId,
    attachments: input.proofObjectIds,
  });
  await insertRectification(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    findingTenantId: document.senderTenantId,
    findingId: document.objectId,
    findingDispatchId: document.dispatchId,
    measure: input.measure,
    doneOn: input.doneOn,
    dispatchId: sent.id,
    submittedBy: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'inspection.answerFinding',
    objectKind: 'dispatch',
    objectId: document.dispatchId,
    objectLabel: document.documentNumber ?? document.title,
    detail: { measure: input.measure, doneOn: input.doneOn, proofs: input.proofObjectIds.length },
  });
  return { dispatchId: sent.id };
};
