import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Pools, type TenantDb, withSystemDb } from '@/db/client';
import { listDispatchFiles } from '@/db/queries/inspection-answer.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  type CaseRow,
  countCaseRows,
  findCaseForUpdate,
  findSubmission,
  insertCase,
  listCaseRows,
  listMyCaseRows,
  listPublishedCases,
  markCase,
} from '@/db/queries/model-case.queries';
import { findPublisher } from '@/db/queries/publication.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import {
  type CaseView,
  caseBody,
  caseResultBody,
  caseView,
  type JudgeCaseInput,
  type ListCasesInput,
  type MyCaseView,
  myCaseView,
  type PublishedCaseView,
  publishedCaseView,
  type SubmitCaseInput,
} from '@/server/domain/assessment/commendation';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'model_case';
const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 报送案例 to the office above. */
export const submitCase = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SubmitCaseInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.title, input.summary);
  const office = (await listKnownTenants(tdb)).find((tenant) => tenant.depth === -1);
  if (!office) throw new AppError('BUREAU_MISSING', `tenant ${scope.tenantId} has nobody above`);
  const { topic, title, summary } = input;
  const year = Number((await readClock(tdb)).today.slice(0, 4));
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: office.tenantId,
    kind: 'case_submission',
    title: `案例报送（${title}）`,
    body: caseBody.parse({ topic, title, summary, year, submittedBy: scope.actorName }),
    attachments: input.objectIds,
  });
  await audit(tdb, scope, {
    action: 'modelCase.submit',
    objectKind: 'dispatch',
    objectId: dispatchId,
    objectLabel: title,
    detail: { topic, to: office.name, files: input.objectIds.length },
  });
  return { dispatchId };
};

const withFiles = async (tdb: TenantDb, scope: TenantScope, rows: readonly CaseRow[]): Promise<CaseView[]> => {
  const files = await listDispatchFiles(
    tdb,
    scope.tenantId,
    rows.map((row) => row.dispatchId),
  );
  return rows.map((row) =>
    caseView.parse({ ...row, files: files.filter((file) => file.dispatchId === row.dispatchId) }),
  );
};

/** 收到的案例, newest first. */
export const listCases = async (tdb: TenantDb, scope: TenantScope, input: ListCasesInput): Promise<Page<CaseView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listCaseRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countCaseRows(tdb, scope.tenantId, input);
  return cutPage(
    await withFiles(tdb, scope, rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ submittedAt, dispatchId }) => encodeCursor([submittedAt, dispatchId]),
  );
};

/** 评审: points, result and opinion, once; the unit is told. */
export const judgeCase = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: JudgeCaseInput,
): Promise<{ caseId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a judgement needs a person');
  refuseClassified(input.opinion);
  const row = await findSubmission(tdb, scope.tenantId, input.dispatchId);
  if (!row) throw new AppError('NOT_FOUND', `case ${input.dispatchId} was not sent to this tenant`);
  const id = uuidv7();
  const { points, result, opinion } = input;
  const { dispatchId, subjectTenantId, subjectName, topic, title, summary, year } = row;
  const isNew = await insertCase(tdb, {
    tenantId: scope.tenantId,
    id,
    dispatchId,
    subjectTenantId,
    subjectName,
    topic,
    title,
    summary,
    year,
    points,
    result,
    opinion,
    decidedOn: (await readClock(tdb)).today,
    decidedBy: scope.accountId,
    decidedByName: scope.actorName,
  });
  if (!isNew) throw new AppError('STEP_PASSED', `case ${dispatchId} was judged`);
  await sendDispatch(tdb, scope, {
    addresseeTenantId: subjectTenantId,
    kind: 'case_result',
    title: `案例评审结果（${title}）`,
    body: caseResultBody.parse({ title, result, points, opinion }),
    objectId: id,
    inReplyTo: dispatchId,
  });
  await audit(tdb, scope, {
    action: 'modelCase.judge',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: `${subjectName} ${title}`,
    detail: { points, result, opinion },
  });
  return { caseId: id };
};

/** A telephone or identity number: what the public is not to read. */
const PERSONAL = /\d{11,}|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}/u;

const requireCase = async (tdb: TenantDb, scope: TenantScope, caseId: string) => {
  const row = await findCaseForUpdate(tdb, scope.tenantId, caseId);
  if (!row) throw new AppError('NOT_FOUND', `case ${caseId} is not in tenant ${scope.tenantId}`);
  return row;
};

/** 发布 a case that was found good, on the office's public page. */
export const publishCase = async (tdb: TenantDb, scope: TenantScope, input: { caseId: string }): Promise<void> => {
  const row = await requireCase(tdb, scope, input.caseId);
  if (row.result === 'none' || (row.publishedAt !== null && row.withdrawnAt === null))
    throw new AppError('STEP_PASSED', `case ${row.id} is ${row.result} and ${row.publishedAt}`);
  if (PERSONAL.test(`${row.title} ${row.summary}`))
    throw new AppError('BAD_INPUT', 'the summary holds a personal number', { summary: 'personal' });
  await markCase(tdb, { tenantId: scope.tenantId, id: row.id }, { published: true, byName: scope.actorName });
  await audit(tdb, scope, {
    action: 'modelCase.publish',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: row.title,
  });
};

/** 撤下 a published case. */
export const withdrawCase = async (tdb: TenantDb, scope: TenantScope, input: { caseId: string }): Promise<void> => {
  const row = await requireCase(tdb, scope, input.caseId);
  if (row.publishedAt === null || row.withdrawnAt !== null)
    throw new AppError('STEP_PASSED', `case ${row.id} is hidden`);
  await markCase(tdb, { tenantId: scope.tenantId, id: row.id }, { published: false });
  await audit(tdb, scope, {
    action: 'modelCase.withdraw',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: row.title,
  });
};

/** 本单位报送的案例, newest first. */
export const listMyCases = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<MyCaseView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listMyCaseRows(tdb, scope.tenantId, { cursor, direction, limit });
  return cutPage(
    myCaseView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    ({ submittedAt, dispatchId }) => encodeCursor([submittedAt, dispatchId]),
  );
};

/** The public page of an office: its model cases. An office that has published none is answered like one that is not. */
export const listPublishedCasesBy = async (
  pools: Pools,
  input: { slug: string; cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<{ name: string } & Page<PublishedCaseView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const { name, rows } = await withSystemDb(pools, async (sdb) => ({
    name: await findPublisher(sdb, input.slug),
    rows: await listPublishedCases(sdb, input.slug, { cursor, direction, limit }),
  }));
  if (name === undefined || (rows.length === 0 && cursor === undefined))
    throw new AppError('NOT_FOUND', `${input.slug} publishes nothing`);
  const page = cutPage(
    publishedCaseView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    ({ publishedAt, id }) => encodeCursor([publishedAt, id]),
  );
  return { name, ...page };
};
