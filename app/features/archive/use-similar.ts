import { useFound } from '@/app/lib/use-found';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { SimilarView } from '@/server/domain/archive/similar-record';

const ASK_MS = 500;

export interface SimilarQuestion {
  referenceCode?: string | undefined;
  documentNumber?: string | undefined;
  title?: string | undefined;
  exceptId?: string | undefined;
}

/**
 * 查重 while somebody types: asked half a second after the last key. It is a help: without an answer the server still
 * refuses a double code.
 */
export const useSimilar = (question: SimilarQuestion | null): SimilarView | null => {
  const client = useWorkspaceClient();
  const saysSomething = question !== null && (question.referenceCode || question.documentNumber || question.title);
  return useFound(
    saysSomething ? JSON.stringify(question) : '',
    (asked) => client.archive.findSimilar.query(JSON.parse(asked) as SimilarQuestion),
    ASK_MS,
  );
};
