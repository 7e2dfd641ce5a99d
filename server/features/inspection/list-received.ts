import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findReceiptAt, listAnswers, listDispatchFiles } from '@/db/queries/inspection-answer.queries';
import { countReceivedRows, findReceivedRow, listReceivedRows } from '@/db/queries/inspection-received.queries';
import { findChangedDay } from '@/db/queries/inspection-schedule.queries';
import {
  type ListReceivedInput,
  type ReceivedRowView,
  type ReceivedView,
  receivedRowView,
  receivedView,
} from '@/server/domain/inspection/received';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { toExchange } from './finding-views.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 收到的检查文书, newest first. */
export const listReceived = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReceivedInput,
): Promise<Page<ReceivedRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReceivedRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReceivedRows(tdb, scope.tenantId, input);
  return cutPage(
    receivedRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.dispatchedAt, row.dispatchId]),
  );
};

/** One received document, with what this unit has answered and what became of it. */
export const getReceived = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string },
): Promise<ReceivedView> => {
  const row = await findReceivedRow(tdb, scope.tenantId, input.dispatchId);
  if (!row) throw new AppError('NOT_FOUND', `document ${input.dispatchId} was not dispatched to ${scope.tenantId}`);
  const answers = row.kind === 'finding' ? await listAnswers(tdb, scope.tenantId, [row.dispatchId]) : [];
  const dispatchIds = [row.dispatchId, ...answers.map((answer) => answer.dispatchId)];
  const files = await listDispatchFiles(tdb, scope.tenantId, dispatchIds);
  const filesOf = (dispatchId: string) => files.filter((file) => file.dispatchId === dispatchId);
  const receipt = { dispatchId: row.dispatchId, otherTenantId: row.senderTenantId };
  return receivedView.parse({
    ...row,
    acknowledgedAt: row.kind === 'inspection_notice' ? await findReceiptAt(tdb, scope.tenantId, receipt) : null,
    notice: row.kind === 'inspection_notice' ? row.body : null,
    change:
      row.kind === 'inspection_notice' ? ((await findChangedDay(tdb, scope.tenantId, row.dispatchId)) ?? null) : null,
    finding: row.kind === 'finding' ? row.body : null,
    record: row.kind === 'inspection_record' ? row.body : null,
    verification: row.kind === 'verification' ? row.body : null,
    extension: row.kind === 'extension_answer' ? row.body : null,
    attachments: filesOf(row.dispatchId),
    answers: answers.map((answer) => toExchange(answer, filesOf(answer.dispatchId))),
  });
};
