import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import type { Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';

interface CountedRow {
  label: string;
  detail: string | null;
  on: string | null;
}

/** The rows that a figure counts, whoever's figure it is. `to` answers nothing where a row cannot be opened. */
export const countedRowColumns = <Row extends CountedRow>(
  t: Translate,
  to: (row: Row) => string | null | undefined,
): Column<Row>[] => [
  {
    key: 'label',
    title: t('figure.record'),
    render: (row) => {
      const path = to(row);
      return path ? <Link to={path}>{row.label}</Link> : row.label;
    },
    truncate: true,
    onPhone: 'title',
  },
  { key: 'detail', title: t('figure.detail'), render: (row) => row.detail ?? '—', width: '240px' },
  { key: 'on', title: t('figure.on'), render: (row) => row.on ?? '—', width: '112px' },
];

/** How much each row adds, where not every row is one. */
export const amountColumn = <Row extends { amount: number }>(t: Translate, width = '88px'): Column<Row> => ({
  key: 'amount',
  title: t('figure.amount'),
  render: (row) => formatNumber(row.amount),
  numeric: true,
  width,
});
