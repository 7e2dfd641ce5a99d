import { useEffect, useState } from 'react';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SearchedRowView } from '@/server/domain/archive/archive-search';

const ASK_MS = 400;

/** What the words find, asked shortly after the last key; null while nothing was asked. */
export const useFoundItems = (words: string, limit: number): SearchedRowView[] | null => {
  const client = useWorkspaceClient();
  const [answer, setAnswer] = useState<{ words: string; rows: SearchedRowView[] } | null>(null);
  useEffect(() => {
    if (words === '') {
      return;
    }
    let isOld = false;
    const timer = setTimeout(() => {
      client.archive.search
        .query({ q: words, limit })
        .then(({ rows }) => {
          if (!isOld) setAnswer({ words, rows });
        })
        // The words stay: another key asks again.
        .catch(() => undefined);
    }, ASK_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [words, limit, client]);
  return answer?.words === words ? answer.rows : null;
};
