import { useDeferredValue, useMemo } from 'react';
import { type GridContext, type GridProblem, readGridRow, repeatedCells } from '@/server/domain/archive/grid-row';
import { type GridRow, isBlank } from './grid-model';

export type RowProblems = ReadonlyMap<string, readonly GridProblem[]>;

/** What the server said of a row; it holds only for the row that was judged. */
export interface Judgement {
  problem: GridProblem;
  isOf: (row: GridRow) => boolean;
}
export type Judgements = ReadonlyMap<string, readonly Judgement[]>;

const stillSaid = (judgements: readonly Judgement[] | undefined, row: GridRow): GridProblem[] =>
  (judgements ?? []).filter(({ isOf }) => isOf(row)).map(({ problem }) => problem);

/**
 * What is wrong in each row, by key: by itself, among the others, and as the server said. A row is read again only when
 * it has changed, so that 500 rows cost no more than the one that is typed in.
 */
export const useRowProblems = (
  rows: readonly GridRow[],
  context: GridContext,
  refused: Judgements,
  repeated: Judgements,
): RowProblems => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another context is another judgement of every row
  const read = useMemo(() => new WeakMap<GridRow, readonly GridProblem[]>(), [context]);
  const settled = useDeferredValue(rows);
  const repeats = useMemo(() => repeatedCells(settled.filter((row) => !isBlank(row))), [settled]);
  return useMemo(() => {
    const found = new Map<string, readonly GridProblem[]>();
    for (const row of rows) {
      if (isBlank(row)) {
        continue;
      }
      const own = read.get(row) ?? readGridRow(row.cells, context).problems;
      read.set(row, own);
      const all = [
        ...own,
        ...(repeats.get(row.key) ?? []),
        ...stillSaid(refused.get(row.key), row),
        ...stillSaid(repeated.get(row.key), row),
      ];
      if (all.length > 0) {
        found.set(row.key, all);
      }
    }
    return found;
  }, [rows, context, read, repeats, refused, repeated]);
};

export const errorsOf = (problems: readonly GridProblem[] | undefined): readonly GridProblem[] =>
  (problems ?? []).filter((problem) => problem.severity === 'error');
