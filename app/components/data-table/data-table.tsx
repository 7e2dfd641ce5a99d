import { useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { useText } from '@/app/i18n/use-text';
import { ButtonLink } from '../button';
import { KeysetPager } from '../keyset-pager';
import { Empty } from '../state-block';
import { BulkBar } from './bulk-bar';
import { ColumnChooser } from './column-chooser';
import { ROLE } from './roles';
import { TableHead } from './table-head';
import { TableRow } from './table-row';
import { TableSkeleton } from './table-skeleton';
import type { DataTableProps } from './types';
import { useColumns } from './use-columns';
import { useFits } from './use-fits';
import { useRowKeys } from './use-row-keys';
import { type SelectionControl, useSelection } from './use-selection';

/** Another page or order of the same list is on its way. */
const useIsRefetching = (): boolean => {
  const navigation = useNavigation();
  const location = useLocation();
  return navigation.state === 'loading' && navigation.location.pathname === location.pathname;
};

const SelectPage = ({ keys, control }: { keys: string[]; control: SelectionControl }) => {
  const t = useText();
  const chosen = keys.filter(control.has).length;
  return (
    <input
      type="checkbox"
      className="lt-checkbox"
      aria-label={t('table.selectPage')}
      checked={chosen > 0 && chosen === keys.length}
      ref={(box) => {
        if (box) {
          box.indeterminate = chosen > 0 && chosen < keys.length;
        }
      }}
      onChange={() => control.togglePage(keys)}
    />
  );
};

const NothingHere = ({
  filters = [],
  clearTo,
  empty,
}: Pick<DataTableProps<never>, 'filters' | 'clearTo' | 'empty'>) => {
  const t = useText();
  if (filters.length === 0) {
    return empty;
  }
  return (
    <Empty
      icon="search"
      title={t('table.filteredEmpty')}
      text={t('table.filteredEmptyText', { filters: filters.join(t('common.list')) })}
      action={<ButtonLink to={clearTo ?? '.'}>{t('common.clearFilters')}</ButtonLink>}
    />
  );
};

/** A list of the server: paged by key, sorted and filtered in the address. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { name, caption, rows, rowKey, rowLabel, page, rowTo, rowActions, bulkActions, currentKey } = props;
  const t = useText();
  const navigate = useNavigate();
  const table = useRef<HTMLTableElement>(null);
  const columns = useColumns(name, props.columns);
  const control = useSelection();
  const refetching = useIsRefetching();
  const list = rows ?? [];
  const keys = list.map(rowKey);
  const fits = useFits(table, `${columns.shown.map((column) => column.key).join()} ${keys[0] ?? ''}`);
  const at = useRowKeys(table, {
    rows: list.length,
    onOpen: (index) => {
      const row = list[index];
      if (row !== undefined && rowTo) {
        navigate(rowTo(row));
      }
    },
    onToggle: (index) => {
      const key = keys[index];
      if (key !== undefined && bulkActions) {
        control.toggle(key);
      }
    },
    onEdit: (index) => {
      const row = list[index];
      return row === undefined || !props.onEdit ? false : props.onEdit(row);
    },
  });

  if (rows === undefined) {
    return <TableSkeleton />;
  }
  const isBare = !props.lead && !props.tools;
  return (
    <div className="lt-table-frame" aria-busy={refetching || undefined}>
      {isBare && rows.length === 0 ? null : (
        <div className={`lt-table-tools ${isBare ? 'lt-table-tools-bare' : ''}`}>
          <div className="lt-grow">{props.lead}</div>
          {props.tools}
          {rows.length > 0 ? (
            <ColumnChooser columns={columns.choosable} isShown={columns.isShown} toggle={columns.toggle} />
          ) : null}
        </div>
      )}
      <div className={`lt-table-scroll ${fits ? 'lt-table-fits' : ''}`}>
        {bulkActions && control.count > 0 ? (
          <BulkBar control={control} total={page.total} counted={props.total} shown={rows.length}>
            {bulkActions(control.selection, control.clear)}
          </BulkBar>
        ) : null}
        <table ref={table} {...ROLE.table} className={`lt-table ${bulkActions ? 'lt-table-selectable' : ''}`}>
          <caption className="lt-hidden">{caption}</caption>
          <TableHead
            columns={columns.shown}
            draw={columns.draw}
            hasActions={rowActions !== undefined}
            selectPage={bulkActions ? <SelectPage keys={keys} control={control} /> : null}
          />
          <tbody {...ROLE.group}>
            {rows.map((row, index) => {
              const key = rowKey(row);
              return (
                <TableRow
                  key={key}
                  row={row}
                  index={index}
                  label={rowLabel(row)}
                  columns={columns.shown}
                  selected={bulkActions ? control.has(key) : null}
                  current={currentKey === undefined ? at === index : currentKey === key}
                  actions={rowActions ? (rowActions(row) ?? '') : null}
                  onToggle={() => control.toggle(key)}
                  onOpen={rowTo ? () => navigate(rowTo(row)) : null}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {rows.length === 0 ? (
        <NothingHere {...props} />
      ) : (
        <KeysetPager page={page} shown={rows.length} summary={props.summary} total={props.total} />
      )}
      <span className="lt-hidden" role="status">
        {refetching ? t('table.loading') : t('table.loaded', { n: rows.length })}
      </span>
    </div>
  );
};
