import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listFigureRows as listFigureRecords } from '@/db/queries/figures/figure.queries';
import type { FigureRowsView, FigureRowView, ListFigureRowsInput } from '@/server/domain/figure/figure-views';
import { computedFigures } from '@/server/domain/figure/figures';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { computeOne } from './compute-figures.ts';
import { figurePeriod } from './figure-period.ts';

const rowCursor = z.tuple([z.string().max(400), z.uuid()]);

/** 点数到行: the very rows that a figure counts. */
export const listFigureRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListFigureRowsInput,
): Promise<FigureRowsView> => {
  const figure = computedFigures(scope.tenantKind).find((candidate) => candidate.code === input.code);
  if (!figure) throw new AppError('FIGURE_NOT_FOR_THIS_TENANT', `${input.code} is not computed in ${scope.tenantKind}`);
  const period = await figurePeriod(tdb, input);
  const { value, state, rows: total, parts } = await computeOne(tdb, scope, figure, period);
  const { direction, limit } = input;
  const cursor = decodeCursor(rowCursor, input.cursor);
  const question = { tenantId: scope.tenantId, from: period.from, to: period.to };
  const records = await listFigureRecords(tdb, figure.code, question, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  const { rows, page } = cutPage(records, options, (record) => encodeCursor([record.sortKey, record.id]));
  const views = rows.map(({ sortKey: _, ...record }): FigureRowView => ({ ...record, kind: figure.source }));
  return { code: figure.code, period, value, state, parts, rows: views, page };
};
