import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { insertSheet, updateSheet } from '@/db/queries/assessment-sheet.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  countApplicationRows,
  findApplication,
  hasApplied,
  listApplicationRows,
  listMyRatingRows,
} from '@/db/queries/rating-application.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { findLevel } from '@/server/domain/assessment/assessment-vocabulary';
import {
  type ApplicationBody,
  type ApplicationView,
  type ApplyInput,
  applicationBody,
  applicationView,
  type HandUpInput,
  type ListApplicationsInput,
  type MyRatingView,
  myRatingView,
} from '@/server/domain/assessment/rating';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import type { TenantScope } from '@/server/tenancy/scope';
import { scoreOf } from '../assessment/score-sheet.ts';
import { requireSheet } from '../assessment/sheets.ts';
import { selfCheckBodyOf } from '../self-check/answer-self-check.ts';
import { requireSelfCheck } from '../self-check/open-self-check.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** Whom one applies to: the office right above. From there it is handed up. */
const requireOffice = async (tdb: TenantDb, scope: TenantScope) => {
  const office = (await listKnownTenants(tdb)).find((tenant) => tenant.depth === -1);
  if (!office) throw new AppError('BUREAU_MISSING', `tenant ${scope.tenantId} has nobody above`);
  return office;
};

/** 申报: a finished self-check goes to the office above, as it was finished, for one level. */
export const applyForRating = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ApplyInput,
): Promise<{ dispatchId: string }> => {
  const check = await requireSelfCheck(tdb, scope, input.selfCheckId, { lock: true });
  const level = findLevel(input.ratingKind, input.level);
  if (!level) throw new AppError('BAD_INPUT', `${input.ratingKind} has no level ${input.level}`, { level: 'unknown' });
  if (check.state !== 'submitted') throw new AppError('SELF_CHECK_OPEN_ITEMS', `self-check ${check.id} is a draft`);
  if (await hasApplied(tdb, scope.tenantId, check.id))
    throw new AppError('ALREADY_EXISTS', `self-check ${check.id} was an application before`);
  const office = await requireOffice(tdb, scope);
  const { body, objectIds } = await selfCheckBodyOf(tdb, scope, check);
  const whole: ApplicationBody = {
    ...body,
    ratingKind: input.ratingKind,
    level: input.level,
    year: Number((await readClock(tdb)).today.slice(0, 4)),
    list: check.list,
    subjectTenantId: scope.tenantId,
    subjectName: scope.tenantName,
    subjectKind: scope.tenantKind,
    originDispatchId: null,
    firstReview: null,
  };
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: office.tenantId,
    kind: 'rating_application',
    title: `评级申报（${level.zh}）`,
    body: whole,
    objectId: check.id,
    attachments: objectIds,
  });
  await audit(tdb, scope, {
    action: 'rating.apply',
    objectKind: 'dispatch',
    objectId: dispatchId,
    objectLabel: level.zh,
    detail: { ratingKind: input.ratingKind, selfCheckId: check.id, percent: body.percent, to: office.name },
  });
  return { dispatchId };
};

/** 收到的申报, newest first. */
export const listApplications = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListApplicationsInput,
): Promise<Page<ApplicationView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listApplicationRows(tdb, scope.tenantId, { cursor, direction, limit });
  const total = await countApplicationRows(tdb, scope.tenantId);
  return cutPage(
    applicationView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ dispatchedAt, dispatchId }) => encodeCursor([dispatchedAt, dispatchId]),
  );
};

/** 受理: from now on the office has a sheet of its own to score on. */
export const takeUpApplication = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string },
): Promise<{ sheetId: string }> => {
  const received = await findApplication(tdb, scope.tenantId, input.dispatchId);
  if (!received) throw new AppError('NOT_FOUND', `application ${input.dispatchId} was not sent to this tenant`);
  const body = applicationBody.parse(received.body);
  const unit = (await listUnitsBelow(tdb)).find((one) => one.tenantId === body.subjectTenantId);
  if (!unit) throw new AppError('ADDRESSEE_NOT_RELATED', `tenant ${body.subjectTenantId} is not below this office`);
  const sheetId = uuidv7();
  const isNew = await insertSheet(tdb, {
    tenantId: scope.tenantId,
    id: sheetId,
    roundId: null,
    purpose: 'rating',
    year: body.year,
    title: `${findLevel(body.ratingKind, body.level)?.zh ?? body.level}测评`,
    list: body.list,
    subjectTenantId: unit.tenantId,
    subjectName: unit.name,
    subjectKind: unit.kind,
    ratingKind: body.ratingKind,
    targetLevel: body.level,
    sourceDispatchId: received.id,
    handedUpBy: body.firstReview?.officeName ?? null,
  });
  if (!isNew) throw new AppError('ALREADY_EXISTS', `application ${received.id} was taken up`);
  await audit(tdb, scope, {
    action: 'rating.takeUp',
    objectKind: 'assessment_sheet',
    objectId: sheetId,
    objectLabel: unit.name,
    detail: { dispatchId: received.id, ratingKind: body.ratingKind, level: body.level },
  });
  return { sheetId };
};

/** 初审上报 to the office above, with the own score and opinion. The files stay where they were sent. */
export const handUpApplication = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: HandUpInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.opinion);
  const sheet = await requireSheet(tdb, scope, input.sheetId, { lock: true });
  if (sheet.state !== 'open' || sheet.sourceDispatchId === null)
    throw new AppError('STEP_PASSED', `sheet ${sheet.id} is ${sheet.state}`);
  const received = await findApplication(tdb, scope.tenantId, sheet.sourceDispatchId);
  if (!received) throw new AppError('NOT_FOUND', `application ${sheet.sourceDispatchId} is gone`);
  const body = applicationBody.parse(received.body);
  const office = await requireOffice(tdb, scope);
  const { score } = await scoreOf(tdb, scope, sheet);
  const firstReview = { officeName: scope.tenantName, percent: score.percent, opinion: input.opinion };
  const originDispatchId = body.originDispatchId ?? received.id;
  const { id: dispatchId } = await sendDispatch(tdb, scope, {
    addresseeTenantId: office.tenantId,
    kind: 'rating_application',
    title: `评级申报（${findLevel(body.ratingKind, body.level)?.zh ?? ''} ${body.subjectName}）`,
    body: applicationBody.parse({ ...body, firstReview, originDispatchId }),
    objectId: sheet.id,
  });
  await updateSheet(tdb, { tenantId: scope.tenantId, id: sheet.id }, { state: 'handed_up', opinion: input.opinion });
  await audit(tdb, scope, {
    action: 'rating.handUp',
    objectKind: 'assessment_sheet',
    objectId: sheet.id,
    objectLabel: sheet.subjectName,
    detail: { to: office.name, percent: score.percent, opinion: input.opinion },
  });
  return { dispatchId };
};

/** 本单位的申报和评定结果, newest first. */
export const listMyRatings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListApplicationsInput,
): Promise<Page<MyRatingView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listMyRatingRows(tdb, scope.tenantId, { cursor, direction, limit });
  const views = rows.map((row) => myRatingView.parse({ ...row, decision: row.decisionBody }));
  return cutPage(views, { limit, direction, hasCursor: cursor !== undefined, total: null }, (row) =>
    encodeCursor([row.sortAt, row.dispatchId]),
  );
};
