import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type CheckRecord,
  countCheckRecords,
  findCheckRecord,
  listCheckRecords,
} from '@/db/queries/filing-check.queries';
import { listUnitYearRows } from '@/db/queries/filing-release.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddCheckInput,
  type AnswerCheckInput,
  type CheckAnswerBody,
  type CheckBody,
  type CheckRow,
  type CheckVerdictBody,
  type CheckView,
  checkAnswerBody,
  checkBody,
  checkRow,
  checkVerdictBody,
  checkView,
  type JudgeCheckInput,
  type ListChecksInput,
} from '@/server/domain/filing/collection-check';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { generalDueOn } from './release-year.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

export const toCheckRow = (row: CheckRecord, tenantId: number): CheckRow => {
  const { findings, ...body } = checkBody.parse(row.body);
  return checkRow.parse({
    ...row,
    ...body,
    box: row.tenantId === tenantId ? 'out' : 'in',
    unitTenantId: row.addresseeTenantId,
    unitName: row.addresseeName,
    checkerName: row.senderName,
    findingCount: findings.length,
  });
};

/** 收集检查, the newest first: those of this unit over others, or those it was checked by. */
export const listChecks = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListChecksInput,
): Promise<Page<CheckRow>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listCheckRecords(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countCheckRecords(tdb, scope.tenantId, input);
  const cut = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.sentAt, row.id]),
  );
  return { rows: cut.rows.map((row) => toCheckRow(row, scope.tenantId)), page: cut.page };
};

export const requireCheck = async (tdb: TenantDb, scope: TenantScope, checkId: string): Promise<CheckRecord> => {
  const row = await findCheckRecord(tdb, scope.tenantId, checkId);
  if (!row) throw new AppError('NOT_FOUND', `check ${checkId} is not between tenant ${scope.tenantId} and another`);
  return row;
};

/** One check with each finding beside what was done about it. */
export const getCheck = async (tdb: TenantDb, scope: TenantScope, input: { checkId: string }): Promise<CheckView> => {
  const row = await requireCheck(tdb, scope, input.checkId);
  const answer = row.answerId === null ? null : checkAnswerBody.parse(row.answerBody);
  const { findings } = checkBody.parse(row.body);
  return checkView.parse({
    ...toCheckRow(row, scope.tenantId),
    findings: findings.map((finding) => {
      const done = answer?.results.find((one) => one.number === finding.number);
      return { ...finding, measure: done?.measure ?? null, doneOn: done?.doneOn ?? null };
    }),
    answeredBy: answer?.answeredBy ?? null,
    answeredAt: row.answeredAt,
    verdict: row.verdictBody === null ? null : checkVerdictBody.parse(row.verdictBody),
  });
};

const unitBelow = async (tdb: TenantDb, scope: TenantScope, input: AddCheckInput): Promise<string> => {
  const filter = { year: input.year, generalDueOn: generalDueOn(input.year), unitTenantIds: [input.unitTenantId] };
  const page = { sort: 'name', order: 'asc', cursor: undefined, direction: 'after', limit: 1 } as const;
  const [unit] = await listUnitYearRows(tdb, scope.tenantId, filter, page);
  if (!unit) throw new AppError('NOT_FOUND', `unit ${input.unitTenantId} is not below tenant ${scope.tenantId}`);
  return unit.name;
};

