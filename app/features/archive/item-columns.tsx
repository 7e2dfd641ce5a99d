import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import type { ItemRowView } from '@/server/domain/archive/archive-list';
import type { Categories } from './archive-labels';
import { categoryName, retentionName } from './archive-labels';
import { LeftTag } from './left-tag';
import { ProvisionalTag } from './provisional-code';

const OPEN_STATUS: Record<ItemRowView['openFlag'], StatusKind> = {
  open: 'done',
  controlled: 'none',
  delayed: 'attention',
  unreviewed: 'none',
};

const pagesOf = (row: ItemRowView): string | number => row.pageCount ?? '—';

/** The catalogue's columns. The code stands first and stays in view; it never wraps and is never cut. */
export const itemColumns = <Row extends ItemRowView>(
  t: Translate,
  categories: Categories,
  toItem: (row: Row) => string,
): Column<Row>[] => [
  {
    key: 'code',
    title: t('archive.field_referenceCode'),
    render: (row) => (
      <>
        <Link to={toItem(row)} preventScrollReset>
          {row.referenceCode}
        </Link>{' '}
        <ProvisionalTag codeState={row.codeState} />
        <LeftTag item={row} />
      </>
    ),
    sortable: true,
    width: '216px',
    onPhone: 'title',
  },
  {
    key: 'title',
    title: t('archive.field_title'),
    render: (row) => <span title={row.title}>{row.title}</span>,
    truncate: true,
  },
  {
    key: 'date',
    title: t('archive.field_documentDate'),
    render: (row) => row.documentDate ?? '—',
    sortable: true,
    width: '96px',
  },
  { key: 'pages', title: t('archive.field_pageCount'), render: pagesOf, numeric: true, width: '64px' },
  {
    key: 'number',
    title: t('archive.field_documentNumber'),
    render: (row) => row.documentNumber ?? '—',
    hiddenAtFirst: true,
  },
  {
    key: 'party',
    title: t('archive.field_responsibleParty'),
    render: (row) => row.responsibleParty ?? '—',
    hiddenAtFirst: true,
  },
  {
    key: 'category',
    title: t('archive.field_categoryCode'),
    render: (row) => categoryName(row.categoryCode, categories),
    hiddenAtFirst: true,
  },
  {
    key: 'retention',
    title: t('archive.field_retentionCode'),
    render: (row) => retentionName(row.retentionCode, categories.locale),
    hiddenAtFirst: true,
  },
  { key: 'box', title: t('archive.field_boxNumber'), render: (row) => row.boxNumber ?? '—', hiddenAtFirst: true },
  {
    key: 'open',
    title: t('archive.field_openFlag'),
    render: (row) => <Status kind={OPEN_STATUS[row.openFlag]}>{t(`archive.open_${row.openFlag}`)}</Status>,
    width: '104px',
  },
];
