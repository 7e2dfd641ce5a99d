import type { TenantDb } from '@/db/client';
import {
  type ExtensionRow,
  findExtensionRequest,
  listExtensions,
  moveDueDay,
} from '@/db/queries/finding-follow-up.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { findReceivedRow } from '@/db/queries/inspection-received.queries';
import { audit } from '@/server/audit/audit';
import {
  type AnswerExtensionInput,
  type AskExtensionInput,
  type ExtensionView,
  extensionAnswerBody,
  extensionRequestBody,
} from '@/server/domain/inspection/closure';
import { findingDispatchBody } from '@/server/domain/inspection/finding';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { closeTodo } from '@/server/features/platform';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireMyInspection } from '../require-inspection.ts';
import { requireFinding } from '../update-finding.ts';

export const toExtensionView = (row: ExtensionRow): ExtensionView => {
  const asked = extensionRequestBody.parse(row.body);
  const answer = extensionAnswerBody.nullable().parse(row.answerBody);
  return {
    requestDispatchId: row.requestDispatchId,
    findingId: row.findingId,
    askedAt: row.askedAt,
    askedUntil: asked.askedUntil,
    reason: asked.reason,
    answer:
      answer && row.answeredAt
        ? { granted: answer.granted, until: answer.until, reason: answer.reason, answeredAt: row.answeredAt }
        : null,
  };
};

/**
 * 申请延期 of one demand that still waits for its answer. One request waits at a time. It is no reply to the demand:
 * the demand goes on waiting for its answer.
 */
export const askExtension = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AskExtensionInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.reason);
  const document = await findReceivedRow(tdb, scope.tenantId, input.findingDispatchId);
  if (document?.kind !== 'finding' || !document.objectId) {
    throw new AppError('NOT_FOUND', `finding ${input.findingDispatchId} was not dispatched to ${scope.tenantId}`);
  }
  if (document.state !== 'waiting' && document.state !== 'returned') {
    throw new AppError('FINDING_STATE_WRONG', `finding ${document.dispatchId} is ${document.state}`);
  }
  const earlier = await listExtensions(tdb, scope.tenantId, [document.objectId]);
  if (earlier.some((row) => row.answeredAt === null)) {
    throw new AppError('FINDING_STATE_WRONG', `an extension of ${document.dispatchId} is asked already`);
  }
  const { today } = await readClock(tdb);
  if (input.askedUntil <= (document.dueOn ?? today) || input.askedUntil < today) {
    throw new AppError('BAD_INPUT', 'the day asked for lies before the one in force');
  }
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: document.senderTenantId,
    kind: 'extension_request',
    title: `延期申请：${document.documentNumber ?? document.title}`,
    body: extensionRequestBody.parse({
      findingNumber: findingDispatchBody.parse(document.body).number,
      documentNumber: document.documentNumber,
      findingDispatchId: document.dispatchId,
      dueOn: document.dueOn,
      askedUntil: input.askedUntil,
      reason: input.reason,
    }),
    objectId: document.objectId,
  });
  await audit(tdb, scope, {
    action: 'closure.askExtension',
    objectKind: 'dispatch',
    objectId: document.dispatchId,
    objectLabel: document.documentNumber ?? document.title,
    detail: { askedUntil: input.askedUntil, reason: input.reason },
  });
  return { dispatchId: sent.id };
};

/** 批复延期: granted until a day, or refused; with the reason either way. The paper keeps its first day. */
export const answerExtension = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerExtensionInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.reason);
  const request = await findExtensionRequest(tdb, scope.tenantId, input.requestDispatchId);
  if (!request?.findingId) throw new AppError('NOT_FOUND', `request ${input.requestDispatchId} is not here`);
  const finding = await requireFinding(tdb, scope, request.findingId);
  const inspection = await requireMyInspection(tdb, scope, finding.inspectionId);
  const asked = extensionRequestBody.parse(request.body);
  // A unit may name any finding in what it sends: only the one that it was sent counts.
  if (inspection.subjectTenantId !== request.senderTenantId || asked.findingDispatchId !== finding.dispatchId) {
    throw new AppError('NOT_FOUND', `request ${input.requestDispatchId} is about nothing that was sent`);
  }
  if (finding.state !== 'issued' && finding.state !== 'returned') {
    throw new AppError('FINDING_STATE_WRONG', `finding ${finding.id} is ${finding.state}`);
  }
  const until = input.granted ? (input.until ?? null) : null;
  if (until !== null && until <= finding.dueOn) throw new AppError('BAD_INPUT', 'the new day is no later');
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: inspection.subjectTenantId,
    kind: 'extension_answer',
    title: `${input.granted ? '同意延期' : '不同意延期'}：${asked.documentNumber ?? finding.checklistCode}`,
    body: extensionAnswerBody.parse({
      findingNumber: finding.number,
      documentNumber: asked.documentNumber,
      granted: input.granted,
      until,
      reason: input.reason,
    }),
    objectId: finding.id,
    inReplyTo: input.requestDispatchId,
  });
  if (until !== null && finding.dispatchId) {
    const key = { tenantId: scope.tenantId, findingId: finding.id, dispatchId: finding.dispatchId };
    await moveDueDay(tdb, key, until);
    await closeTodo(tdb, scope, { kind: 'inspection.overdue', objectId: finding.id });
    await closeTodo(tdb, scope, { kind: 'inspection.overdueLeader', objectId: finding.id });
  }
  await audit(tdb, scope, {
    action: 'closure.answerExtension',
    objectKind: 'finding',
    objectId: finding.id,
    objectLabel: finding.pinnedLabel,
    detail: { granted: input.granted, before: finding.dueOn, until, reason: input.reason },
  });
  return { dispatchId: sent.id };
};
