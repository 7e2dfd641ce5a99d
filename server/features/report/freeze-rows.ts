import { type Counted, digestOf, type KeptRows, keepRows } from '@/server/features/figure';

/** Ids of the rows behind a figure and one digest over them, the same wherever the ids are kept. */
export const freezeRows = async (computed: Counted): Promise<KeptRows & { sha256: string }> => {
  const kept = await keepRows(computed);
  return { ...kept, sha256: 'sha256' in kept.rowIds ? kept.rowIds.sha256 : digestOf(kept.rowIds) };
};
