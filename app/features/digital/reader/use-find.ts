import { useMemo, useState } from 'react';
import { linesToRead } from '@/server/domain/digital/page-text';
import { findInLines, type Hit } from './find-in-text';
import type { Leaf } from './leaves';
import type { PageTexts } from './use-page-texts';

export interface Found extends Hit {
  leaf: number;
}

/** Every place of a word in the record, in reading order, and which of them one stands at. */
export const useFind = (leaves: readonly Leaf[], texts: PageTexts, first: string) => {
  const [word, setWord] = useState(first);
  const [at, setAt] = useState(-1);
  const { textOf } = texts;
  const hits = useMemo(
    () =>
      word.trim() === ''
        ? []
        : leaves.flatMap((leaf, index): Found[] =>
            findInLines(linesToRead(textOf(leaf)), word).map((hit) => ({ ...hit, leaf: index })),
          ),
    [leaves, textOf, word],
  );
  const start = (next: string) => {
    setWord(next);
    setAt(-1);
    if (next.trim() !== '') void texts.loadAll();
  };
  /** The next place from where one stands; from a page when one stands nowhere yet. */
  const step = (by: 1 | -1, from: number): Found | null => {
    if (hits.length === 0) return null;
    const ahead = hits.findIndex((hit) => hit.leaf >= from);
    const goal = at < 0 ? Math.max(0, ahead) : (at + by + hits.length) % hits.length;
    setAt(goal);
    return hits[goal] ?? null;
  };
  return { word, hits, at, start, step };
};
