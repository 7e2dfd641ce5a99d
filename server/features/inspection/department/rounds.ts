import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  closeDepartmentRound,
  countDepartmentRounds,
  type DepartmentRoundRow,
  findDepartmentRound,
  insertDepartmentRound,
  insertDepartmentSheet,
  listDepartmentRoundRows,
  listDepartmentSheets,
} from '@/db/queries/department-assessment.queries';
import { listDepartmentRows, listHandlerAccounts } from '@/db/queries/filing-department.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type DepartmentRoundView,
  departmentRoundView,
  departmentRoundWithSheets,
  type ListDepartmentRoundsInput,
  type OpenDepartmentRoundInput,
} from '@/server/domain/assessment/department';
import { checklistItem } from '@/server/domain/inspection/checklist';
import { type FrozenList, frozenList } from '@/server/domain/inspection/checklist-review';
import { POINTS_PROFILE } from '@/server/domain/inspection/scoring-profile';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addTodo } from '@/server/features/platform';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

export const DEPARTMENT_TODO = 'assessment.department';
const OBJECT = 'department_assessment';
const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** The unit's own scheme in the shape of every list that is scored, so that the points add up by the same rules. */
const listOf = ({ title, items }: OpenDepartmentRoundInput): FrozenList =>
  frozenList.parse({
    name: title,
    version: 1,
    items: items.map(({ zh, score }, at) =>
      checklistItem.parse({ code: `K${at + 1}`, legalItem: 'LI4', zh, en: '', score, risk: null, type: 'score' }),
    ),
    sections: [],
    profile: POINTS_PROFILE,
  });

/** Who fills a sheet in: the department's part-time archivist, or where it has none the unit's. */
const askDepartment = async (
  tdb: TenantDb,
  scope: TenantScope,
  asked: { sheetId: string; departmentId: string; departmentName: string; title: string; dueOn: string },
): Promise<void> => {
  const [handler] = await listHandlerAccounts(tdb, scope.tenantId, asked.departmentId);
  await addTodo(tdb, scope, {
    kind: DEPARTMENT_TODO,
    title: `${asked.departmentName}自评：${asked.title}`,
    source: scope.tenantName,
    link: `department-sheets/${asked.sheetId}`,
    permission: handler ? 'filing.handIn' : 'filing.manage',
    objectId: asked.sheetId,
    dueOn: asked.dueOn,
    ...(handler ? { assigneeAccountId: handler.accountId } : {}),
  });
};

/** 开展科室考核: every chosen department has its sheet and its to-do at once. */
export const openDepartmentRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OpenDepartmentRoundInput,
): Promise<{ id: string; departments: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an assessment needs a person');
  refuseClassified(input.title, input.words, ...input.items.map((item) => item.zh));
  if (input.dueOn < (await readClock(tdb)).today)
    throw new AppError('BAD_INPUT', 'the day lies in the past', { dueOn: 'past' });
  const wanted = new Set(input.departmentIds);
  const chosen = (await listDepartmentRows(tdb, scope.tenantId)).filter((row) => wanted.has(row.id));
  if (chosen.length !== wanted.size || chosen.some((row) => row.state !== 'active'))
    throw new AppError('NOT_FOUND', 'a department is not in use in this unit');
  const { tenantId } = scope;
  const id = uuidv7();
  const { year, title, words, dueOn } = input;
  const by = { createdBy: scope.accountId, createdByName: scope.actorName };
  const row = { tenantId, id, year, title, words, dueOn, list: listOf(input), ...by };
  if (!(await insertDepartmentRound(tdb, row))) throw new AppError('ALREADY_EXISTS', `${year} has a round ${title}`);
  for (const { id: departmentId, name: departmentName } of chosen) {
    const sheetId = uuidv7();
    await insertDepartmentSheet(tdb, { tenantId, id: sheetId, assessmentId: id, departmentId, departmentName });
    await askDepartment(tdb, scope, { sheetId, departmentId, departmentName, title, dueOn });
  }
  await audit(tdb, scope, {
    action: 'departmentAssessment.open',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: title,
    detail: { year, dueOn, departments: chosen.map((one) => one.name) },
  });
  return { id, departments: chosen.length };
};

export const listDepartmentRounds = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDepartmentRoundsInput,
): Promise<Page<DepartmentRoundView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listDepartmentRoundRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countDepartmentRounds(tdb, scope.tenantId, input);
  return cutPage(
    departmentRoundView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ createdAt, id }) => encodeCursor([createdAt, id]),
  );
};

const requireDepartmentRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  assessmentId: string,
  options: { lock?: boolean } = {},
): Promise<DepartmentRoundRow> => {
  const row = await findDepartmentRound(tdb, scope.tenantId, assessmentId, options);
  if (!row) throw new AppError('NOT_FOUND', `department assessment ${assessmentId} is not in tenant ${scope.tenantId}`);
  return row;
};

/** One assessment with all its departments, the best first. */
export const getDepartmentRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { assessmentId: string },
): Promise<z.infer<typeof departmentRoundWithSheets>> => {
  const round = await requireDepartmentRound(tdb, scope, input.assessmentId);
  return departmentRoundWithSheets.parse({
    ...round,
    sheets: await listDepartmentSheets(tdb, scope.tenantId, round.id),
  });
};

/** 公布结果 within the unit: the departments are ranked and nothing is changed afterwards. */
export const closeDepartmentAssessment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { assessmentId: string },
): Promise<{ departments: number }> => {
  const round = await requireDepartmentRound(tdb, scope, input.assessmentId, { lock: true });
  if (round.state === 'closed') throw new AppError('STEP_PASSED', `department assessment ${round.id} is closed`);
  const open = round.departments - round.reviewed;
  if (open > 0) throw new AppError('ASSESSMENT_UNFINISHED', `${open} departments have no score`, { units: open });
  await closeDepartmentRound(tdb, { tenantId: scope.tenantId, id: round.id }, scope.actorName);
  await audit(tdb, scope, {
    action: 'departmentAssessment.close',
    objectKind: OBJECT,
    objectId: round.id,
    objectLabel: round.title,
    detail: { departments: round.departments },
  });
  return { departments: round.departments };
};

const COLUMNS = [
  { heading: '名次', width: 8 },
  { heading: '内设机构', width: 24 },
  { heading: '自评得分率', width: 12 },
  { heading: '考核得分', width: 12 },
  { heading: '得分率', width: 10 },
  { heading: '等次', width: 10 },
  { heading: '自评人', width: 14 },
];

/** 科室考核结果 as a workbook. */
export const exportDepartmentRound = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { assessmentId: string },
): Promise<FileReference> => {
  const round = await requireDepartmentRound(tdb, scope, input.assessmentId);
  const rows = await listDepartmentSheets(tdb, scope.tenantId, round.id);
  return exportTable(tdb, scope, objects, {
    action: 'departmentAssessment.export',
    objectKind: OBJECT,
    fileName: `${round.title}_${scope.tenantName}.xlsx`,
    sheetName: '科室考核结果',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.rank,
      row.departmentName,
      row.selfPercent,
      row.gotPoints,
      row.percent,
      row.gradeName,
      row.submittedByName,
    ]),
  });
};
