import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName, retentionName } from '@/app/features/archive/archive-labels';
import type { Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { BoxRowView } from '@/server/domain/storage/box';
import { FillBar } from './fill-bar';
import { orgText } from './storage-words';

export const boxColumns = (
  t: Translate,
  categories: Categories,
  to: (box: BoxRowView) => string,
): Column<BoxRowView>[] => [
  {
    key: 'number',
    title: t('storage.boxNumber'),
    render: (box) => <Link to={to(box)}>{box.boxNumber}</Link>,
    width: '72px',
    onPhone: 'title',
  },
  {
    key: 'fonds',
    title: t('storage.fonds'),
    // Of an archives of many fonds a box number alone says nothing.
    render: (box) => `${box.fondsNumber} ${box.fondsName}`,
    truncate: true,
    width: '168px',
  },
  { key: 'label', title: t('storage.boxLabel'), render: (box) => box.label, width: '112px' },
  {
    key: 'category',
    title: t('storage.category'),
    render: (box) => categoryName(box.categoryCode, categories),
    width: '96px',
    onPhone: 'hide',
  },
  { key: 'year', title: t('storage.year'), render: (box) => box.filingYear, width: '64px' },
  {
    key: 'retention',
    title: t('storage.retention'),
    render: (box) => retentionName(box.retentionCode, categories.locale),
    width: '96px',
  },
  { key: 'org', title: t('storage.org'), render: orgText, width: '112px', onPhone: 'hide' },
  {
    key: 'range',
    title: t('storage.range'),
    render: (box) => (box.from === '' ? '—' : `${box.from}—${box.to}`),
    truncate: true,
  },
  {
    key: 'items',
    title: t('storage.items'),
    render: (box) => formatNumber(box.itemCount),
    numeric: true,
    width: '64px',
  },
  {
    key: 'spine',
    title: t('storage.spine'),
    render: (box) => t('storage.spineMm', { n: box.spineMm }),
    numeric: true,
    width: '72px',
    onPhone: 'hide',
  },
  { key: 'fill', title: t('storage.fill'), render: (box) => <FillBar percent={box.fillPercent} />, width: '112px' },
  {
    key: 'place',
    title: t('storage.onShelf'),
    render: (box) =>
      box.isOut ? (
        <Status kind="attention">{t('storage.isOut')}</Status>
      ) : (
        (box.placeCode ?? <Status kind="none">{t('storage.notOnShelf')}</Status>)
      ),
    width: '168px',
  },
];
