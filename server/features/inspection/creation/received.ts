import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countReceivedProjects,
  findReceivedProject,
  listReceivedProjectRows,
  type ReceivedProjectRow,
} from '@/db/queries/creation.queries';
import { listDispatchFiles } from '@/db/queries/inspection-answer.queries';
import { audit } from '@/server/audit/audit';
import {
  type AnswerProjectInput,
  creationWordBody,
  type ListProjectsInput,
  type ReceivedProjectRowView,
  type ReceivedProjectView,
  receivedProjectRowView,
  receivedProjectView,
} from '@/server/domain/assessment/creation';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 所属单位的创建进展: the newest report of each project, newest first. */
export const listReceivedProjects = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListProjectsInput,
): Promise<Page<ReceivedProjectRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReceivedProjectRows(tdb, scope.tenantId, { cursor, direction, limit });
  const total = await countReceivedProjects(tdb, scope.tenantId);
  const { rows: shown, page } = cutPage(
    rows,
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ dispatchedAt, dispatchId }) => encodeCursor([dispatchedAt, dispatchId]),
  );
  return { rows: shown.map((row) => receivedProjectRowView.parse({ ...row, report: row.body })), page };
};

const requireReceived = async (tdb: TenantDb, scope: TenantScope, dispatchId: string): Promise<ReceivedProjectRow> => {
  const row = await findReceivedProject(tdb, scope.tenantId, dispatchId);
  if (!row) throw new AppError('NOT_FOUND', `creation report ${dispatchId} is not the newest sent to this tenant`);
  return row;
};

export const getReceivedProject = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string },
): Promise<ReceivedProjectView> => {
  const row = await requireReceived(tdb, scope, input.dispatchId);
  const files = await listDispatchFiles(tdb, scope.tenantId, [row.dispatchId]);
  return receivedProjectView.parse({ ...row, report: row.body, files });
};

/** 指导意见 to the newest report of a project, once. */
export const answerProject = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerProjectInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.words);
  const row = await requireReceived(tdb, scope, input.dispatchId);
  if (row.word) throw new AppError('ALREADY_EXISTS', `creation report ${row.dispatchId} was answered`);
  const { report } = receivedProjectRowView.parse({ ...row, report: row.body });
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: row.unitTenantId,
    kind: 'creation_word',
    title: `创建指导意见（${report.title}）`,
    body: creationWordBody.parse({ words: input.words, saidBy: scope.actorName }),
    inReplyTo: row.dispatchId,
  });
  await audit(tdb, scope, {
    action: 'creation.answer',
    objectKind: 'dispatch',
    objectId: row.dispatchId,
    objectLabel: `${row.unitName} ${report.title}`,
    detail: { dispatchId, words: input.words },
  });
  return { dispatchId };
};
