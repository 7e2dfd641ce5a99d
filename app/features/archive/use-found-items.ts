import { useFound } from '@/app/lib/use-found';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SearchedRowView, SearchInput } from '@/server/domain/archive/archive-search';

/** Records that the words find; null while nothing was asked. */
export const useFoundItems = (
  words: string,
  limit: number,
  among: Pick<SearchInput, 'builder' | 'categoryCode' | 'fondsId'> = {},
): SearchedRowView[] | null => {
  const client = useWorkspaceClient();
  return useFound(words, async (q) => (await client.archive.search.query({ ...among, q, limit })).rows);
};
