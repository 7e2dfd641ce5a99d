import { memo } from 'react';
import type { GridRow } from './grid-model';
import { ROLE } from './roles';
import type { SheetFace, SheetProblem } from './sheet-face';

interface GridRowViewProps {
  row: GridRow;
  index: number;
  columns: readonly string[];
  widths: readonly number[];
  locked: ReadonlySet<string>;
  problems: readonly SheetProblem[] | undefined;
  /** Columns of this row that are selected; null when none is. */
  selected: readonly [left: number, right: number] | null;
  say: SheetFace['say'];
}

const classOf = (props: GridRowViewProps, column: string, at: number): string => {
  const { row, problems, selected, locked } = props;
  const own = problems?.filter((problem) => problem.field === column) ?? [];
  const isChanged = row.seen !== undefined && (row.seen[column] ?? '') !== (row.cells[column] ?? '');
  return [
    'lt-sheet-cell',
    own.some((problem) => problem.severity === 'error') ? 'lt-sheet-wrong' : own.length > 0 ? 'lt-sheet-doubt' : '',
    selected && at >= selected[0] && at <= selected[1] ? 'lt-sheet-selected' : '',
    locked.has(column) ? 'lt-sheet-locked' : '',
    isChanged ? 'lt-sheet-changed' : '',
  ]
    .filter(Boolean)
    .join(' ');
};

/** One row; it is drawn again only when something of its own changes. */
export const GridRowView = memo((props: GridRowViewProps) => {
  const { row, index, columns, widths, problems, say } = props;
  const isWrong = problems?.some((problem) => problem.severity === 'error') ?? false;
  return (
    <tr {...ROLE.row} className="lt-sheet-row" aria-rowindex={index + 2}>
      <th {...ROLE.rowHead} scope="row" className={`lt-sheet-number ${isWrong ? 'lt-sheet-wrong' : ''}`}>
        {index + 1}
      </th>
      {columns.map((column, at) => (
        <td
          key={column}
          {...ROLE.cell}
          className={classOf(props, column, at)}
          style={{ width: widths[at] }}
          data-place={`${index} ${at}`}
          aria-invalid={
            problems?.some((problem) => problem.field === column && problem.severity === 'error') || undefined
          }
          title={problems
            ?.filter((problem) => problem.field === column)
            .map(say)
            .join('\n')}
        >
          {row.cells[column] ?? ''}
        </td>
      ))}
    </tr>
  );
});
