import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findMine, listMineRows, type MineRow } from '@/db/queries/assessment-mine.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import {
  type ListMineInput,
  type MineRowView,
  type MineView,
  mineRowView,
  mineView,
  objectionBody,
  resultBody,
  scoreBody,
} from '@/server/domain/assessment/assessment-exchange';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const toRow = (row: MineRow): MineRowView => {
  const score = scoreBody.parse(row.body);
  const result = row.resultBody === null ? null : resultBody.parse(row.resultBody);
  return mineRowView.parse({
    ...row,
    title: score.title,
    year: score.year,
    percent: result?.percent ?? score.percent,
    gradeName: result ? result.gradeName : score.gradeName,
    rank: result?.rank ?? null,
    units: result?.units ?? null,
    objectionUntil: score.objectionUntil,
    isObjected: row.objectionId !== null,
  });
};

/** 本单位的考核, newest first. */
export const listMine = async (tdb: TenantDb, scope: TenantScope, input: ListMineInput): Promise<Page<MineRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listMineRows(tdb, scope.tenantId, { cursor, direction, limit });
  return cutPage(
    rows.map(toRow),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    ({ dispatchedAt, scoreDispatchId }) => encodeCursor([dispatchedAt, scoreDispatchId]),
  );
};

/** One score with every comment, and whether the unit may still object. */
export const getMine = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { scoreDispatchId: string },
): Promise<MineView> => {
  const row = await findMine(tdb, scope.tenantId, input.scoreDispatchId);
  if (!row) throw new AppError('NOT_FOUND', `score ${input.scoreDispatchId} was not sent to this tenant`);
  const view = toRow(row);
  const { today } = await readClock(tdb);
  const isInTime = view.objectionUntil !== null && view.objectionUntil >= today;
  return mineView.parse({
    ...view,
    score: scoreBody.parse(row.body),
    mayObject: isInTime && row.objectionId === null && row.resultBody === null,
    objection:
      row.objectionId === null
        ? null
        : { reason: objectionBody.parse(row.objectionBody).reason, sentAt: row.objectionAt ?? '' },
  });
};
