import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { listNewestRuns } from '@/db/queries/probes/probe.queries';
import {
  countSelfCheckRows,
  findSelfCheck,
  findSelfCheckOfRequest,
  insertSelfCheck,
  listSelfAnswers,
  listSelfCheckRows,
} from '@/db/queries/self-check.queries';
import { findReceivedRequest, listSelfFiles } from '@/db/queries/self-check-paper.queries';
import { audit } from '@/server/audit/audit';
import { frozenList, selfCheckRequestBody } from '@/server/domain/inspection/checklist-review';
import { findChecklistTemplate } from '@/server/domain/inspection/checklist-templates';
import { defaultProfile } from '@/server/domain/inspection/scoring-profile';
import {
  type ListSelfChecksInput,
  type SelfCheckRowView,
  type SelfCheckView,
  selfCheckRowView,
  selfCheckView,
} from '@/server/domain/inspection/self-check';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { toProbeResult } from '../probe/probe.mapper.ts';

const YEARS_BACK = 3;
const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 自查: requests that wait, and what the unit has checked, newest first. */
export const listSelfChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSelfChecksInput,
): Promise<Page<SelfCheckRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listSelfCheckRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countSelfCheckRows(tdb, scope.tenantId, input);
  const { rows: shown, page } = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.createdAt, row.sortId]),
  );
  return { rows: selfCheckRowView.array().parse(shown), page };
};

/** Opens a request: from now on the unit has a row of its own. A second time the same one is answered. */
export const openSelfCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { requestDispatchId: string },
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a self-check needs a person');
  const request = await findReceivedRequest(tdb, scope.tenantId, input.requestDispatchId);
  if (!request) throw new AppError('NOT_FOUND', `request ${input.requestDispatchId} was not sent to this tenant`);
  const body = selfCheckRequestBody.parse(request.body);
  const row = {
    tenantId: scope.tenantId,
    id: uuidv7(),
    requestDispatchId: request.dispatchId,
    askerTenantId: request.otherTenantId,
    askerName: request.otherName,
    title: request.title,
    list: body.list,
    yearFrom: body.yearFrom,
    yearTo: body.yearTo,
    dueOn: request.dueOn,
    createdBy: scope.accountId,
  };
  const isNew = await insertSelfCheck(tdb, row);
  const id = isNew ? row.id : await findSelfCheckOfRequest(tdb, scope.tenantId, request.dispatchId);
  if (!id) throw new AppError('CONFLICT', 'the request is being opened by somebody else');
  await audit(tdb, scope, {
    action: 'selfCheck.open',
    objectKind: 'self_check',
    objectId: id,
    objectLabel: request.title,
  });
  return { id };
};

/** 自己对照检查, asked by nobody: with a built-in list, for the unit's own eyes. */
export const startSelfCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { templateCode: string },
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a self-check needs a person');
  const template = findChecklistTemplate(input.templateCode);
  if (!template) throw new AppError('NOT_FOUND', `no built-in list ${input.templateCode}`);
  const { today } = await readClock(tdb);
  const year = Number(today.slice(0, 4));
  const id = uuidv7();
  const { name, items } = template;
  const title = `${name}自查（${today}）`;
  await insertSelfCheck(tdb, {
    tenantId: scope.tenantId,
    id,
    requestDispatchId: null,
    askerTenantId: null,
    askerName: null,
    title,
    list: { name, version: 1, items, sections: [], profile: defaultProfile(items) },
    yearFrom: year - YEARS_BACK,
    yearTo: year,
    dueOn: null,
    createdBy: scope.accountId,
  });
  await audit(tdb, scope, { action: 'selfCheck.start', objectKind: 'self_check', objectId: id, objectLabel: title });
  return { id };
};

export const requireSelfCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  selfCheckId: string,
  options: { lock?: boolean } = {},
) => {
  const row = await findSelfCheck(tdb, scope.tenantId, selfCheckId, options);
  if (!row) throw new AppError('NOT_FOUND', `self-check ${selfCheckId} is not in tenant ${scope.tenantId}`);
  return { ...row, list: frozenList.parse(row.list) };
};

export const getSelfCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { selfCheckId: string },
): Promise<SelfCheckView> => {
  const row = await requireSelfCheck(tdb, scope, input.selfCheckId);
  const request = row.requestDispatchId
    ? await findReceivedRequest(tdb, scope.tenantId, row.requestDispatchId)
    : undefined;
  const files = await listSelfFiles(tdb, scope.tenantId, row.id);
  const answers = await listSelfAnswers(tdb, scope.tenantId, row.id);
  return selfCheckView.parse({
    ...row,
    words: request ? selfCheckRequestBody.parse(request.body).words : null,
    answers: answers.map((answer) => ({ ...answer, files: files.filter((file) => file.itemCode === answer.itemCode) })),
    probes: (await listNewestRuns(tdb, scope.tenantId, null)).map(toProbeResult),
  });
};
