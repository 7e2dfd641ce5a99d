import type { MouseEvent, ReactNode } from 'react';
import { useText } from '@/app/i18n/use-text';
import { ROLE } from './roles';
import type { Column } from './types';

interface TableRowProps<Row> {
  row: Row;
  index: number;
  label: string;
  columns: readonly Column<Row>[];
  /** Null where rows cannot be selected. */
  selected: boolean | null;
  current: boolean;
  actions: ReactNode;
  onToggle: () => void;
  onOpen: (() => void) | null;
}

const classOf = (column: { numeric?: boolean; truncate?: boolean; isDrawn?: boolean; onPhone?: string }): string =>
  [
    column.numeric ? 'lt-num' : '',
    column.truncate && !column.isDrawn ? 'lt-table-truncate' : '',
    column.isDrawn ? 'lt-table-drawn' : '',
    column.onPhone ? `lt-table-phone-${column.onPhone}` : '',
  ]
    .filter(Boolean)
    .join(' ');

const isNothing = (value: ReactNode): boolean => value === null || value === undefined || value === '';

const drawnTo = (column: { isDrawn?: boolean; width?: string }) =>
  column.isDrawn ? { maxWidth: column.width } : undefined;

/** What the width cuts off is read by resting the pointer on it. */
const showWhole = ({ currentTarget }: MouseEvent<HTMLElement>): void => {
  const isCut = currentTarget.scrollWidth > currentTarget.clientWidth;
  currentTarget.title = isCut ? (currentTarget.textContent ?? '') : '';
};

/** A click on anything that does something by itself is not a click on the row. */
const isOwnTarget = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, label, select, summary') !== null;

export const TableRow = <Row,>(props: TableRowProps<Row>) => {
  const t = useText();
  const { row, index, label, columns, selected, current, actions, onToggle, onOpen } = props;
  const className = [
    selected ? 'lt-table-selected' : '',
    current ? 'lt-table-current' : '',
    onOpen ? 'lt-table-open' : '',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <tr
      {...ROLE.row}
      tabIndex={-1}
      data-row={index}
      className={className || undefined}
      aria-current={current || undefined}
      onClick={(event) => {
        if (onOpen && !isOwnTarget(event.target) && !window.getSelection()?.toString()) {
          onOpen();
        }
      }}
    >
      {selected === null ? null : (
        <td {...ROLE.cell} className="lt-table-select">
          <input
            type="checkbox"
            className="lt-checkbox"
            checked={selected}
            onChange={onToggle}
            aria-label={t('table.select', { name: label })}
          />
        </td>
      )}
      {columns.map((column, at) => {
        const value = column.render(row);
        const cell = {
          className: `${classOf(column)}${isNothing(value) ? ' lt-table-nothing' : ''}`,
          style: drawnTo(column),
          'data-label': column.title,
          onMouseEnter: column.truncate ? showWhole : undefined,
        };
        return at === 0 ? (
          <th key={column.key} {...ROLE.rowHead} scope="row" {...cell}>
            <span className="lt-cell">{value}</span>
          </th>
        ) : (
          <td key={column.key} {...ROLE.cell} {...cell}>
            <span className="lt-cell">{value}</span>
          </td>
        );
      })}
      {actions === null ? null : (
        <td {...ROLE.cell} className="lt-table-actions">
          {actions}
        </td>
      )}
    </tr>
  );
};
