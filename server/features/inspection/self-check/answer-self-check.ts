import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { listNewestRuns } from '@/db/queries/probes/probe.queries';
import { listSelfAnswers, saveSelfAnswer } from '@/db/queries/self-check.queries';
import {
  findReceivedRequest,
  findSelfFile,
  listSelfFiles,
  reopenSelfCheckRow,
  replaceSelfFiles,
  submitSelfCheckRow,
} from '@/db/queries/self-check-paper.queries';
import { audit } from '@/server/audit/audit';
import { type SelfCheckBody, selfCheckBody } from '@/server/domain/inspection/checklist-review';
import { scoreChecklist } from '@/server/domain/inspection/scoring';
import type { AnswerSelfCheckInput } from '@/server/domain/inspection/self-check';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireItem } from '../checklist/answer-item.ts';
import { settledValues } from '../checklist/settled-values.ts';
import { toProbeResult } from '../probe/probe.mapper.ts';
import { requireSelfCheck } from './open-self-check.ts';

/** 自查一项. After it was sent in a change makes it a draft again: what the bureau has is what was sent. */
export const answerSelfCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerSelfCheckInput,
): Promise<{ rowVersion: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an answer needs a person');
  refuseClassified(input.note);
  const check = await requireSelfCheck(tdb, scope, input.selfCheckId, { lock: true });
  const item = requireItem(check.list, input.itemCode);
  const values = settledValues(item, input);
  const key = { tenantId: scope.tenantId, selfCheckId: check.id, itemCode: item.code };
  const saved = { ...values, answeredBy: scope.accountId, answeredByName: scope.actorName };
  if (!(await saveSelfAnswer(tdb, key, input.rowVersion, saved)))
    throw new AppError('STALE_VERSION', `item ${item.code} was answered meanwhile`);
  const wanted = [...new Set(input.objectIds)];
  if ((await replaceSelfFiles(tdb, key, wanted)) !== wanted.length)
    throw new AppError('NOT_FOUND', 'a file is not stored in this tenant');
  await reopenSelfCheckRow(tdb, { tenantId: scope.tenantId, id: check.id });
  await audit(tdb, scope, {
    action: 'selfCheck.answer',
    objectKind: 'self_check',
    objectId: check.id,
    objectLabel: `${check.title} ${item.code}`,
    detail: { itemCode: item.code, ...values, files: wanted.length },
  });
  return { rowVersion: input.rowVersion + 1 };
};

/** What goes to the bureau: answers, the figures that the unit let be found, the score by the frozen list. */
export const selfCheckBodyOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  check: Awaited<ReturnType<typeof requireSelfCheck>>,
): Promise<{ body: SelfCheckBody; objectIds: string[]; open: number }> => {
  const answers = await listSelfAnswers(tdb, scope.tenantId, check.id);
  const files = await listSelfFiles(tdb, scope.tenantId, check.id);
  const asked = new Set(check.list.items.flatMap((item) => item.probes));
  const runs = (await listNewestRuns(tdb, scope.tenantId, null)).filter((run) => asked.has(run.probeCode));
  const score = scoreChecklist(
    check.list,
    selfCheckBody.shape.answers.parse(answers.map((answer) => ({ ...answer, objectIds: [] }))),
  );
  const body = selfCheckBody.parse({
    submittedByName: scope.actorName,
    submittedOn: (await readClock(tdb)).today,
    percent: score.percent,
    gradeName: score.grade?.zh ?? null,
    answers: answers.map((answer) => ({
      ...answer,
      objectIds: files.filter((file) => file.itemCode === answer.itemCode).map((file) => file.objectId),
    })),
    probes: runs.map(toProbeResult),
  });
  return { body, objectIds: [...new Set(files.map((file) => file.objectId))], open: score.open };
};

/** 报送自查 to whoever asked; sent again, the newest counts. One that nobody asked for is only closed. */
export const submitSelfCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { selfCheckId: string },
): Promise<{ dispatchId: string | null }> => {
  const check = await requireSelfCheck(tdb, scope, input.selfCheckId, { lock: true });
  if (check.state === 'submitted') throw new AppError('SELF_CHECK_SENT', `self-check ${check.id} was sent already`);
  const { body, objectIds, open } = await selfCheckBodyOf(tdb, scope, check);
  if (open > 0) throw new AppError('SELF_CHECK_OPEN_ITEMS', `${open} items are open`, { items: open });
  let dispatchId: string | null = null;
  if (check.requestDispatchId !== null && check.askerTenantId !== null) {
    const request = await findReceivedRequest(tdb, scope.tenantId, check.requestDispatchId);
    const sent = await sendDispatch(tdb, scope, {
      addresseeTenantId: check.askerTenantId,
      kind: 'self_check',
      title: check.title.replace(/^(自查|自评)通知/, '$1情况'),
      body,
      ...(request?.objectId ? { objectId: request.objectId } : {}),
      inReplyTo: check.requestDispatchId,
      attachments: objectIds,
    });
    dispatchId = sent.id;
  }
  const key = { tenantId: scope.tenantId, id: check.id };
  await submitSelfCheckRow(tdb, key, { submittedByName: scope.actorName, answerDispatchId: dispatchId });
  await audit(tdb, scope, {
    action: 'selfCheck.submit',
    objectKind: 'self_check',
    objectId: check.id,
    objectLabel: check.title,
    detail: { percent: body.percent, files: objectIds.length, dispatchId },
  });
  return { dispatchId };
};

/** A file of the unit's own answer. */
export const downloadSelfFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { selfCheckId: string; itemCode: string; objectId: string },
): Promise<FileReference> => {
  const { id: selfCheckId } = await requireSelfCheck(tdb, scope, input.selfCheckId);
  const file = await findSelfFile(tdb, { ...input, selfCheckId, tenantId: scope.tenantId });
  if (!file) throw new AppError('NOT_FOUND', `item ${input.itemCode} has no file ${input.objectId}`);
  return { tenantId: scope.tenantId, ...file };
};
