import { useEffect, useState } from 'react';
import type { ListTotal } from '@/app/components/keyset-pager';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemFilters, ItemPage } from '@/server/domain/archive/archive-list';
import type { FacetsView } from '@/server/domain/archive/archive-search';

/** Beyond so many matches of a text the page does not count them on the way. */
const COUNTED_ON_THE_WAY = 2_000;

interface Answer {
  key: string;
  facets: FacetsView;
  /** Counted one by one, where the facets are drawn from a sample. */
  exact: number | null;
}

/**
 * 分面 of the list and how many it finds, asked when the list is there: counting must not keep anybody waiting. Asked
 * again when what is shown has changed.
 */
export const useListFacets = (filters: ItemFilters, list: ItemPage) => {
  const client = useWorkspaceClient();
  const key = JSON.stringify(filters);
  const shown = JSON.stringify(list);
  const [answer, setAnswer] = useState<Answer | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows on the page are the sign that figures may have changed
  useEffect(() => {
    let isOld = false;
    const { state: _state, ...question } = JSON.parse(key) as ItemFilters;
    const ask = async () => {
      const facets = await client.archive.searchFacets.query(question);
      if (isOld) return;
      setAnswer({ key, facets, exact: null });
      if (facets.isExact) return;
      const { count } = await client.archive.searchCount.query({ ...question, isExact: true });
      if (!isOld) setAnswer({ key, facets, exact: count });
    };
    // The list is complete without its figures.
    ask().catch(() => undefined);
    return () => {
      isOld = true;
    };
  }, [client, key, shown]);
  const known = answer?.key === key ? answer : null;
  return { facets: known?.facets ?? null, total: totalOf(known, list.page.total) };
};

const totalOf = (known: Answer | null, onTheWay: number | null): ListTotal | undefined => {
  if (known) {
    const { facets, exact } = known;
    return { n: exact ?? facets.total, kind: facets.isExact || exact !== null ? 'exact' : 'about' };
  }
  return onTheWay === null ? { n: COUNTED_ON_THE_WAY, kind: 'atLeast' } : undefined;
};
