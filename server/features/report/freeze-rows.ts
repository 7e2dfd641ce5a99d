import { createHash } from 'node:crypto';
import type { TenantDb } from '@/db/client';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import { type ComputedFigure, keepRows } from '@/server/features/figure';
import type { TenantScope } from '@/server/tenancy/scope';

/** Ids of the rows behind a figure and one digest over them, the same whether the ids are kept or only counted. */
export const freezeRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  computed: ComputedFigure,
  days: FigurePeriodView,
): Promise<{ rowIds: unknown; sha256: string }> => {
  const rowIds = await keepRows(tdb, scope, computed, days);
  if (!Array.isArray(rowIds)) return { rowIds, sha256: (rowIds as { sha256: string }).sha256 };
  return { rowIds, sha256: createHash('sha256').update(rowIds.join('\n')).digest('hex') };
};
