import type { ReactNode } from 'react';
import { ROLE } from '@/app/components/data-table/roles';

export interface PlainColumn<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  numeric?: boolean;
  width?: string;
}

interface PlainTableProps<Row> {
  caption: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** A short table that comes whole: no paging, no sorting, stacked on a phone like the long ones. */
export const PlainTable = <Row,>({ caption, columns, rows, rowKey }: PlainTableProps<Row>) => (
  <div className="lt-table-scroll">
    <table {...ROLE.table} className="lt-table">
      <caption className="lt-hidden">{caption}</caption>
      <thead {...ROLE.group}>
        <tr {...ROLE.row}>
          {columns.map((column) => (
            <th
              key={column.key}
              {...ROLE.columnHead}
              scope="col"
              className={column.numeric ? 'lt-num' : undefined}
              style={column.width ? { width: column.width } : undefined}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.group}>
        {rows.map((row) => (
          <tr key={rowKey(row)} {...ROLE.row}>
            {columns.map((column, at) =>
              at === 0 ? (
                <th key={column.key} {...ROLE.rowHead} scope="row" className="lt-table-phone-title">
                  {column.render(row)}
                </th>
              ) : (
                <td
                  key={column.key}
                  {...ROLE.cell}
                  data-label={column.title}
                  className={column.numeric ? 'lt-num' : undefined}
                >
                  <span>{column.render(row)}</span>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
