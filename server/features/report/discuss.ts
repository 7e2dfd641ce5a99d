import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { listChapters } from '@/db/queries/report.queries';
import { insertComment, insertExplanation, listComments, settleComment } from '@/db/queries/report-record.queries';
import { audit } from '@/server/audit/audit';
import type { AddCommentInput, CommentRef, ExplainInput } from '@/server/domain/report/report';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireReport } from './require-report.ts';

const MOST_COMMENTS = 500;

/** 批注, to a chapter or to the whole. */
export const addComment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddCommentInput,
): Promise<{ id: string }> => {
  const { accountId, tenantId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a comment is made by a person');
  const { chapterId, body } = input;
  refuseClassified(body);
  const report = await requireReport(tdb, scope, input.reportId);
  const key = { tenantId, reportId: report.id };
  if (chapterId !== null && !(await listChapters(tdb, key)).some((chapter) => chapter.id === chapterId))
    throw new AppError('NOT_FOUND', `chapter ${chapterId} is not in report ${report.id}`);
  if ((await listComments(tdb, key)).length >= MOST_COMMENTS) throw new AppError('LIST_FULL');
  const id = uuidv7();
  await insertComment(tdb, key, { id, chapterId, body, byAccountId: accountId, byName: scope.actorName });
  await audit(tdb, scope, {
    action: 'report.addComment',
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
  });
  return { id };
};

/** 已处理. The comment stays to be read. */
export const resolveComment = async (tdb: TenantDb, scope: TenantScope, input: CommentRef): Promise<void> => {
  const report = await requireReport(tdb, scope, input.reportId);
  const key = { tenantId: scope.tenantId, reportId: report.id, commentId: input.commentId };
  if (!(await settleComment(tdb, key, scope.actorName)))
    throw new AppError('NOT_FOUND', `report ${report.id} has no open comment ${input.commentId}`);
  await audit(tdb, scope, {
    action: 'report.resolveComment',
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
  });
};

/** Why a check does not hold. Each explanation is kept; the newest counts. */
export const explainCheck = async (tdb: TenantDb, scope: TenantScope, input: ExplainInput): Promise<{ id: string }> => {
  const { checkCode, explanation } = input;
  refuseClassified(explanation);
  const report = await requireReport(tdb, scope, input.reportId);
  if (report.state === 'frozen') throw new AppError('REPORT_STATE_WRONG', `report ${report.id} is frozen`);
  const key = { tenantId: scope.tenantId, reportId: report.id };
  const id = uuidv7();
  await insertExplanation(tdb, key, { id, checkCode, explanation, byName: scope.actorName });
  await audit(tdb, scope, {
    action: 'report.explain',
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
    detail: { check: checkCode, explanation },
  });
  return { id };
};
