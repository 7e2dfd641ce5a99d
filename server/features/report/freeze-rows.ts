import { createHash } from 'node:crypto';
import { type Counted, keepRows } from '@/server/features/figure';

/** Ids of the rows behind a figure and one digest over them, the same whether the ids are kept or only counted. */
export const freezeRows = async (computed: Counted): Promise<{ rowIds: unknown; sha256: string }> => {
  const rowIds = await keepRows(computed);
  if (!Array.isArray(rowIds)) return { rowIds, sha256: (rowIds as { sha256: string }).sha256 };
  return { rowIds, sha256: createHash('sha256').update(rowIds.join('\n')).digest('hex') };
};
