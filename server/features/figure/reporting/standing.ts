import type { TenantDb } from '@/db/client';
import {
  type FigureDocumentRow,
  listReceivedTimes,
  listSentFigureDocuments,
  type ReleaseTimesRow,
} from '@/db/queries/figures/reporting.queries';
import { type ReportingState, reviewBody } from '@/server/domain/figure/reporting';

/** What was last decided, and whether it is about what was last released. */
export const standingOf = (
  times: Pick<ReleaseTimesRow, 'releasedAt'> | undefined,
  documents: readonly FigureDocumentRow[],
): { state: ReportingState; reason: string | null; codes: string[] } => {
  const nothing = { reason: null, codes: [] };
  if (!times) return { state: 'not_released', ...nothing };
  const review = documents.find((document) => document.kind !== 'figure_call');
  if (!review || review.dispatchedAt < times.releasedAt) return { state: 'released', ...nothing };
  const { reason, codes } = reviewBody.parse(review.body);
  return { state: review.kind === 'figure_return' ? 'returned' : 'accepted', reason, codes };
};

/** How every unit that released something stands with the tenant. Units that are missing here have released nothing. */
export const standingsBelow = async (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<Map<number, ReportingState>> => {
  const sent = await listSentFigureDocuments(tdb, tenantId, year);
  const times = await listReceivedTimes(tdb, tenantId, year);
  return new Map(
    times.map((row) => {
      const about = sent.filter((document) => document.unitTenantId === row.unitTenantId);
      return [row.unitTenantId, standingOf(row, about).state];
    }),
  );
};
