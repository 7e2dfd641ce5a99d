import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type DepartmentSheetChange,
  type DepartmentSheetRow,
  findDepartmentFiling,
  findDepartmentSheet,
  listDepartmentFiles,
  listSheetsOfDepartments,
  replaceDepartmentFiles,
  updateDepartmentSheet,
} from '@/db/queries/department-assessment.queries';
import { listHandlerAccounts } from '@/db/queries/filing-department.queries';
import { audit } from '@/server/audit/audit';
import {
  type DepartmentAnswer,
  type DepartmentReviewInput,
  type DepartmentSelfInput,
  type DepartmentSheetRowView,
  type DepartmentSheetView,
  departmentSheetRowView,
  departmentSheetView,
  type ReturnDepartmentInput,
} from '@/server/domain/assessment/department';
import { type FrozenList, frozenList } from '@/server/domain/inspection/checklist-review';
import { type Score, scoreChecklist } from '@/server/domain/inspection/scoring';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { ownDepartments } from '@/server/features/filing';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { DEPARTMENT_TODO } from './rounds.ts';

const REVIEW_TODO = 'assessment.departmentReview';
const OBJECT = 'department_sheet';
const cursorKey = z.tuple([uuid]);

type Sheet = Omit<DepartmentSheetRow, 'list'> & { list: FrozenList };

/** A sheet of another department is answered like one that is not there, but for the archivist. */
const requireSheet = async (
  tdb: TenantDb,
  scope: TenantScope,
  sheetId: string,
  options: { lock?: boolean } = {},
): Promise<Sheet> => {
  const own = await ownDepartments(tdb, scope);
  const row = await findDepartmentSheet(tdb, scope.tenantId, sheetId, options);
  if (!row || (own && !own.includes(row.departmentId)))
    throw new AppError('NOT_FOUND', `department sheet ${sheetId} is not this person's`);
  return { ...row, list: frozenList.parse(row.list) };
};

/** 本科室的考核, newest first; the archivist reads those of all departments. */
export const listOwnSheets = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<DepartmentSheetRowView>> => {
  const { limit, direction } = input;
  const [cursor] = decodeCursor(cursorKey, input.cursor) ?? [];
  const page = { cursor, direction, limit };
  const rows = await listSheetsOfDepartments(tdb, scope.tenantId, await ownDepartments(tdb, scope), page);
  return cutPage(
    departmentSheetRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    ({ id }) => encodeCursor([id]),
  );
};

export const getDepartmentSheet = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string },
): Promise<DepartmentSheetView> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId);
  const asked = { departmentId: sheet.departmentId, filingYear: sheet.year - 1 };
  const filing = (await findDepartmentFiling(tdb, scope.tenantId, asked)) ?? null;
  // Until it is finished the archivist's draft is nobody else's.
  const mayRead = sheet.state === 'reviewed' || scope.permissions.has('filing.manage');
  const review = mayRead ? {} : { reviewAnswers: [], opinion: '' };
  const files = await listDepartmentFiles(tdb, scope.tenantId, sheet.id);
  return departmentSheetView.parse({ ...sheet, ...review, filing, files });
};

/** A file behind a self-score, for the department itself and for the archivist. */
export const downloadDepartmentFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sheetId: string; objectId: string },
): Promise<FileReference> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId);
  const files = await listDepartmentFiles(tdb, scope.tenantId, sheet.id);
  const file = files.find((one) => one.objectId === input.objectId);
  if (!file) throw new AppError('NOT_FOUND', `department sheet ${sheet.id} has no file ${input.objectId}`);
  const { sha256, fileName, mediaType, sizeBytes } = file;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** The files of each item that says some; what says nothing of files keeps those that it has. */
const keepFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  sheetId: string,
  answers: DepartmentSelfInput['answers'],
): Promise<number> => {
  let kept = 0;
  for (const { itemCode, objectIds } of answers) {
    if (objectIds === undefined) continue;
    const wanted = [...new Set(objectIds)];
    if ((await replaceDepartmentFiles(tdb, { tenantId: scope.tenantId, sheetId, itemCode }, wanted)) !== wanted.length)
      throw new AppError('NOT_FOUND', 'a file is not stored in this tenant');
    kept += wanted.length;
  }
  return kept;
};

/** Points of known items, none above what the item is worth. */
const settleAnswers = (list: FrozenList, answers: readonly DepartmentAnswer[]): DepartmentAnswer[] => {
  const codes = new Set<string>();
  for (const { itemCode, points } of answers) {
    const item = list.items.find((one) => one.code === itemCode);
    if (!item || codes.has(itemCode)) throw new AppError('NOT_FOUND', `the list has no item ${itemCode}`);
    if ((points ?? 0) > (item.score ?? 0))
      throw new AppError('BAD_INPUT', `item ${itemCode} is worth ${item.score}`, { [itemCode]: 'range' });
    codes.add(itemCode);
  }
  return [...answers];
};

const scoreOf = (list: FrozenList, answers: readonly DepartmentAnswer[]): Score =>
  scoreChecklist(
    list,
    answers.map(({ itemCode, points }) => ({
      itemCode,
      points,
      verdict: null,
      countValue: null,
      sampleSize: null,
      sampleFaults: null,
    })),
  );

const requireWhole = (score: Score): number => {
  if (score.open > 0 || score.percent === null)
    throw new AppError('ASSESSMENT_ITEMS_OPEN', `${score.open} items are open`, { items: score.open });
  return score.percent;
};

