import { useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { GrantedItemView, GrantedPage } from '@/server/domain/archive/granted-archive';
import type { FindingWordsView } from '@/server/domain/inspection/finding-draft';
import type { GrantedPlacesView } from '@/server/domain/inspection/granted-place';

interface Read<T> {
  data: T | undefined;
  failure: unknown;
}

/**
 * Asked for from the browser and not by the loader: a loader runs again after every act on the page, and each run
 * would stand in the unit's log as one more look at its records.
 */
const useRead = <T>(key: string | null, read: () => Promise<T>): Read<T> => {
  const [state, setState] = useState<Read<T> & { key: string | null }>({ key: null, data: undefined, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says all that `read` depends on
  useEffect(() => {
    if (key === null) {
      return;
    }
    let overtaken = false;
    read().then(
      (data) => overtaken || setState({ key, data, failure: null }),
      (failure) => overtaken || setState({ key, data: undefined, failure }),
    );
    return () => {
      overtaken = true;
    };
  }, [key]);
  return state.key === key ? state : { data: undefined, failure: null };
};

/** A page of the unit's catalogue under the grant, as the address asks for it. */
export const useCatalogue = (unitSlug: string | null): Read<GrantedPage> => {
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const query = { q: params.get('q') || undefined, ...pageOfParams(params) };
  return useRead(unitSlug === null ? null : JSON.stringify([unitSlug, query]), () =>
    client.archive.grantedList.query({ unitSlug, ...query }),
  );
};

/** One record under the grant. */
export const useGrantedRecord = (unitSlug: string | null, id: string | null): Read<GrantedItemView> => {
  const client = useWorkspaceClient();
  return useRead(unitSlug === null || id === null ? null : `${unitSlug} ${id}`, () =>
    client.archive.grantedById.query({ unitSlug: unitSlug ?? '', id: id ?? '' }),
  );
};

/** What lies in a place of the inspected unit under the inspection's grant; null is the house, whose rooms are read. */
export const useGrantedPlaces = (inspectionId: string, placeId: string | null): Read<GrantedPlacesView> => {
  const client = useWorkspaceClient();
  return useRead(`${inspectionId} ${placeId ?? ''}`, () =>
    client.inspection.grantedPlaces.query({ inspectionId, ...(placeId === null ? {} : { placeId }) }),
  );
};

const NO_WORDS: FindingWordsView = { notes: [], facts: [], requirements: [] };

/** 常用语 of the office about an item. Without them the general ones are left. */
export const useOwnWords = (inspectionId: string, itemCode: string | null): FindingWordsView => {
  const client = useWorkspaceClient();
  const { data } = useRead(itemCode === null ? null : `${inspectionId} ${itemCode}`, () =>
    client.inspection.findingWords.query({ inspectionId, itemCode: itemCode ?? '' }),
  );
  return data ?? NO_WORDS;
};
