import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { retentionName } from '@/app/features/archive/archive-labels';
import type { Locale, Translate } from '@/app/i18n/messages';

interface ListedRecord {
  referenceCode: string;
  title: string;
  filingYear: number;
  retentionCode: string;
  pageCount: number | null;
  boxNumber: string | null;
}

/** What the list of a transfer says of a record, on either side. `toRecord`: only where the records are one's own. */
export const recordColumns = <Row extends ListedRecord>(
  t: Translate,
  locale: Locale,
  toRecord?: (row: Row) => string,
): Column<Row>[] => [
  {
    key: 'code',
    title: t('disposition.referenceCode'),
    render: (row) => (toRecord ? <Link to={toRecord(row)}>{row.referenceCode}</Link> : row.referenceCode),
    width: '220px',
    onPhone: 'title',
  },
  { key: 'title', title: t('disposition.title'), render: (row) => row.title, truncate: true },
  {
    key: 'year',
    title: t('disposition.filingYear'),
    render: (row) => String(row.filingYear),
    width: '72px',
    onPhone: 'hide',
  },
  {
    key: 'retention',
    title: t('disposition.retention'),
    render: (row) => retentionName(row.retentionCode, locale),
    width: '72px',
    onPhone: 'hide',
  },
  {
    key: 'pages',
    title: t('disposition.pages'),
    render: (row) => row.pageCount,
    numeric: true,
    width: '64px',
    onPhone: 'hide',
  },
  { key: 'box', title: t('disposition.box'), render: (row) => row.boxNumber, width: '64px', onPhone: 'hide' },
];

/** The code that the archives gave it. */
export const archivesCodeColumn = <Row extends { archivesCode: string | null }>(t: Translate): Column<Row> => ({
  key: 'archivesCode',
  title: t('disposition.archivesCode'),
  render: (row) => row.archivesCode,
  width: '220px',
  hiddenAtFirst: true,
});
