import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countReviewRows, findReview, listReviewRows, type ReviewRecord } from '@/db/queries/filing-schedule.queries';
import { audit } from '@/server/audit/audit';
import {
  type DecideScheduleInput,
  type DecisionBody,
  decisionBody,
  type ListReviewsInput,
  type ReviewRow,
  type ReviewView,
  reviewRow,
  reviewView,
  submissionBody,
} from '@/server/domain/filing/retention-schedule';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';

const partsOf = (row: ReviewRecord) => {
  const body = submissionBody.safeParse(row.body);
  if (!body.success) return null;
  const decided = decisionBody.safeParse(row.decisionBody);
  return { body: body.data, decided: decided.success ? decided.data : null };
};

const toRow = (row: ReviewRecord): ReviewRow[] => {
  const parts = partsOf(row);
  if (!parts) return [];
  const { body, decided } = parts;
  return [
    reviewRow.parse({
      ...row,
      ...body,
      ruleCount: body.rules.length,
      changedCount: body.changedCodes.length,
      submittedAt: new Date(row.submittedAt).toISOString(),
      decision: decided?.decision ?? null,
    }),
  ];
};

const byStanding = z.tuple([z.boolean(), z.iso.datetime(), uuid]);

/** 归档范围审核: what units have submitted, waiting ones first. */
export const listReviews = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReviewsInput,
): Promise<Page<ReviewRow>> => {
  const { state, direction, limit } = input;
  const cursor = decodeCursor(byStanding, input.cursor);
  const found = await listReviewRows(tdb, scope.tenantId, state, { cursor, direction, limit });
  const total = await countReviewRows(tdb, scope.tenantId, state);
  const { rows, page } = cutPage(found, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.decisionBody === null, row.submittedAt, row.submissionId]),
  );
  return { rows: rows.flatMap(toRow), page };
};

const requireReview = async (tdb: TenantDb, scope: TenantScope, submissionId: string) => {
  const row = await findReview(tdb, scope.tenantId, submissionId);
  const parts = row ? partsOf(row) : null;
  if (!row || !parts) throw new AppError('NOT_FOUND', `submission ${submissionId} is not addressed here`);
  return { row, ...parts };
};

export const getReview = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { submissionId: string },
): Promise<ReviewView> => {
  const { row, body, decided } = await requireReview(tdb, scope, input.submissionId);
  return reviewView.parse({
    ...toRow(row)[0],
    ...body,
    reason: decided?.reason ?? null,
    ruleReasons: decided?.ruleReasons ?? [],
  });
};

/** 同意, with the document number, or 退回, with reasons by rule. Once: the answer is a dispatch and stays as it is. */
export const decideSchedule = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DecideScheduleInput,
): Promise<ReviewView> => {
  const { row, body, decided } = await requireReview(tdb, scope, input.submissionId);
  refuseClassified(input.documentNumber, input.reason, ...input.ruleReasons.map((one) => one.reason));
  if (decided) throw new AppError('SCHEDULE_STATE_WRONG', `submission ${row.submissionId} was decided`);
  const known = new Set(body.rules.map((rule) => rule.code));
  if (input.ruleReasons.some((one) => !known.has(one.code)))
    throw new AppError('BAD_INPUT', 'a reason for a rule that is not there', { ruleReasons: true });
  const isApproved = input.decision === 'approve';
  const answer: DecisionBody = {
    decision: input.decision,
    reason: input.reason ?? null,
    ruleReasons: isApproved ? [] : input.ruleReasons,
    decidedBy: scope.actorName,
  };
  await sendDispatch(tdb, scope, {
    addresseeTenantId: row.unitTenantId,
    kind: 'schedule_decision',
    documentNumber: isApproved ? input.documentNumber : undefined,
    title: `关于${row.unitName}归档范围和保管期限表的审核意见`,
    body: answer,
    inReplyTo: row.submissionId,
  });
  await audit(tdb, scope, {
    action: 'filing.decideSchedule',
    objectKind: 'retention_schedule',
    objectId: row.submissionId,
    objectLabel: `${row.unitName} 第${body.versionNumber}版`,
    detail: { decision: input.decision, documentNumber: input.documentNumber ?? null, rules: input.ruleReasons.length },
  });
  return getReview(tdb, scope, { submissionId: row.submissionId });
};
