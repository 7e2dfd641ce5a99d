import { useEffect, useState } from 'react';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemFilters } from '@/server/domain/archive/archive-list';
import type { SumView } from '@/server/domain/archive/item-history';

/** 合计 of the list, asked after the list is there: adding up a whole catalogue must not keep anybody waiting. */
export const useSums = (filters: ItemFilters): SumView | null => {
  const client = useWorkspaceClient();
  const key = JSON.stringify(filters);
  const [answer, setAnswer] = useState<{ key: string; sums: SumView } | null>(null);
  useEffect(() => {
    let isOld = false;
    client.archive.sums
      .query(JSON.parse(key) as ItemFilters)
      .then((sums) => {
        if (!isOld) setAnswer({ key, sums });
      })
      // The list is complete without its sum.
      .catch(() => undefined);
    return () => {
      isOld = true;
    };
  }, [client, key]);
  return answer?.key === key ? answer.sums : null;
};
