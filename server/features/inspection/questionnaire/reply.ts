import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  findReceived,
  insertReply,
  listReceivedRows,
  type ReceivedQuestionnaireRow,
  returnAnswers,
} from '@/db/queries/questionnaire.queries';
import { audit } from '@/server/audit/audit';
import {
  type ListReceivedInput,
  problemOfAnswer,
  questionnaireBody,
  type ReceivedRowView,
  type ReceivedView,
  type ReplyInput,
  receivedRowView,
  receivedView,
  settledAnswer,
} from '@/server/domain/assessment/questionnaire';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const toRow = (row: ReceivedQuestionnaireRow): ReceivedRowView =>
  receivedRowView.parse({
    ...row,
    ...questionnaireBody.parse(row.body),
    isOpen: !row.isPast && row.repliedAt === null,
  });

/** 收到的问卷, newest first. */
export const listReceivedQuestionnaires = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReceivedInput,
): Promise<Page<ReceivedRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReceivedRows(tdb, scope.tenantId, { cursor, direction, limit });
  return cutPage(
    rows.map(toRow),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    ({ dispatchedAt, dispatchId }) => encodeCursor([dispatchedAt, dispatchId]),
  );
};

const requireReceived = async (tdb: TenantDb, scope: TenantScope, dispatchId: string) => {
  const row = await findReceived(tdb, scope.tenantId, dispatchId);
  if (!row) throw new AppError('NOT_FOUND', `questionnaire ${dispatchId} was not sent to this tenant`);
  return row;
};

export const getReceivedQuestionnaire = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string },
): Promise<ReceivedView> => {
  const row = await requireReceived(tdb, scope, input.dispatchId);
  const { words, questions } = questionnaireBody.parse(row.body);
  return receivedView.parse({ ...toRow(row), words, questions });
};

/**
 * 提交问卷: one answer a unit. The unit's log says that it answered and not what; where the questionnaire is anonymous,
 * the office keeps what was answered without whose it is.
 */
export const replyToQuestionnaire = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReplyInput,
): Promise<{ dispatchId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an answer needs a person');
  refuseClassified(...input.answers.map((answer) => answer.text));
  const row = await requireReceived(tdb, scope, input.dispatchId);
  const { title, questions } = questionnaireBody.parse(row.body);
  if (input.answers.length !== questions.length) throw new AppError('BAD_INPUT', 'another number of answers');
  const answers = questions.map((asked, at) => {
    const given = input.answers[at];
    const problem = problemOfAnswer(asked, given);
    if (problem !== null || !given) throw new AppError('BAD_INPUT', `answer ${at}: ${problem}`, { question: at + 1 });
    return settledAnswer(asked, given);
  });
  const outcome = await returnAnswers(tdb, row.dispatchId, answers);
  if (outcome === 'unknown') throw new AppError('NOT_FOUND', `questionnaire ${row.dispatchId} is gone`);
  if (outcome !== 'kept') throw new AppError('QUESTIONNAIRE_CLOSED', `questionnaire ${row.dispatchId}: ${outcome}`);
  await insertReply(tdb, {
    tenantId: scope.tenantId,
    dispatchId: row.dispatchId,
    repliedBy: scope.accountId,
    repliedByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'questionnaire.reply',
    objectKind: 'dispatch',
    objectId: row.dispatchId,
    objectLabel: title,
  });
  return { dispatchId: row.dispatchId };
};
