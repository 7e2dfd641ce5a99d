import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertGuidanceEvents } from '@/db/queries/guidance.queries';
import {
  findQuestion,
  findQuestionSubject,
  insertReply,
  type QuestionRow,
} from '@/db/queries/guidance-question.queries';
import { nextNumber, readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type AnswerInput,
  type AskAgainInput,
  type AskInput,
  answerBody,
  type CloseQuestionInput,
  closeBody,
  questionBody,
} from '@/server/domain/guidance/guidance-question';
import { ANSWER_WORKING_DAYS } from '@/server/domain/guidance/guidance-vocabulary';
import { documentNumberOf } from '@/server/domain/inspection/document-forms';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addWorkingDays } from '@/server/domain/shared/working-days';
import { nearestSuperior, sendDispatch } from '@/server/features/tenancy';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

const LONGEST_RESULT = 2000;

/** 答复时限 by the rule; open where the arrangement of a year in between is not known. */
const answerDueOn = (today: string): string | undefined => {
  const due = addWorkingDays(today, ANSWER_WORKING_DAYS, WORK_CALENDAR);
  return due.kind === 'known' ? due.date : undefined;
};

/** A thread that this tenant is the given side of. The other side, and strangers, are answered alike. */
const requireThread = async (
  tdb: TenantDb,
  scope: TenantScope,
  questionId: string,
  side: 'unitTenantId' | 'officeTenantId',
): Promise<QuestionRow> => {
  const row = await findQuestion(tdb, scope.tenantId, questionId);
  if (!row || row[side] !== scope.tenantId) {
    throw new AppError('NOT_FOUND', `question ${questionId} has tenant ${scope.tenantId} not as ${side}`);
  }
  return row;
};

/** 咨询: a question to the superior, about something of one's own or something that was received. */
export const askQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AskInput,
): Promise<{ questionId: string; dueOn: string | null }> => {
  refuseClassified(input.title, input.words, input.aboutLabel);
  const { about, aboutId = null } = input;
  const known = aboutId === null ? null : await findQuestionSubject(tdb, scope.tenantId, about, aboutId);
  if (aboutId !== null && known === null) throw new AppError('NOT_FOUND', `${about} ${aboutId} is not of this tenant`);
  refuseClassified(known);
  const office = await nearestSuperior(tdb);
  const questionId = uuidv7();
  const dueOn = answerDueOn((await readClock(tdb)).today);
  const aboutLabel = known ?? input.aboutLabel ?? null;
  await sendDispatch(tdb, scope, {
    addresseeTenantId: office.tenantId,
    kind: 'question',
    title: input.title,
    body: questionBody.parse({ about, aboutId, aboutLabel, words: input.words, askedBy: scope.actorName }),
    objectId: questionId,
    dueOn,
    attachments: input.fileObjectIds,
  });
  await audit(tdb, scope, {
    action: 'guidance.ask',
    objectKind: 'question',
    objectId: questionId,
    objectLabel: input.title,
    detail: { to: office.name, about, dueOn: dueOn ?? null },
  });
  return { questionId, dueOn: dueOn ?? null };
};

/** 追问: a further question in the same thread, which is open again by it. */
export const askAgain = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AskAgainInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.words);
  const row = await requireThread(tdb, scope, input.questionId, 'unitTenantId');
  const { about, aboutId, aboutLabel } = row;
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: row.officeTenantId,
    kind: 'question',
    title: row.title,
    body: questionBody.parse({ about, aboutId, aboutLabel, words: input.words, askedBy: scope.actorName }),
    objectId: row.id,
    inReplyTo: row.lastAnswerId ?? row.lastQuestionId,
    dueOn: answerDueOn((await readClock(tdb)).today),
    attachments: input.fileObjectIds,
  });
  await audit(tdb, scope, {
    action: 'guidance.askAgain',
    objectKind: 'question',
    objectId: row.id,
    objectLabel: row.title,
  });
  return { dispatchId };
};

/** 办结: the unit says that it is served, and whether the answer was of use. */
export const closeQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CloseQuestionInput,
): Promise<{ dispatchId: string }> => {
  const row = await requireThread(tdb, scope, input.questionId, 'unitTenantId');
  if (row.state !== 'answered' || row.lastAnswerId === null) {
    throw new AppError('STEP_PASSED', `question ${row.id} is ${row.state}`);
  }
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: row.officeTenantId,
    kind: 'receipt',
    title: row.title,
    body: closeBody.parse({ receivedBy: scope.actorName, isUseful: input.isUseful }),
    objectId: row.id,
    inReplyTo: row.lastAnswerId,
  });
  await audit(tdb, scope, {
    action: 'guidance.closeQuestion',
    objectKind: 'question',
    objectId: row.id,
    objectLabel: row.title,
    detail: { isUseful: input.isUseful },
  });
  return { dispatchId };
};

/** An answer is an act of guidance, given online: nobody has to enter it a second time. */
const enterAsGuidance = async (
  tdb: TenantDb,
  scope: TenantScope,
  row: QuestionRow,
  said: { words: string; hours: number; on: string; by: string },
): Promise<string> => {
  const unit = (await listUnitsServed(tdb)).find((one) => one.tenantId === row.unitTenantId);
  const id = uuidv7();
  await insertGuidanceEvents(tdb, [
    {
      projectId: null,
      projectTitle: null,
      tenantId: scope.tenantId,
      id,
      actId: uuidv7(),
      subjectTenantId: row.unitTenantId,
      subjectName: row.unitName,
      subjectKind: unit?.kind ?? 'other',
      mode: 'online',
      programme: 'general',
      topic: row.title,
      hours: String(said.hours),
      guides: [scope.actorName],
      partners: '',
      result: said.words.slice(0, LONGEST_RESULT),
      personCount: 0,
      attendees: '',
      findingId: null,
      questionId: row.id,
      guidedOn: said.on,
      createdBy: said.by,
    },
  ]);
  return id;
};

/** 答复: numbered, sent to the unit that asked, and entered as guidance. */
export const answerQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerInput,
): Promise<{ replyNumber: string; guidanceId: string }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an answer needs a person');
  refuseClassified(input.words);
  const row = await requireThread(tdb, scope, input.questionId, 'officeTenantId');
  if (row.state !== 'open') throw new AppError('STEP_PASSED', `question ${row.id} is ${row.state}`);
  const { today } = await readClock(tdb);
  const year = Number(today.slice(0, 4));
  const sequence = await nextNumber(tdb, scope.tenantId, `guidance.reply:${year}`);
  const replyNumber = documentNumberOf('答', scope.tenantName, year, sequence);
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: row.unitTenantId,
    kind: 'answer',
    documentNumber: replyNumber,
    title: row.title,
    body: answerBody.parse({ words: input.words, answeredBy: scope.actorName }),
    objectId: row.id,
    inReplyTo: row.lastQuestionId,
    attachments: input.fileObjectIds,
  });
  await insertReply(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    questionId: row.id,
    dispatchId: sent.id,
    replyNumber,
    subjectTenantId: row.unitTenantId,
    subjectName: row.unitName,
    title: row.title,
    repliedOn: today,
    repliedBy: accountId,
    repliedByName: scope.actorName,
  });
  const said = { words: input.words, hours: input.hours, on: today, by: accountId };
  const guidanceId = await enterAsGuidance(tdb, scope, row, said);
  await audit(tdb, scope, {
    action: 'guidance.answer',
    objectKind: 'question',
    objectId: row.id,
    objectLabel: replyNumber,
    detail: { title: row.title, to: row.unitName, wasLate: row.isOverdue },
  });
  return { replyNumber, guidanceId };
};
