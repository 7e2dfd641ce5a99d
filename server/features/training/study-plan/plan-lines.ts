import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { lockRegisterEntry } from '@/db/queries/register.queries';
import { countPlanLineRows, findPlanLine, listPlanLineRows, type PlanLineRow } from '@/db/queries/study-plan.queries';
import { type ChoiceField, fieldNamed } from '@/server/domain/register/register-definition';
import { studyPlan } from '@/server/domain/register/registers/study-plan';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { CourseSessionView } from '@/server/domain/training/course-session';
import type { PlanLineStanding } from '@/server/domain/training/course-vocabulary';
import {
  type HoldPlanLineInput,
  type ListPlanLinesInput,
  type PlanLineFilter,
  type PlanLineView,
  planLineView,
} from '@/server/domain/training/study-plan';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { createSession } from '../create-session.ts';

const lineCursor = z.tuple([z.iso.date(), z.uuid()]);
const MOST_TITLE = 120;

const toView = ({ sessionId, heldOn, sessionState, attendanceCount, ...line }: PlanLineRow): PlanLineView =>
  planLineView.parse({
    ...line,
    session: sessionId === null ? null : { id: sessionId, heldOn, state: sessionState, attendanceCount },
  });

/** 学习计划 in the order of its days, each line with its session and how many came. */
export const listPlanLines = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListPlanLinesInput,
): Promise<Page<PlanLineView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(lineCursor, input.cursor);
  const rows = await listPlanLineRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countPlanLineRows(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(rows.map(toView), options, (row) => encodeCursor([row.plannedOn, row.entryId]));
};

/**
 * 办成培训: the line becomes a session in one act. Locked, so that two people who press at once make one session. A line
 * whose session was cancelled may become another.
 */
export const holdPlanLine = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: HoldPlanLineInput,
): Promise<CourseSessionView> => {
  const { entryId, heldOn, ...said } = input;
  await lockRegisterEntry(tdb, scope.tenantId, entryId);
  const line = await findPlanLine(tdb, scope.tenantId, entryId);
  if (!line) throw new AppError('NOT_FOUND', `plan line ${entryId} is not in tenant ${scope.tenantId}`);
  if (line.sessionId !== null) throw new AppError('ALREADY_EXISTS', `plan line ${entryId} has a session`);
  const session = {
    ...said,
    title: line.topic.slice(0, MOST_TITLE),
    heldOn: heldOn ?? line.plannedOn,
    audience: line.audience ?? undefined,
    speaker: line.speaker ?? undefined,
    organiserKind: 'own' as const,
    programme: 'general' as const,
    posts: [],
    systemRoles: [],
  };
  return createSession(tdb, scope, session, entryId);
};

const FORMS = Object.fromEntries(
  (fieldNamed(studyPlan, 'form') as ChoiceField).choices.map(({ code, zh }) => [code, zh]),
);
const STANDING_WORDS: Record<PlanLineStanding, string> = {
  waiting: '还没办',
  overdue: '过期没办',
  arranged: '已安排',
  held: '已举办',
};

/** 学习计划 with what became of it, as a workbook. */
export const exportPlanLines = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: PlanLineFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listPlanLineRows(tdb, scope.tenantId, filter, page)).map(toView);
  return exportTable(tdb, scope, objects, {
    action: 'studyPlan.export',
    objectKind: 'register_entry',
    fileName: `学习计划落实情况_${scope.tenantName}.xlsx`,
    sheetName: '学习计划',
    columns: [
      { heading: '计划日期', width: 12 },
      { heading: '学习内容', width: 40 },
      { heading: '方式', width: 12 },
      { heading: '参加对象', width: 24 },
      { heading: '主讲人', width: 12 },
      { heading: '落实情况', width: 12 },
      { heading: '举办日期', width: 12 },
      { heading: '到场人数', width: 10 },
    ],
    rows: rows.map((row) => [
      row.plannedOn,
      row.topic,
      FORMS[row.form] ?? row.form,
      row.audience,
      row.speaker,
      STANDING_WORDS[row.standing],
      row.session?.heldOn ?? null,
      row.session?.attendanceCount ?? null,
    ]),
  });
};
