import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryName } from '@/app/features/archive/archive-labels';
import type { Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import { CARRIERS, type HeldAxis, type HoldingAxis, type HoldingsRow } from '@/server/domain/fonds/holdings-analysis';
import { holdingsRowsPath } from './holdings-rows-path';

export const holdingsName = (
  by: HeldAxis,
  row: Pick<HoldingsRow, 'key' | 'name' | 'detail'>,
  t: Translate,
  categories: Categories,
): string => {
  if (by === 'category') return categoryName(row.key, categories);
  if (by === 'carrier') {
    const carrier = CARRIERS.find((one) => one.code === row.key);
    return carrier ? carrier[categories.locale === 'en' ? 'en' : 'zh'] : row.key;
  }
  if (by === 'period') return t('fonds.decade', { year: row.key });
  return [row.detail, row.name ?? t('fonds.noTopic')].filter(Boolean).join(' ');
};

/** Cut off, so that 100 % is really all; a little is not nothing. */
const shareText = (n: number, of: number): string => {
  const share = Math.floor((n * 100) / of);
  return n > 0 && share === 0 ? '<1' : String(share);
};

type Count = 'held' | 'entries' | 'added' | 'scanned' | 'linked' | 'texted' | 'incomplete';

/** 在藏 and, of it, what is done: the gaps are the difference. */
export const holdingsColumns = (
  by: HoldingAxis,
  year: number,
  t: Translate,
  categories: Categories,
  slug: string,
): Column<HoldingsRow>[] => {
  /** Every count leads to the records that it counts. */
  const counted = (row: HoldingsRow, key: Count, text: string) =>
    row[key] === 0 ? text : <Link to={holdingsRowsPath(slug, { by, key: row.key, measure: key, year })}>{text}</Link>;
  const count = (key: Count, title: string, extra: Partial<Column<HoldingsRow>> = {}): Column<HoldingsRow> => ({
    key,
    title,
    render: (row) => counted(row, key, formatNumber(row[key])),
    numeric: true,
    width: '104px',
    ...extra,
  });
  const share = (key: 'scanned' | 'linked' | 'texted', title: string): Column<HoldingsRow> =>
    count(key, title, {
      render: (row) =>
        row.held === 0
          ? '—'
          : counted(row, key, t('fonds.countShare', { n: row[key], share: shareText(row[key], row.held) })),
      width: '128px',
    });
  const isDelivery = by === 'accession';
  return [
    {
      key: 'name',
      title: t(`fonds.axis_${by}`),
      render: (row) => (
        <>
          {holdingsName(by, row, t, categories)}
          {row.isPriority ? (
            <>
              {' '}
              <Status kind="live">{t('fonds.priority', { year: String(year) })}</Status>
            </>
          ) : null}
        </>
      ),
      onPhone: 'title',
    },
    ...(isDelivery
      ? [
          {
            key: 'expected',
            title: t('fonds.expected'),
            render: (row: HoldingsRow) => formatNumber(row.expected ?? 0),
            numeric: true,
            width: '104px',
          },
        ]
      : []),
    count('held', t(isDelivery ? 'fonds.catalogued' : 'fonds.held')),
    ...(isDelivery
      ? [
          {
            key: 'backlog',
            title: t('fonds.backlog'),
            render: (row: HoldingsRow) => formatNumber(Math.max(0, (row.expected ?? 0) - row.held)),
            numeric: true,
            width: '104px',
          },
          {
            key: 'days',
            title: t('fonds.catalogueDays'),
            render: (row: HoldingsRow) => (row.days === null ? '—' : t('fonds.days', { n: row.days })),
            numeric: true,
            width: '120px',
          },
        ]
      : [count('added', t('fonds.addedIn', { year: String(year) }), { width: '120px' })]),
    count('entries', t('fonds.entries'), { onPhone: 'hide' }),
    share('scanned', t('fonds.scanned')),
    share('linked', t('fonds.linked')),
    ...(isDelivery ? [] : [share('texted', t('fonds.texted'))]),
    count('incomplete', t('fonds.incomplete')),
  ];
};