const requireOpenRound = (sheet: Sheet): void => {
  if (sheet.roundState === 'closed') throw new AppError('STEP_PASSED', `round ${sheet.assessmentId} is closed`);
};

const keep = async (
  tdb: TenantDb,
  scope: TenantScope,
  change: { sheet: Sheet; rowVersion: number; values: DepartmentSheetChange; action: string; detail: object },
): Promise<{ rowVersion: number }> => {
  const { sheet, rowVersion } = change;
  const key = { tenantId: scope.tenantId, id: sheet.id, rowVersion };
  if (!(await updateDepartmentSheet(tdb, key, change.values)))
    throw new AppError('STALE_VERSION', `department sheet ${sheet.id}`);
  await audit(tdb, scope, {
    action: change.action,
    objectKind: OBJECT,
    objectId: sheet.id,
    objectLabel: `${sheet.departmentName} ${sheet.title}`,
    detail: { ...change.detail },
  });
  return { rowVersion: rowVersion + 1 };
};

/** 科室自评: points and a word to each item; handed in, it waits for the archivist. */
export const saveSelfScore = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DepartmentSelfInput,
): Promise<{ rowVersion: number }> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId, { lock: true });
  requireOpenRound(sheet);
  if (sheet.state !== 'open') throw new AppError('STEP_PASSED', `department sheet ${sheet.id} is ${sheet.state}`);
  const answers = settleAnswers(
    sheet.list,
    input.answers.map(({ objectIds: _, ...answer }) => answer),
  );
  refuseClassified(...answers.map((answer) => answer.note));
  const score = scoreOf(sheet.list, answers);
  if (input.isDone) requireWhole(score);
  const files = await keepFiles(tdb, scope, sheet.id, input.answers);
  const handedIn = input.isDone
    ? { state: 'submitted', isSubmitted: true, submittedByName: scope.actorName, returnReason: null }
    : {};
  const values = { selfAnswers: JSON.stringify(answers), selfPercent: score.percent, ...handedIn };
  const saved = await keep(tdb, scope, {
    sheet,
    rowVersion: input.rowVersion,
    values,
    action: input.isDone ? 'departmentAssessment.submitSelf' : 'departmentAssessment.saveSelf',
    detail: { percent: score.percent, open: score.open, files },
  });
  if (!input.isDone) return saved;
  await closeTodo(tdb, scope, { kind: DEPARTMENT_TODO, objectId: sheet.id });
  await addTodo(tdb, scope, {
    kind: REVIEW_TODO,
    title: `${sheet.departmentName}已自评，待复核：${sheet.title}`,
    source: sheet.departmentName,
    link: `department-sheets/${sheet.id}`,
    permission: 'filing.manage',
    objectId: sheet.id,
  });
  return saved;
};

/** 复核评分 by the archivist. A department that sent nothing in time is scored without its self-score. */
export const reviewDepartment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DepartmentReviewInput,
): Promise<{ rowVersion: number }> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId, { lock: true });
  requireOpenRound(sheet);
  const answers = settleAnswers(sheet.list, input.answers);
  refuseClassified(input.opinion, ...answers.map((answer) => answer.note));
  const score = scoreOf(sheet.list, answers);
  const kept = { reviewAnswers: JSON.stringify(answers), opinion: input.opinion };
  const finished = input.isDone
    ? {
        state: 'reviewed',
        percent: requireWhole(score),
        gotPoints: score.got,
        gradeName: score.grade?.zh ?? null,
        isReviewed: true,
        reviewedByName: scope.actorName,
      }
    : {};
  const saved = await keep(tdb, scope, {
    sheet,
    rowVersion: input.rowVersion,
    values: { ...kept, ...finished },
    action: input.isDone ? 'departmentAssessment.review' : 'departmentAssessment.saveReview',
    detail: { was: sheet.percent, is: score.percent, open: score.open },
  });
  if (input.isDone)
    for (const kind of [REVIEW_TODO, DEPARTMENT_TODO]) await closeTodo(tdb, scope, { kind, objectId: sheet.id });
  return saved;
};

/** 退回重评 with a reason: the department has its sheet again. */
export const returnDepartment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReturnDepartmentInput,
): Promise<{ rowVersion: number }> => {
  refuseClassified(input.reason);
  const sheet = await requireSheet(tdb, scope, input.sheetId, { lock: true });
  requireOpenRound(sheet);
  if (sheet.state !== 'submitted') throw new AppError('STEP_PASSED', `department sheet ${sheet.id} is ${sheet.state}`);
  const values = { state: 'open', isSubmitted: false, submittedByName: null, returnReason: input.reason };
  const saved = await keep(tdb, scope, {
    sheet,
    rowVersion: input.rowVersion,
    values,
    action: 'departmentAssessment.return',
    detail: { reason: input.reason },
  });
  await closeTodo(tdb, scope, { kind: REVIEW_TODO, objectId: sheet.id, state: 'withdrawn' });
  const [handler] = await listHandlerAccounts(tdb, scope.tenantId, sheet.departmentId);
  await addTodo(tdb, scope, {
    kind: DEPARTMENT_TODO,
    title: `${sheet.departmentName}自评退回：${input.reason}`.slice(0, 200),
    source: scope.tenantName,
    link: `department-sheets/${sheet.id}`,
    permission: handler ? 'filing.handIn' : 'filing.manage',
    objectId: sheet.id,
    dueOn: sheet.dueOn,
    ...(handler ? { assigneeAccountId: handler.accountId } : {}),
  });
  return saved;
};
