import { useEffect, useState } from 'react';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SimilarView } from '@/server/domain/archive/similar-record';

const ASK_MS = 500;

export interface SimilarQuestion {
  referenceCode?: string | undefined;
  documentNumber?: string | undefined;
  title?: string | undefined;
  exceptId?: string | undefined;
}

/** 查重 while somebody types: asked half a second after the last key; an answer to an older question is dropped. */
export const useSimilar = (question: SimilarQuestion | null): SimilarView | null => {
  const client = useWorkspaceClient();
  const [answer, setAnswer] = useState<{ key: string; view: SimilarView } | null>(null);
  const key = question === null ? '' : JSON.stringify(question);
  useEffect(() => {
    if (key === '') {
      return;
    }
    const asked = JSON.parse(key) as SimilarQuestion;
    if (!asked.referenceCode && !asked.documentNumber && !asked.title) {
      setAnswer(null);
      return;
    }
    let isOld = false;
    const timer = setTimeout(() => {
      client.archive.findSimilar
        .query(asked)
        .then((view) => {
          if (!isOld) setAnswer({ key, view });
        })
        // The check is a help: without an answer the server still refuses a double code.
        .catch(() => undefined);
    }, ASK_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [key, client]);
  return answer?.key === key ? answer.view : null;
};
