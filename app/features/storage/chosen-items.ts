import type { Selection } from '@/app/components/data-table';

const MOST_AT_ONCE = 500;

interface PageOfIds {
  rows: { id: string }[];
  page: { nextCursor: string | null };
}

/** The ids of some rows, or of everything that the query finds: then its pages are read to the end. */
export const idsOfSelection = async (
  selection: Selection,
  readPage: (cursor: string | undefined) => Promise<PageOfIds>,
): Promise<string[]> => {
  if (selection.kind === 'rows') {
    return selection.keys;
  }
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { rows, page } = await readPage(cursor);
    ids.push(...rows.map((row) => row.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
};

/** Moves in portions that the server takes at once; answers how many went. */
export const moveAll = async (
  ids: readonly string[],
  move: (portion: string[]) => Promise<{ moved: number }>,
): Promise<number> => {
  let moved = 0;
  for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
    moved += (await move(ids.slice(from, from + MOST_AT_ONCE))).moved;
  }
  return moved;
};
