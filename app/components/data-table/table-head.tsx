import { Link, useSearchParams } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { sortOfParams, withParams } from '@/app/lib/search-params';
import { Icon } from '../icon';
import { ROLE } from './roles';
import type { Column } from './types';

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  /** Draws a column to a width. */
  draw: (key: string, width: number) => void;
  hasActions: boolean;
  /** The box that selects this page; absent where rows cannot be selected. */
  selectPage: React.ReactNode;
}

const SortLink = ({ column }: { column: { key: string; title: string } }) => {
  const t = useText();
  const [params] = useSearchParams();
  const sort = sortOfParams(params);
  const current = sort?.key === column.key ? sort : null;
  const next = current && !current.descending ? `-${column.key}` : column.key;
  return (
    <Link to={withParams(params, { sort: next })} preventScrollReset title={t('table.sortBy', { name: column.title })}>
      {column.title}
      {current ? <Icon name={current.descending ? 'down' : 'up'} /> : null}
    </Link>
  );
};

/** The right edge of a head: drawn along, the column follows. For the pointer only; nothing depends on it. */
const Edge = ({ onDraw }: { onDraw: (width: number) => void }) => (
  <span
    className="lt-table-edge"
    aria-hidden="true"
    onPointerDown={(event) => {
      event.preventDefault();
      const { clientX: start, currentTarget } = event;
      const width = currentTarget.parentElement?.offsetWidth ?? 0;
      const move = (moved: PointerEvent) => onDraw(width + moved.clientX - start);
      const end = () => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', end);
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', end);
    }}
  />
);

const widthOf = (column: { width?: string; isDrawn?: boolean }) =>
  column.isDrawn
    ? { width: column.width, minWidth: column.width, maxWidth: column.width }
    : column.width
      ? { width: column.width }
      : undefined;

export const TableHead = <Row,>({ columns, draw, hasActions, selectPage }: TableHeadProps<Row>) => {
  const t = useText();
  const [params] = useSearchParams();
  const sort = sortOfParams(params);
  const order = (key: string) => (sort?.key === key ? (sort.descending ? 'descending' : 'ascending') : undefined);
  return (
    <thead {...ROLE.group}>
      <tr {...ROLE.row}>
        {selectPage ? (
          <th {...ROLE.columnHead} scope="col" className="lt-table-select">
            {selectPage}
          </th>
        ) : null}
        {columns.map((column) => (
          <th
            key={column.key}
            {...ROLE.columnHead}
            scope="col"
            className={column.numeric ? 'lt-num' : undefined}
            style={widthOf(column)}
            aria-sort={order(column.key)}
          >
            {column.sortable ? <SortLink column={column} /> : column.title}
            <Edge onDraw={(width) => draw(column.key, width)} />
          </th>
        ))}
        {hasActions ? (
          <th {...ROLE.columnHead} scope="col">
            <span className="lt-hidden">{t('common.more')}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  );
};
