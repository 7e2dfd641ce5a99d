import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countReceivedPlanRows,
  findReceivedPlan,
  listReceivedPlanRows,
  type ReceivedPlanRow,
} from '@/db/queries/disposition-plan-received.queries';
import { audit } from '@/server/audit/audit';
import {
  type ConfirmPlanInput,
  type ListReceivedPlansInput,
  planBody,
  type ReceivedPlanFilter,
  type ReceivedPlanView,
} from '@/server/domain/disposition/plan';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { sumDue } from '../transfer/list-due.ts';

const byTime = z.tuple([z.iso.datetime(), uuid]);

const toView = (row: ReceivedPlanRow): ReceivedPlanView[] => {
  const body = planBody.safeParse(row.body);
  if (!body.success) return [];
  const { dispatchId, senderTenantId, senderName, dispatchedAt, isConfirmed } = row;
  return [{ ...body.data, dispatchId, senderTenantId, senderName, dispatchedAt, isConfirmed }];
};

/** 收到的接收计划, newest first. */
export const listReceived = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReceivedPlansInput,
): Promise<Page<ReceivedPlanView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byTime, input.cursor);
  const rows = await listReceivedPlanRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReceivedPlanRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<ReceivedPlanRow>(rows, cut, (row) => encodeCursor([row.dispatchedAt, row.dispatchId]));
  return { rows: page.rows.flatMap(toView), page: page.page };
};

export const exportReceived = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: ReceivedPlanFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listReceivedPlanRows(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportReceivedPlans',
    objectKind: 'dispatch',
    fileName: `收到的接收计划_${scope.tenantName}.xlsx`,
    sheetName: '收到的接收计划',
    columns: [
      { heading: '计划名称', width: 36 },
      { heading: '档案馆', width: 28 },
      { heading: '移交范围', width: 32 },
      { heading: '起始年度', width: 10 },
      { heading: '终止年度', width: 10 },
      { heading: '移交期限', width: 12 },
      { heading: '状态', width: 10 },
    ],
    rows: rows
      .flatMap(toView)
      .map((row) => [
        row.planTitle,
        row.senderName,
        row.scope,
        row.yearFrom,
        row.yearTo,
        row.dueOn,
        row.isConfirmed ? '已确认' : '待确认',
      ]),
  });
};

/** 确认计划: says that it is known, and how much is due here by the unit's own catalogue. Once. */
export const confirmPlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ConfirmPlanInput,
): Promise<{ dueItems: number }> => {
  refuseClassified(input.note);
  const plan = await findReceivedPlan(tdb, scope.tenantId, input.dispatchId);
  const body = planBody.safeParse(plan?.body);
  if (!plan || !body.success) throw new AppError('NOT_FOUND', `plan ${input.dispatchId} was not sent here`);
  if (plan.isConfirmed) throw new AppError('TRANSFER_STATE_WRONG', `plan ${input.dispatchId} was confirmed`);
  const dueItems = await sumDue(tdb, scope, plan.senderTenantId);
  await sendDispatch(tdb, scope, {
    addresseeTenantId: plan.senderTenantId,
    kind: 'receipt',
    title: body.data.planTitle,
    body: { receivedBy: scope.actorName, note: input.note ?? null, dueItems },
    inReplyTo: plan.dispatchId,
  });
  await audit(tdb, scope, {
    action: 'disposition.confirmPlan',
    objectKind: 'dispatch',
    objectId: plan.dispatchId,
    objectLabel: body.data.planTitle,
    detail: { dueItems, note: input.note ?? null },
  });
  return { dueItems };
};
