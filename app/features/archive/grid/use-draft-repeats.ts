import { useEffect, useState } from 'react';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DraftRepeats } from '@/server/domain/archive/catalogue-draft';
import type { GridProblem } from '@/server/domain/archive/grid-row';
import type { Judgement, Judgements } from './use-row-problems';

const NONE: Judgements = new Map();

const judgementsOf = ({ problems }: DraftRepeats): Judgements => {
  const byRow = new Map<string, Judgement[]>();
  for (const { key, typed, problem } of problems) {
    const isOf: Judgement['isOf'] = (row) => (row.cells[problem.field] ?? '') === typed;
    byRow.set(key, [...(byRow.get(key) ?? []), { problem: problem as GridProblem, isOf }]);
  }
  return byRow;
};

/**
 * 查重 of all rows against the catalogue, asked whenever the draft was saved. Without an answer the grid goes on: the
 * server refuses a taken code anyway.
 */
export const useDraftRepeats = (draftId: string | null, savedAt: string | null): Judgements => {
  const client = useWorkspaceClient();
  const [found, setFound] = useState(NONE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another save is another question
  useEffect(() => {
    if (draftId === null) {
      return;
    }
    let isOld = false;
    client.archive.draftRepeats
      .query({ id: draftId })
      .then((repeats) => {
        if (!isOld) setFound(judgementsOf(repeats));
      })
      .catch(() => undefined);
    return () => {
      isOld = true;
    };
  }, [client, draftId, savedAt]);
  return found;
};
