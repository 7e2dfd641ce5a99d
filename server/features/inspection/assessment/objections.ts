import type { TenantDb } from '@/db/client';
import { findMine } from '@/db/queries/assessment-mine.queries';
import { updateSheet } from '@/db/queries/assessment-sheet.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import type { AnswerObjectionInput } from '@/server/domain/assessment/assessment';
import { type ObjectInput, objectionBody, scoreBody } from '@/server/domain/assessment/assessment-exchange';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { reached, requireWhole, scoreBodyOf, scoreOf } from './score-sheet.ts';
import { requireSheet } from './sheets.ts';

/** 提出异议 to the score of one's own unit: once, within its time. */
export const objectToScore = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ObjectInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.reason);
  const mine = await findMine(tdb, scope.tenantId, input.scoreDispatchId);
  if (!mine) throw new AppError('NOT_FOUND', `score ${input.scoreDispatchId} was not sent to this tenant`);
  if (mine.objectionId !== null) throw new AppError('OBJECTION_ALREADY_RAISED', `sheet ${mine.sheetId}`);
  const { objectionUntil } = scoreBody.parse(mine.body);
  const { today } = await readClock(tdb);
  if (objectionUntil === null || objectionUntil < today || mine.resultBody !== null)
    throw new AppError('STEP_PASSED', `objections to ${mine.sheetId} were possible until ${objectionUntil}`);
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: mine.officeTenantId,
    kind: 'assessment_objection',
    title: mine.title.replace(/^考核评分/, '考核异议'),
    body: objectionBody.parse({ reason: input.reason, raisedBy: scope.actorName }),
    objectId: mine.sheetId,
    inReplyTo: mine.scoreDispatchId,
    attachments: input.proofObjectIds,
  });
  await audit(tdb, scope, {
    action: 'assessment.object',
    objectKind: 'dispatch',
    objectId: mine.scoreDispatchId,
    objectLabel: mine.title,
    detail: { reason: input.reason, files: input.proofObjectIds.length },
  });
  return { dispatchId };
};

/** 答复异议: what the items say now is the score; it goes to the unit with the reason and stands. */
export const answerObjection = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerObjectionInput,
): Promise<{ percent: number }> => {
  refuseClassified(input.answer);
  const sheet = await requireSheet(tdb, scope, input.sheetId, { lock: true });
  if (sheet.standing !== 'objected' || sheet.objectionId === null)
    throw new AppError('STEP_PASSED', `sheet ${sheet.id} is ${sheet.standing}`);
  const scored = await scoreOf(tdb, scope, sheet);
  const percent = requireWhole(sheet, scored.score);
  const { today } = await readClock(tdb);
  const said = { opinion: sheet.opinion, scoredBy: scope.actorName, objectionUntil: null };
  const { id: scoreDispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: sheet.subjectTenantId,
    kind: 'assessment_score',
    title: `考核评分（${sheet.title}）`,
    body: scoreBodyOf(sheet, scored, { ...said, objectionAnswer: input.answer }),
    objectId: sheet.id,
    inReplyTo: sheet.objectionId,
  });
  await updateSheet(
    tdb,
    { tenantId: scope.tenantId, id: sheet.id },
    {
      ...reached(scored.score, percent),
      scoreDispatchId,
      scoredOn: today,
      scoredByName: scope.actorName,
      objectionUntil: null,
      objectionDispatchId: sheet.objectionId,
      objectionAnswer: input.answer,
    },
  );
  await audit(tdb, scope, {
    action: 'assessment.answerObjection',
    objectKind: 'assessment_sheet',
    objectId: sheet.id,
    objectLabel: sheet.subjectName,
    detail: { was: sheet.percent, is: percent, answer: input.answer },
  });
  return { percent };
};