/** Records a check and sends it to the unit, frozen. With findings it is a to-do there until they are answered. */
export const addCheck = async (tdb: TenantDb, scope: TenantScope, input: AddCheckInput): Promise<CheckView> => {
  const { unitTenantId, year, checkedOn, checkedBy, conclusion, findings } = input;
  refuseClassified(checkedBy, conclusion, ...findings.flatMap((finding) => [finding.fact, finding.requirement]));
  const today = await readShanghaiToday(tdb);
  if (checkedOn > today) throw new AppError('BAD_INPUT', 'checked on a day to come', { checkedOn: true });
  if (input.dueOn && input.dueOn < today) throw new AppError('BAD_INPUT', 'due on a day gone by', { dueOn: true });
  const unitName = await unitBelow(tdb, scope, input);
  const body: CheckBody = {
    year,
    checkedOn,
    checkedBy,
    conclusion,
    findings: findings.map((finding, at) => ({ number: at + 1, ...finding })),
  };
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: unitTenantId,
    kind: 'collection_check',
    title: `${unitName}${year}年度档案收集检查`,
    body,
    dueOn: findings.length > 0 ? input.dueOn : undefined,
  });
  await audit(tdb, scope, {
    action: 'filing.addCheck',
    objectKind: 'collection_check',
    objectId: sent.id,
    objectLabel: unitName,
    detail: { year, findings: findings.length },
  });
  return getCheck(tdb, scope, { checkId: sent.id });
};

/** The checked unit says of every finding what was done and when. */
export const answerCheck = async (tdb: TenantDb, scope: TenantScope, input: AnswerCheckInput): Promise<CheckView> => {
  const row = await requireCheck(tdb, scope, input.checkId);
  if (row.addresseeTenantId !== scope.tenantId)
    throw new AppError('NOT_FOUND', `check ${row.id} is not addressed to tenant ${scope.tenantId}`);
  if (row.state !== 'waiting' && row.state !== 'returned')
    throw new AppError('FILING_STATE_WRONG', `check ${row.id} is ${row.state}`);
  refuseClassified(...input.results.map((one) => one.measure));
  const { findings } = checkBody.parse(row.body);
  const numbers = new Set(input.results.map((one) => one.number));
  if (numbers.size !== input.results.length || findings.some((finding) => !numbers.has(finding.number)))
    throw new AppError('BAD_INPUT', 'every finding is answered once', { results: true });
  if (numbers.size !== findings.length) throw new AppError('BAD_INPUT', 'no such finding', { results: true });
  const today = await readShanghaiToday(tdb);
  if (input.results.some((one) => one.doneOn > today))
    throw new AppError('BAD_INPUT', 'done on a day to come', { doneOn: true });
  const body: CheckAnswerBody = { answeredBy: scope.actorName, results: input.results };
  await sendDispatch(tdb, scope, {
    addresseeTenantId: row.tenantId,
    kind: 'collection_answer',
    title: `${row.addresseeName}收集检查整改情况`,
    body,
    inReplyTo: row.id,
    objectId: row.id,
  });
  await audit(tdb, scope, {
    action: 'filing.answerCheck',
    objectKind: 'collection_check',
    objectId: row.id,
    objectLabel: row.senderName,
    detail: { results: input.results.length },
  });
  return getCheck(tdb, scope, { checkId: row.id });
};

/** The parent unit takes the answer, and the check is closed, or gives it back with a reason. */
export const judgeCheck = async (tdb: TenantDb, scope: TenantScope, input: JudgeCheckInput): Promise<CheckView> => {
  const row = await requireCheck(tdb, scope, input.checkId);
  if (row.tenantId !== scope.tenantId) throw new AppError('NOT_FOUND', `check ${row.id} is not of ${scope.tenantId}`);
  if (row.state !== 'answered' || row.answerId === null)
    throw new AppError('FILING_STATE_WRONG', `check ${row.id} is ${row.state}`);
  refuseClassified(input.reason);
  const { accepted } = input;
  const body: CheckVerdictBody = { accepted, reason: input.reason ?? null, decidedBy: scope.actorName };
  await sendDispatch(tdb, scope, {
    addresseeTenantId: row.addresseeTenantId,
    kind: 'collection_verdict',
    title: `${row.addresseeName}收集检查复核意见`,
    body,
    inReplyTo: row.answerId,
    objectId: row.id,
  });
  await audit(tdb, scope, {
    action: 'filing.judgeCheck',
    objectKind: 'collection_check',
    objectId: row.id,
    objectLabel: row.addresseeName,
    detail: { accepted },
  });
  return getCheck(tdb, scope, { checkId: row.id });
};
