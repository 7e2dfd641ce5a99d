import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  findJobState,
  listRenumberingLines,
  listRenumberings as listRows,
} from '@/db/queries/fonds-renumbering.queries';
import {
  type RenumberingRowsInput,
  type RenumberingRowView,
  type RenumberingView,
  renumberingRowView,
  renumberingView,
} from '@/server/domain/fonds/renumbering';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireRenumbering } from './plan-renumbering.ts';

const byTime = z.tuple([z.iso.datetime(), z.uuid()]);
const byPosition = z.tuple([z.number().int()]);

interface PageAsked {
  cursor?: string | undefined;
  direction: 'after' | 'before';
  limit: number;
}

/** The tables of the unit, newest first. */
export const listRenumberings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PageAsked,
): Promise<Page<RenumberingView>> => {
  const after = decodeCursor(byTime, input.cursor);
  const { direction, limit } = input;
  const rows = await listRows(tdb, scope.tenantId, { direction, after, limit: limit + 1 });
  const cut = { limit, direction, hasCursor: after !== undefined, total: null };
  const page = cutPage(rows, cut, (row) => encodeCursor([row.createdAt, row.id]));
  return { rows: page.rows.map((row) => renumberingView.parse(row)), page: page.page };
};

/** One table with the state of its job, if it is one that took a job. */
export const getRenumbering = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ renumbering: RenumberingView; jobState: string | null }> => {
  const row = await requireRenumbering(tdb, scope.tenantId, input.id);
  const jobState = row.jobId === null ? null : await findJobState(tdb, scope.tenantId, row.jobId);
  return { renumbering: renumberingView.parse(row), jobState: jobState ?? null };
};

/** 新旧档号对照表, a page at a time. */
export const listRenumberingRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RenumberingRowsInput,
): Promise<Page<RenumberingRowView>> => {
  const table = await requireRenumbering(tdb, scope.tenantId, input.id);
  const [after] = decodeCursor(byPosition, input.cursor) ?? [];
  const { direction, limit, onlyProblems } = input;
  const rows = await listRenumberingLines(tdb, scope.tenantId, table.id, {
    direction,
    after,
    limit: limit + 1,
    onlyProblems,
  });
  const total = onlyProblems ? table.problemCount : table.changedCount + table.problemCount;
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.position]),
  );
  return { rows: page.rows.map((row) => renumberingRowView.parse(row)), page: page.page };
};
