import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listProposals, sumProgress } from '@/db/queries/digitisation-progress.queries';
import {
  type ProgressInput,
  type ProgressView,
  type ProposalsInput,
  type ProposalView,
  progressView,
  proposalView,
} from '@/server/domain/digital/digitisation-progress';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const COUNTED = ['total', 'done', 'running', 'excluded', 'bornDigital', 'frames', 'pages'] as const;
const NOTHING = { total: 0, done: 0, running: 0, excluded: 0, bornDigital: 0, frames: 0, pages: 0 };

/** 数字化进度 by year, category or fonds, and in all. */
export const getProgress = async (tdb: TenantDb, scope: TenantScope, input: ProgressInput): Promise<ProgressView> => {
  const rows = await sumProgress(tdb, scope.tenantId, input.axis);
  const sum = { key: '', label: '', ...NOTHING };
  for (const row of rows) for (const name of COUNTED) sum[name] += row[name];
  return progressView.parse({ axis: input.axis, rows, sum });
};

const cursorKey = z.tuple([z.number(), z.uuid()]);
/** 下一批建议: what was asked for most and is not scanned, with how often it was asked for. */
export const getProposals = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ProposalsInput,
): Promise<Page<ProposalView>> => {
  const { direction, limit, categoryCode } = input;
  const after = decodeCursor(cursorKey, input.cursor);
  const rows = await listProposals(tdb, scope.tenantId, { categoryCode, after, direction, limit: limit + 1 });
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total: null }, (row) =>
    encodeCursor([row.score, row.itemId]),
  );
  return { rows: page.rows.map((row) => proposalView.parse(row)), page: page.page };
};
