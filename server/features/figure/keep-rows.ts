import { createHash } from 'node:crypto';
import type { Counted } from './countable.ts';

/** Up to here the ids stand beside the number; beyond it their number and a digest do, and the ids are kept apart. */
const KEPT_IDS = 20_000;
const MOST_IDS = 5_000_000;

export const digestOf = (ids: readonly string[]): string => createHash('sha256').update(ids.join('\n')).digest('hex');

export interface KeptRows {
  /** The ids, or their number and digest. */
  rowIds: readonly string[] | { count: number; sha256: string };
  /** The ids in their order, where they are not in `rowIds`. */
  countedIds: string[] | null;
}

/** Ids of the rows behind a figure, in their order, as a release and a frozen report keep them. */
export const keepRows = async ({ rows, listIds }: Pick<Counted, 'rows' | 'listIds'>): Promise<KeptRows> => {
  const isLarge = rows > KEPT_IDS;
  const ids = await listIds(isLarge ? MOST_IDS : KEPT_IDS);
  if (!isLarge) return { rowIds: ids, countedIds: null };
  return { rowIds: { count: ids.length, sha256: digestOf(ids) }, countedIds: ids };
};
