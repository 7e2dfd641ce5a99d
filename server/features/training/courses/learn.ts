import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { findAttachment } from '@/db/queries/dispatch.queries';
import {
  addReading,
  beginReading,
  countReaders,
  findLearning,
  type LearningRow,
  listLearningRows,
  listReaderRows,
} from '@/db/queries/learning.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import {
  type LearningView,
  learningView,
  type MaterialBody,
  MOST_AT_ONCE_SECONDS,
  materialBody,
  type ReaderView,
  type ReadingView,
  type ReportReadingInput,
  readerView,
  readingView,
} from '@/server/domain/training/course';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { keepTrainee } from '../hours/keep-trainee.ts';

const receivedKey = z.tuple([z.iso.datetime(), uuid]);
const readerKey = z.tuple([uuid]);

const viewOf = (row: LearningRow, body: MaterialBody): LearningView =>
  learningView.parse({ ...row, ...body, neededSeconds: body.neededMinutes * 60 });

const ownKey = (scope: TenantScope) => ({ tenantId: scope.tenantId, accountId: scope.accountId });

/** @throws AppError NOT_FOUND for what was not sent here, and for what is no course material. */
const requireLearning = async (tdb: TenantDb, scope: TenantScope, dispatchId: string) => {
  const row = await findLearning(tdb, ownKey(scope), dispatchId);
  const body = materialBody.safeParse(row?.body);
  if (!row || !body.success) throw new AppError('NOT_FOUND', `no material ${dispatchId} for ${scope.tenantId}`);
  return { row, body: body.data };
};

/** 收到的课件, the newest first, with the own progress. */
export const listLearning = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<LearningView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(receivedKey, input.cursor);
  const rows = await listLearningRows(tdb, ownKey(scope), { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: null };
  const cut = cutPage(rows, options, (row) => encodeCursor([row.receivedAt, row.dispatchId]));
  const views = cut.rows.flatMap((row) => {
    const body = materialBody.safeParse(row.body);
    return body.success ? [viewOf(row, body.data)] : [];
  });
  return { rows: views, page: cut.page };
};

/** One material that was received. */
export const getLearning = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string },
): Promise<LearningView> => {
  const { row, body } = await requireLearning(tdb, scope, input.dispatchId);
  return viewOf(row, body);
};

/** The bytes that came with it, in the sender's store. */
export const downloadLearning = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string },
): Promise<FileReference> => {
  const { body } = await requireLearning(tdb, scope, input.dispatchId);
  const file = await findAttachment(tdb, scope.tenantId, input.dispatchId, body.objectId);
  if (!file) throw new AppError('NOT_FOUND', `material ${input.dispatchId} came without its file`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = file;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** A lesson that a demand has asked for is answered by the first who finishes it. */
const answerLesson = async (
  tdb: TenantDb,
  scope: TenantScope,
  { row, body }: { row: LearningRow; body: MaterialBody },
): Promise<void> => {
  if (!row.isLesson || row.finished > 0) return;
  await sendDispatch(tdb, scope, {
    kind: 'receipt',
    addresseeTenantId: row.organiserTenantId,
    title: `已学完：${body.title}`,
    body: { note: '已有人员学完', materialId: body.materialId },
    inReplyTo: row.dispatchId,
  });
};

/**
 * 学习进度: begins with the first report. How long was looked at is bounded by the clock of the database, so that
 * nobody finishes an hour in a minute; what is finished is dated once and never taken back.
 */
export const reportReading = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReportReadingInput,
): Promise<ReadingView> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a person learns, not a job');
  const found = await requireLearning(tdb, scope, input.dispatchId);
  const { row, body } = found;
  const begun = await beginReading(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    dispatchId: row.dispatchId,
    materialId: body.materialId,
    organiserName: row.organiserName,
    title: body.title,
    version: body.version,
    hours: String(body.hours),
    knowledge: body.knowledge,
    accountId,
    personName: scope.actorName,
    neededSeconds: body.neededMinutes * 60,
    startedOn: await readToday(tdb),
  });
  const key = { tenantId: scope.tenantId, dispatchId: row.dispatchId, accountId };
  const { placeSeconds, seconds } = input;
  const now = await addReading(tdb, key, { seconds, placeSeconds, most: MOST_AT_ONCE_SECONDS });
  if (!now) throw new AppError('INTERNAL', `reading of ${row.dispatchId} is not there after it was begun`);
  const isFinishedNow = now.finishedOn !== null && !now.wasFinished;
  if (begun || isFinishedNow) {
    await countReaders(tdb, {
      tenantId: scope.tenantId,
      dispatchId: row.dispatchId,
      organiserTenantId: row.organiserTenantId,
      materialId: body.materialId,
      version: body.version,
    });
    await keepTrainee(tdb, scope, { personName: scope.actorName, accountId });
  }
  if (isFinishedNow) await answerLesson(tdb, scope, found);
  await audit(tdb, scope, {
    action: isFinishedNow ? 'courses.finishReading' : 'courses.read',
    objectKind: 'material_reading',
    objectId: now.id,
    objectLabel: body.title,
    detail: { seconds: now.seconds, neededSeconds: now.neededSeconds },
  });
  return readingView.parse(now);
};

/** 本单位学习情况 with one material. */
export const listReaders = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string; cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<ReaderView>> => {
  const { row } = await requireLearning(tdb, scope, input.dispatchId);
  const { direction, limit } = input;
  const cursor = decodeCursor(readerKey, input.cursor);
  const key = { tenantId: scope.tenantId, dispatchId: row.dispatchId };
  const rows = await listReaderRows(tdb, key, { cursor, direction, limit });
  return cutPage(
    rows.map((one) => readerView.parse(one)),
    { limit, direction, hasCursor: cursor !== undefined, total: row.readers },
    (one) => encodeCursor([one.id]),
  );
};
