import { Link, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatDateTime } from '@/app/lib/format';
import type { IncidentRowView, ReceivedIncidentRow } from '@/server/domain/safety/safety';
import type { PageInfo } from '@/server/domain/shared/pagination';
import { IncidentStatus } from './incident-parts';

type Row = IncidentRowView & Partial<Pick<ReceivedIncidentRow, 'unitName' | 'firstWasLate'>>;

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('safety.state'),
    options: (['open', 'overdue', 'closed'] as const).map((value) => ({ value, label: t(`safety.state_${value}`) })),
  },
];

const columnsOf = (t: Translate, locale: Locale, base: string, hasUnits: boolean): Column<Row>[] => [
  {
    key: 'title',
    title: t('safety.name'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  ...(hasUnits
    ? [{ key: 'unit', title: t('safety.unit'), render: (row: Row) => row.unitName ?? '', width: '200px' }]
    : []),
  { key: 'kind', title: t('safety.kind'), render: (row) => t(`safety.kind_${row.kind}`), width: '104px' },
  { key: 'level', title: t('safety.level'), render: (row) => t(`safety.level_${row.level}`), width: '112px' },
  {
    key: 'found',
    title: t('safety.discoveredAt'),
    render: (row) => formatDateTime(row.discoveredAt, locale),
    width: '160px',
  },
  {
    key: 'due',
    title: t('safety.nextDueAt'),
    render: (row) => (row.nextDueAt ? formatDateTime(row.nextDueAt, locale) : '—'),
    width: '160px',
  },
  { key: 'count', title: t('safety.reportCount'), render: (row) => row.reportCount, numeric: true, width: '80px' },
  {
    key: 'state',
    title: t('safety.state'),
    render: (row) => (
      <>
        <IncidentStatus incident={row} />{' '}
        {row.firstWasLate ? <Status kind="attention">{t('safety.firstLate')}</Status> : null}
      </>
    ),
    width: '216px',
  },
];

interface IncidentTableProps {
  rows: readonly Row[];
  page: PageInfo;
  base: string;
  /** Of units: whose each is. */
  hasUnits: boolean;
}

export const IncidentTable = ({ rows, page, base, hasUnits }: IncidentTableProps) => {
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  const filters = filtersOf(t);
  return (
    <>
      <SearchBar placeholder="" withText={false} filters={filters} />
      <DataTable
        name={hasUnits ? 'incidents-received' : 'incidents'}
        caption={t('safety.incidentsCaption')}
        columns={columnsOf(t, locale, base, hasUnits)}
        rows={[...rows]}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={
          <Empty
            icon="shield"
            title={t('safety.incidentsEmpty')}
            text={t(hasUnits ? 'safety.receivedEmptyText' : 'safety.incidentsEmptyText')}
          />
        }
      />
    </>
  );
};
