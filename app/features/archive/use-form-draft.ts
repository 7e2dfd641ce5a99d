import { useMemo } from 'react';
import type { GridCells } from '@/server/domain/archive/grid-row';
import { useDraft } from './grid/use-draft';

const filled = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && value !== '' && name !== 'fondsId' && name !== 'categoryCode' ? [[name, value]] : [],
    ),
  );

/** Keeps one form as a draft of one row, the way the grid keeps its rows. */
export const useFormDraft = (
  values: Readonly<Record<string, unknown>>,
  place: { fondsId: string; categoryCode: string },
  first: { id: string; rowVersion: number } | null,
) => {
  const text = JSON.stringify(filled(values));
  const rows = useMemo(() => [{ key: 'form', cells: JSON.parse(text) as GridCells }], [text]);
  return useDraft({ kind: 'form', ...place }, rows, first);
};
