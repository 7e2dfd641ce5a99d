import { Link, useSearchParams } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { sortOfParams, withParams } from '@/app/lib/search-params';
import { Icon } from '../icon';
import { ROLE } from './roles';
import type { Column } from './types';

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
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

export const TableHead = <Row,>({ columns, hasActions, selectPage }: TableHeadProps<Row>) => {
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
            style={column.width ? { width: column.width } : undefined}
            aria-sort={order(column.key)}
          >
            {column.sortable ? <SortLink column={column} /> : column.title}
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
