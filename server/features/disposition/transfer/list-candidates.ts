import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { type CandidateRow, countCandidateRows, listCandidateRows } from '@/db/queries/disposition-candidate.queries';
import { type CandidatePage, candidateView, type ListCandidatesInput } from '@/server/domain/disposition/transfer';
import { uuid } from '@/server/domain/shared/ids';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { dueOf, listArchives, settleSelection } from './list-due.ts';
import { requireBatch } from './require-batch.ts';

const byCode = z.tuple([z.string(), uuid]);

/** 可选档案 of the fonds of a batch, with when each is due and how much the conditions find. */
export const listCandidates = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListCandidatesInput,
): Promise<CandidatePage> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  const key = { tenantId: scope.tenantId, fondsId: batch.fondsId };
  const selection = await settleSelection(tdb, batch.archivesTenantId, input.selection);
  const { direction, limit } = input;
  const cursor = decodeCursor(byCode, input.cursor);
  const rows = await listCandidateRows(tdb, key, selection, { cursor, direction, limit });
  const counts = await countCandidateRows(tdb, key, selection);
  const termYears = (await listArchives(tdb)).find((one) => one.tenantId === batch.archivesTenantId)?.termYears ?? 10;
  const total = Math.min(counts.volumes + counts.pieces, COUNT_CAP);
  const page = cutPage<CandidateRow>(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.codeSort, row.id]),
  );
  const withDue = page.rows.map((row) =>
    candidateView.parse({ ...row, dueOn: dueOf(row.filingYear, termYears, row.fondsClosedOn) }),
  );
  return { rows: withDue, page: page.page, counts };
};
