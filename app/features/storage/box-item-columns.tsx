import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import type { Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { BoxItemView } from '@/server/domain/storage/box';

/** Records in a box, or waiting for one. `base`: the workspace's address. */
export const boxItemColumns = (t: Translate, base: string): Column<BoxItemView>[] => [
  {
    key: 'code',
    title: t('archive.field_referenceCode'),
    render: (item) => <Link to={`${base}/archives/${item.id}`}>{item.referenceCode}</Link>,
    width: '240px',
    onPhone: 'title',
  },
  { key: 'title', title: t('archive.field_title'), render: (item) => item.title, truncate: true },
  { key: 'date', title: t('archive.field_documentDate'), render: (item) => item.documentDate ?? '—', width: '104px' },
  {
    key: 'pages',
    title: t('storage.pages'),
    render: (item) => (item.pageCount === null ? '—' : formatNumber(item.pageCount)),
    numeric: true,
    width: '72px',
  },
];
