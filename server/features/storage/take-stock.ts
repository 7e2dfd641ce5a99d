import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  endStockTake,
  findStockTake,
  freezeExpected,
  insertStockTake,
  listLines,
  listStockTakeRows,
  lockStockTake,
  resolveLine,
} from '@/db/queries/stock-take.queries';
import { findPlaceSums } from '@/db/queries/storage-place.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type CancelStockTakeInput,
  type CloseStockTakeInput,
  type LineOutcome,
  type ListStockTakesInput,
  type ResolveDifferenceInput,
  resolutionsFor,
  type StartStockTakeInput,
  type StockTakeLinesInput,
  type StockTakeLineView,
  type StockTakeView,
  stockTakeLineView,
  stockTakeView,
} from '@/server/domain/storage/stock-take';
import type { TenantScope } from '@/server/tenancy/scope';
import { shelveBoxes } from './shelve-boxes.ts';

const takeCursor = z.tuple([z.iso.datetime(), z.uuid()]);
const lineCursor = z.tuple([z.string()]);

export const getStockTake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<StockTakeView> => {
  const row = await findStockTake(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `stock-take ${input.id} is not in tenant ${scope.tenantId}`);
  return stockTakeView.parse(row);
};

/** 清点 of all years, the latest first. */
export const listStockTakes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListStockTakesInput,
): Promise<Page<StockTakeView>> => {
  const { direction, limit } = input;
  const after = decodeCursor(takeCursor, input.cursor);
  const rows = await listStockTakeRows(tdb, scope.tenantId, input.year, { after, direction, limit: limit + 1 });
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total: null }, (row) =>
    encodeCursor([row.startedAt, row.id]),
  );
  return { rows: page.rows.map((row) => stockTakeView.parse(row)), page: page.page };
};

/** Begins to count a room or a range of shelves. What should stand there is frozen now. */
export const startStockTake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StartStockTakeInput,
): Promise<StockTakeView> => {
  refuseClassified(input.title);
  const place = await findPlaceSums(tdb, scope.tenantId, input.placeId);
  if (place?.state !== 'active') throw new AppError('NOT_FOUND', `place ${input.placeId} is not there`);
  const id = uuidv7();
  const { title, plannedOn } = input;
  await insertStockTake(tdb, {
    tenantId: scope.tenantId,
    id,
    title,
    plannedOn,
    year: Number(plannedOn.slice(0, 4)),
    placeId: place.id,
    placeCode: place.code,
    startedByName: scope.actorName,
  });
  const expected = await freezeExpected(tdb, scope.tenantId, id, place.id);
  await audit(tdb, scope, {
    action: 'storage.startStockTake',
    objectKind: 'stock_take',
    objectId: id,
    objectLabel: title,
    detail: { place: place.code, expected },
  });
  return getStockTake(tdb, scope, { id });
};

/** The boxes of a stock-take, by label; a filter on the outcome makes the lists of differences. */
export const listStockTakeLines = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StockTakeLinesInput,
): Promise<Page<StockTakeLineView>> => {
  const { direction, limit, outcome, stockTakeId } = input;
  const take = await getStockTake(tdb, scope, { id: stockTakeId });
  const cursor = decodeCursor(lineCursor, input.cursor);
  const walk = { after: cursor?.[0], direction, limit: limit + 1 };
  const rows = await listLines(tdb, scope.tenantId, stockTakeId, { outcome }, walk);
  const all = take.counted + take.missing + take.misplaced + take.unknown;
  const cut = { limit, direction, hasCursor: cursor !== undefined, total: outcome ? take[outcome] : all };
  const page = cutPage(rows, cut, (row) => encodeCursor([row.label]));
  return { rows: page.rows.map((row) => stockTakeLineView.parse(row)), page: page.page };
};

/** The stock-take, locked, while it is still open. */
export const requireOpen = async (
  tdb: TenantDb,
  scope: TenantScope,
  id: string,
): Promise<{ id: string; title: string; rowVersion: number }> => {
  const take = await lockStockTake(tdb, scope.tenantId, id);
  if (!take) throw new AppError('NOT_FOUND', `stock-take ${id} is not in tenant ${scope.tenantId}`);
  if (take.state !== 'open') throw new AppError('STOCK_TAKE_CLOSED', `${id} is ${take.state}`);
  return take;
};

/** Settles one difference. `registered_here` moves the box in the register to where it was found. */
export const resolveDifference = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ResolveDifferenceInput,
): Promise<StockTakeLineView> => {
  refuseClassified(input.note);
  const { stockTakeId, label, resolution } = input;
  const take = await requireOpen(tdb, scope, stockTakeId);
  const find = () =>
    listLines(
      tdb,
      scope.tenantId,
      stockTakeId,
      { labels: [label] },
      { after: undefined, direction: 'after', limit: 1 },
    );
  const [line] = await find();
  if (!line) throw new AppError('NOT_FOUND', `${label} is no line of ${stockTakeId}`);
  if (!resolutionsFor(line.outcome as LineOutcome).includes(resolution))
    throw new AppError('BAD_INPUT', `${line.outcome} is not settled by ${resolution}`, { resolution: 'WRONG' });
  if (resolution === 'registered_here' && line.boxId && line.foundPlaceId)
    await shelveBoxes(tdb, scope, { boxIds: [line.boxId], placeId: line.foundPlaceId, reason: take.title });
  await resolveLine(
    tdb,
    { tenantId: scope.tenantId, stockTakeId, label },
    { resolution, resolutionNote: input.note ?? null, resolvedByName: scope.actorName },
  );
  await audit(tdb, scope, {
    action: 'storage.resolveDifference',
    objectKind: 'stock_take',
    objectId: stockTakeId,
    objectLabel: take.title,
    detail: { label, outcome: line.outcome, resolution },
  });
  const [settled] = await find();
  return stockTakeLineView.parse(settled);
};

const end = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; rowVersion: number },
  values: { state: 'closed' | 'cancelled'; conclusion: string },
): Promise<StockTakeView> => {
  const key = { tenantId: scope.tenantId, id: input.id, rowVersion: input.rowVersion };
  if (!(await endStockTake(tdb, key, { ...values, closedByName: scope.actorName })))
    throw new AppError('STALE_VERSION', `stock-take ${input.id}`);
  const view = await getStockTake(tdb, scope, { id: input.id });
  await audit(tdb, scope, {
    action: values.state === 'closed' ? 'storage.closeStockTake' : 'storage.cancelStockTake',
    objectKind: 'stock_take',
    objectId: view.id,
    objectLabel: view.title,
    detail: { counted: view.counted, missing: view.missing, misplaced: view.misplaced, unknown: view.unknown },
  });
  return view;
};

/** Ends the stock-take once every difference is settled. */
export const closeStockTake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CloseStockTakeInput,
): Promise<StockTakeView> => {
  refuseClassified(input.conclusion);
  await requireOpen(tdb, scope, input.id);
  const { unresolved } = await getStockTake(tdb, scope, { id: input.id });
  if (unresolved > 0) throw new AppError('DIFFERENCES_OPEN', `${unresolved} differences`, { open: unresolved });
  return end(tdb, scope, input, { state: 'closed', conclusion: input.conclusion });
};

export const cancelStockTake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CancelStockTakeInput,
): Promise<StockTakeView> => {
  refuseClassified(input.reason);
  await requireOpen(tdb, scope, input.id);
  return end(tdb, scope, input, { state: 'cancelled', conclusion: input.reason });
};
