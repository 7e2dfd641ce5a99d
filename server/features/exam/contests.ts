import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type ContestFields,
  type ContestRow,
  countContestRows,
  findContest,
  insertContest,
  listContestRows,
  updateContest,
} from '@/db/queries/contest.queries';
import { audit } from '@/server/audit/audit';
import {
  type ChangeContestInput,
  type ContestRowView,
  type ContestView,
  type CreateContestInput,
  contestRowView,
  contestView,
  type ListContestsInput,
} from '@/server/domain/exam/contest';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireExam } from './publish-exam.ts';

const OBJECT = 'contest';
const contestCursor = z.tuple([isoDate, uuid]);

/** 竞赛台账, the latest first. */
export const listContests = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListContestsInput,
): Promise<Page<ContestRowView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(contestCursor, input.cursor);
  const rows = await listContestRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countContestRows(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(contestRowView.array().parse(rows), options, (row) => encodeCursor([row.heldOn, row.id]));
};

export const requireContest = async (tdb: TenantDb, scope: TenantScope, contestId: string): Promise<ContestRow> => {
  const row = await findContest(tdb, scope.tenantId, contestId);
  if (!row) throw new AppError('NOT_FOUND', `contest ${contestId} is not in tenant ${scope.tenantId}`);
  return row;
};

export const getContest = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { contestId: string },
): Promise<ContestView> => contestView.parse(await requireContest(tdb, scope, input.contestId));

/** What is kept; the exam is one of this workspace. */
const fieldsOf = async (tdb: TenantDb, scope: TenantScope, input: CreateContestInput): Promise<ContestFields> => {
  refuseClassified(input.title, input.organiser, input.note);
  if (input.examId !== null) await requireExam(tdb, scope, input.examId);
  const { title, form, level, organiser, heldOn, examId, note = '' } = input;
  return { title, form, level, organiser, heldOn, examId, note };
};

/** 登记竞赛. */
export const createContest = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateContestInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a contest is registered by a person');
  const fields = await fieldsOf(tdb, scope, input);
  const id = uuidv7();
  await insertContest(tdb, { ...fields, tenantId: scope.tenantId, id, createdBy: scope.accountId });
  await audit(tdb, scope, {
    action: 'contest.create',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: input.title,
    detail: { level: input.level, heldOn: input.heldOn },
  });
  return { id };
};

export const changeContest = async (tdb: TenantDb, scope: TenantScope, input: ChangeContestInput): Promise<void> => {
  const row = await requireContest(tdb, scope, input.contestId);
  const fields = await fieldsOf(tdb, scope, input);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await updateContest(tdb, key, fields))) throw new AppError('STALE_VERSION', `contest ${row.id}`);
  await audit(tdb, scope, {
    action: 'contest.change',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: input.title,
    detail: { before: { title: row.title, level: row.level, heldOn: row.heldOn } },
  });
};

const COLUMNS = [
  { heading: '日期', width: 12 },
  { heading: '竞赛名称', width: 40 },
  { heading: '形式', width: 12 },
  { heading: '级别', width: 10 },
  { heading: '主办单位', width: 30 },
  { heading: '参赛', width: 8 },
  { heading: '获奖', width: 8 },
];
const FORM_WORDS = {
  knowledge: '知识竞赛',
  skills: '技能竞赛',
  speech: '演讲比赛',
  essay: '征文',
  other: '其他',
} as const;
const LEVEL_WORDS = { own: '本单位', district: '区级', city: '市级', province: '省级', national: '国家级' } as const;

/** 竞赛台账 as a workbook. */
export const exportContests = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: Pick<ListContestsInput, 'q' | 'year' | 'level'>,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = contestRowView.array().parse(await listContestRows(tdb, scope.tenantId, filter, page));
  return exportTable(tdb, scope, objects, {
    action: 'contest.export',
    objectKind: OBJECT,
    fileName: `竞赛台账_${scope.tenantName}.xlsx`,
    sheetName: '竞赛台账',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.heldOn,
      row.title,
      FORM_WORDS[row.form],
      LEVEL_WORDS[row.level],
      row.organiser,
      row.entryCount,
      row.awardCount,
    ]),
  });
};
