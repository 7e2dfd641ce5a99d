import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Pools, type TenantDb, withSystemDb } from '@/db/client';
import { findPublisher } from '@/db/queries/publication.queries';
import {
  countResultRows,
  findResultRow,
  insertResultPublication,
  listPublishedResults,
  listResultLines,
  listResultRows,
  type ResultRow,
  withdrawResultRow,
} from '@/db/queries/result-publication.queries';
import { audit } from '@/server/audit/audit';
import { findLevel, type RatingKind } from '@/server/domain/assessment/assessment-vocabulary';
import {
  type ListResultsInput,
  type PublishedResultView,
  type PublishResultInput,
  publishedResultView,
  type ResultRowView,
  resultPublicationBody,
  resultRowView,
  type WithdrawResultInput,
} from '@/server/domain/assessment/result-publication';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireImpersonal } from '../closure/publish.ts';

const OBJECT = 'result_publication';
const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const levelOf = ({ ratingKind, level }: ResultRow): string =>
  findLevel((ratingKind ?? 'business') as RatingKind, level ?? '')?.zh ?? level ?? '';

const titleOf = (row: ResultRow): string => (row.kind === 'rating' ? `${row.subjectName} ${levelOf(row)}` : row.title);

/** 公示: confirmed results and given levels, the newest first, each with its 24-hour clock. */
export const listResults = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListResultsInput,
): Promise<Page<ResultRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listResultRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countResultRows(tdb, scope.tenantId, input);
  const views = rows.map((row) => resultRowView.parse({ ...row, title: titleOf(row) }));
  return cutPage(views, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.decidedAt, row.subjectId]),
  );
};

/** 公示 of a result. What is shown is put together here, of units, grades and ranks; points and opinions stay between the two. */
export const publishResult = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PublishResultInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a publication needs a person');
  const { statement = null } = input;
  refuseClassified(statement);
  requireImpersonal(statement, [scope.actorName]);
  const row = await findResultRow(tdb, scope.tenantId, input);
  if (!row) throw new AppError('NOT_FOUND', `no decided ${input.kind} ${input.subjectId}`);
  const isRating = row.kind === 'rating';
  const lines = isRating
    ? [{ unitName: row.subjectName, rank: null, gradeName: levelOf(row) }]
    : await listResultLines(tdb, scope.tenantId, row.subjectId);
  const id = uuidv7();
  const isNew = await insertResultPublication(tdb, {
    tenantId: scope.tenantId,
    id,
    roundId: isRating ? null : row.subjectId,
    ratingId: isRating ? row.subjectId : null,
    body: resultPublicationBody.parse({ ...row, issuerName: scope.tenantName, title: titleOf(row), lines, statement }),
    publishedBy: scope.accountId,
    publishedByName: scope.actorName,
  });
  if (!isNew) throw new AppError('ALREADY_EXISTS', `${input.kind} ${input.subjectId} is published`);
  await audit(tdb, scope, {
    action: 'assessment.publishResult',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: titleOf(row),
    detail: { kind: row.kind, subjectId: row.subjectId, dueAt: row.dueAt, isLate: row.isLate },
  });
  return { id };
};

/** Takes a publication back with a reason; the right one may then be published. */
export const withdrawResult = async (tdb: TenantDb, scope: TenantScope, input: WithdrawResultInput): Promise<void> => {
  refuseClassified(input.reason);
  if (!(await withdrawResultRow(tdb, { tenantId: scope.tenantId, id: input.publicationId }, input.reason)))
    throw new AppError('NOT_FOUND', `no publication ${input.publicationId} to withdraw`);
  await audit(tdb, scope, {
    action: 'assessment.withdrawPublication',
    objectKind: OBJECT,
    objectId: input.publicationId,
    detail: { reason: input.reason },
  });
};

/** The public page of an office: its results. One that has published none is answered like one that is not there. */
export const listPublishedResultsBy = async (
  pools: Pools,
  input: { slug: string; cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<{ name: string } & Page<PublishedResultView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const { name, rows } = await withSystemDb(pools, async (sdb) => ({
    name: await findPublisher(sdb, input.slug),
    rows: await listPublishedResults(sdb, input.slug, { cursor, direction, limit }),
  }));
  if (name === undefined || (rows.length === 0 && cursor === undefined))
    throw new AppError('NOT_FOUND', `${input.slug} publishes no results`);
  const views = rows.map(({ id, body, publishedAt }) =>
    publishedResultView.parse({ ...resultPublicationBody.parse(body), id, publishedAt }),
  );
  const page = cutPage(views, { limit, direction, hasCursor: cursor !== undefined, total: null }, (view) =>
    encodeCursor([view.publishedAt, view.id]),
  );
  return { name, ...page };
};
