import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  changeReport,
  insertChapters,
  listChapters,
  orderChapters,
  type ReportFacts,
  removeChapterRow,
  writeChapter,
} from '@/db/queries/report.queries';
import { audit } from '@/server/audit/audit';
import { nameChips } from '@/server/domain/report/name-chips';
import type {
  AddChapterInput,
  ChapterRef,
  MoveChapterInput,
  SaveChapterInput,
  SaveHeadInput,
} from '@/server/domain/report/report';
import { MOST_CHAPTERS } from '@/server/domain/report/report-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { nameCustomFigures } from '@/server/features/figure';
import type { TenantScope } from '@/server/tenancy/scope';
import { lockDraft, requireVersion } from './require-report.ts';

const note = (
  tdb: TenantDb,
  scope: TenantScope,
  report: ReportFacts,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  audit(tdb, scope, {
    action,
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
    detail,
  });

/** Title, addressee, day and cut-off. */
export const saveHead = async (tdb: TenantDb, scope: TenantScope, input: SaveHeadInput): Promise<void> => {
  const { reportId, rowVersion, title, signedOn, cutOff } = input;
  const addressee = input.addressee ?? null;
  refuseClassified(title, addressee);
  const report = await lockDraft(tdb, scope, reportId);
  requireVersion(report, rowVersion);
  if (cutOff !== null && Number(cutOff.slice(0, 4)) !== report.year)
    throw new AppError('BAD_INPUT', `${cutOff} is no day of ${report.year}`);
  const key = { tenantId: scope.tenantId, reportId };
  await changeReport(tdb, key, { title, addressee, signedOn, cutOff }, scope.actorName);
  await note(tdb, scope, report, 'report.saveHead', { title, cutOff, signedOn });
};

/** 保存一章. Two people may write in two chapters; in one, who comes later is told and loses nothing. */
export const saveChapter = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveChapterInput,
): Promise<{ rowVersion: number }> => {
  const { reportId, chapterId, rowVersion, heading, level } = input;
  refuseClassified(heading, ...input.paragraphs);
  const report = await lockDraft(tdb, scope, reportId);
  const key = { tenantId: scope.tenantId, reportId };
  const current = (await listChapters(tdb, key)).find((chapter) => chapter.id === chapterId);
  if (!current) throw new AppError('NOT_FOUND', `chapter ${chapterId} is not in report ${reportId}`);
  const names = new Map((await nameCustomFigures(tdb, scope)).map(({ code, name }) => [code, name]));
  const paragraphs = input.paragraphs.map((paragraph) => nameChips(paragraph.trim(), names)).filter(Boolean);
  const chapter = { level, heading, paragraphs };
  if (!(await writeChapter(tdb, { ...key, chapterId, rowVersion }, chapter, scope.actorName)))
    throw new AppError('STALE_VERSION', `chapter ${chapterId} is at ${current.rowVersion}`);
  await changeReport(tdb, key, {}, scope.actorName);
  await note(tdb, scope, report, 'report.saveChapter', { chapter: heading, paragraphs: paragraphs.length });
  return { rowVersion: rowVersion + 1 };
};

export const addChapter = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddChapterInput,
): Promise<{ id: string }> => {
  const { reportId, afterChapterId, heading, level } = input;
  refuseClassified(heading);
  const report = await lockDraft(tdb, scope, reportId);
  const key = { tenantId: scope.tenantId, reportId };
  const chapters = await listChapters(tdb, key);
  const before = afterChapterId === null ? 0 : chapters.findIndex((chapter) => chapter.id === afterChapterId) + 1;
  if (afterChapterId !== null && before === 0)
    throw new AppError('NOT_FOUND', `chapter ${afterChapterId} is not in report ${reportId}`);
  if (chapters.length >= MOST_CHAPTERS) throw new AppError('LIST_FULL', `report ${reportId} has ${chapters.length}`);
  const id = uuidv7();
  await insertChapters(
    tdb,
    key,
    [{ id, position: before + 1, level, heading, paragraphs: [], blocks: [] }],
    scope.actorName,
  );
  const order = chapters.map((chapter) => chapter.id);
  order.splice(before, 0, id);
  await orderChapters(tdb, key, order);
  await changeReport(tdb, key, {}, scope.actorName);
  await note(tdb, scope, report, 'report.addChapter', { chapter: heading });
  return { id };
};

export const removeChapter = async (tdb: TenantDb, scope: TenantScope, input: ChapterRef): Promise<void> => {
  const { reportId, chapterId, rowVersion } = input;
  const report = await lockDraft(tdb, scope, reportId);
  const key = { tenantId: scope.tenantId, reportId };
  const chapter = (await listChapters(tdb, key)).find((one) => one.id === chapterId);
  if (!chapter) throw new AppError('NOT_FOUND', `chapter ${chapterId} is not in report ${reportId}`);
  if (!(await removeChapterRow(tdb, { ...key, chapterId, rowVersion })))
    throw new AppError('STALE_VERSION', `chapter ${chapterId} is at ${chapter.rowVersion}`);
  await changeReport(tdb, key, {}, scope.actorName);
  await note(tdb, scope, report, 'report.removeChapter', { chapter: chapter.heading });
};

/** One place up or down. */
export const moveChapter = async (tdb: TenantDb, scope: TenantScope, input: MoveChapterInput): Promise<void> => {
  const { reportId, chapterId, direction } = input;
  const report = await lockDraft(tdb, scope, reportId);
  const key = { tenantId: scope.tenantId, reportId };
  const order = (await listChapters(tdb, key)).map((chapter) => chapter.id);
  const from = order.indexOf(chapterId);
  if (from < 0) throw new AppError('NOT_FOUND', `chapter ${chapterId} is not in report ${reportId}`);
  const to = Math.min(order.length - 1, Math.max(0, from + (direction === 'up' ? -1 : 1)));
  order.splice(to, 0, ...order.splice(from, 1));
  await orderChapters(tdb, key, order);
  await changeReport(tdb, key, {}, scope.actorName);
  await note(tdb, scope, report, 'report.moveChapter', { from: from + 1, to: to + 1 });
};
