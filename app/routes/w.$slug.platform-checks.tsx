import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { InspectionTabs } from '@/app/features/inspection/inspection-tabs';
import { ReceiptImport, ReceiptMark } from '@/app/features/inspection/receipt-import';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { PlatformCheckView } from '@/server/domain/inspection/platform-check';
import { RECEIPT_STANDINGS } from '@/server/domain/inspection/platform-check-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('platformCheck.title') }] };

const filterOf = (search: URLSearchParams) => ({
  year: yearOfParam(search.get('year')),
  from: dayOfParam(search.get('from')),
  to: dayOfParam(search.get('to')),
  receipt: oneOf(RECEIPT_STANDINGS, search.get('receipt')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { platformCheck } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, platformCheck.list({ ...filterOf(search), ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, base: string): Column<PlatformCheckView>[] => [
  {
    key: 'unit',
    title: t('platformCheck.unit'),
    render: (row) => <Link to={`${base}/${row.campaignId}/${row.inspectionId}`}>{row.unitName}</Link>,
    width: '200px',
    onPhone: 'title',
  },
  { key: 'closedOn', title: t('platformCheck.closedOn'), render: (row) => row.closedOn, width: '112px' },
  {
    key: 'campaign',
    title: t('platformCheck.campaign'),
    render: (row) => row.campaignTitle,
    width: '220px',
    onPhone: 'hide',
  },
  {
    key: 'items',
    title: t('platformCheck.items'),
    render: (row) => (
      <>
        {row.items.map((item) => (
          <div key={item.code}>
            <span className="lt-num">{item.code}</span> {item.name ?? t('platformCheck.unknown')}{' '}
            <span className="lt-3">{t('platformCheck.counts', { n: item.checked, m: item.faulty })}</span>{' '}
            <ReceiptMark receipt={item.receipt} />
          </div>
        ))}
        {row.uncoded > 0 ? <Status kind="attention">{t('platformCheck.uncoded', { n: row.uncoded })}</Status> : null}
      </>
    ),
  },
  {
    key: 'inspectors',
    title: t('platformCheck.inspectors'),
    render: (row) =>
      row.inspectors
        .map(({ name, certificate }) =>
          certificate ? t('platformCheck.certified', { name, number: certificate }) : name,
        )
        .join(t('common.list')),
    width: '200px',
    hiddenAtFirst: true,
  },
  {
    key: 'result',
    title: t('platformCheck.result'),
    render: (row) => (row.result ? t(`inspection.result_${row.result}`) : '—'),
    width: '144px',
  },
  {
    key: 'demands',
    title: t('platformCheck.demands'),
    render: (row) => t('platformCheck.demandsOf', { met: row.met, all: row.demands }),
    width: '104px',
    onPhone: 'hide',
  },
];

/** 监管平台报送: what was inspected, by the codes of the platform, and the workbook that goes there. */
export default function PlatformChecks() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const { revalidate } = useRevalidator();
  const [reading, setReading] = useState(false);
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('inspection.year'),
      options: recentYears(useToday()).map((year) => ({
        value: String(year),
        label: t('inspection.yearOption', { year: String(year) }),
      })),
    },
    { name: 'from', label: t('platformCheck.from') },
    { name: 'to', label: t('platformCheck.to') },
    {
      name: 'receipt',
      label: t('platformCheck.receipt'),
      options: RECEIPT_STANDINGS.map((value) => ({ value, label: t(`platformCheck.receipt_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('platformCheck.title')}
        lead={t('platformCheck.lead')}
        actions={
          <>
            <ButtonLink icon="book" to={`/w/${slug}/registers/supervision_item`}>
              {t('platformCheck.catalogue')}
            </ButtonLink>
            <Button icon="upload" onClick={() => setReading(!reading)}>
              {t('platformCheck.receipts')}
            </Button>
            <a className="lt-btn" href={downloadPath(slug, 'platformCheck.download', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('platformCheck.export')}</span>
            </a>
          </>
        }
      />
      <InspectionTabs />
      {reading ? <ReceiptImport onDone={revalidate} /> : null}
      <SearchBar placeholder={t('platformCheck.title')} withText={false} filters={filters} />
      <DataTable
        name="platform-checks"
        caption={t('platformCheck.title')}
        columns={columnsOf(t, `/w/${slug}/inspections`)}
        rows={rows}
        page={page}
        rowKey={(row) => row.inspectionId}
        rowLabel={(row) => `${row.closedOn} ${row.unitName}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="list" title={t('platformCheck.nothing')} text={t('platformCheck.nothingText')} />}
      />
    </div>
  );
}
