import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ServiceCaseView, ServiceOptionView } from '@/server/domain/use/service-item';
import { CASE_STATES, CASE_TIMES, type CaseState } from '@/server/domain/use/service-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('use.title'), to: `/w/${params.slug}/visits` },
    { label: t('service.casesTitle') },
  ],
};

const filterOf = (search: URLSearchParams) => {
  const serviceId = search.get('service');
  return {
    year: yearOfParam(search.get('year')),
    serviceId: serviceId && isUuid(serviceId) ? serviceId : undefined,
    state: oneOf(CASE_STATES, search.get('state')),
    time: oneOf(CASE_TIMES, search.get('time')),
  };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { service } = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, service.cases({ ...filterOf(search), ...pageOfParams(search) }));
  return { ...list, services: await loadOrThrow(asked, service.options()) };
};

const STATUS: Record<CaseState, StatusKind> = {
  accepted: 'attention',
  processing: 'live',
  done: 'done',
  refused: 'none',
  absent: 'none',
};

const filtersOf = (t: Translate, today: string, services: readonly ServiceOptionView[]): Filter[] => [
  {
    name: 'service',
    label: t('service.item'),
    options: services.map(({ id, name }) => ({ value: id, label: name })),
  },
  {
    name: 'state',
    label: t('service.state'),
    options: CASE_STATES.map((value) => ({ value, label: t(`service.state_${value}`) })),
  },
  {
    name: 'time',
    label: t('service.time'),
    options: CASE_TIMES.map((value) => ({ value, label: t(`service.time_${value}`) })),
  },
  {
    name: 'year',
    label: t('service.year'),
    options: recentYears(today).map((year) => ({ value: String(year), label: String(year) })),
  },
];

const columnsOf = (t: Translate, base: string): Column<ServiceCaseView>[] => [
  {
    key: 'caseNumber',
    title: t('service.caseNumber'),
    render: (row) => <Link to={`${base}/reservations?reservation=${row.id}`}>{row.caseNumber}</Link>,
    width: '168px',
    onPhone: 'title',
  },
  { key: 'portal', title: t('service.portalNumber'), render: (row) => row.portalNumber ?? '—', width: '152px' },
  { key: 'service', title: t('service.item'), render: (row) => row.serviceName },
  { key: 'asked', title: t('service.askedOn'), render: (row) => formatIsoDate(row.askedAt), width: '112px' },
  { key: 'due', title: t('service.dueOn'), render: (row) => row.dueOn ?? t('service.unknown'), width: '112px' },
  {
    key: 'used',
    title: t('service.usedDays'),
    render: (row) => (row.usedDays === null ? '—' : formatNumber(row.usedDays)),
    numeric: true,
    width: '112px',
  },
  {
    key: 'state',
    title: t('service.state'),
    render: (row) => (
      <Status kind={row.isLate ? 'overdue' : STATUS[row.state]}>
        {row.isLate
          ? `${t(`service.state_${row.state}`)} · ${t('service.time_late')}`
          : t(`service.state_${row.state}`)}
      </Status>
    ),
    width: '152px',
  },
];

const FORMATS = ['xlsx', 'csv', 'json'] as const;

/** 服务办件: number, state and time of each case, to read here and to hand to the government counter. */
export default function ServiceCases() {
  const t = useText();
  const { rows, page, year, services } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters = filtersOf(t, useToday(), services);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('service.casesTitle')}
        lead={t('service.casesLead', { year: String(year) })}
        actions={FORMATS.map((format) => (
          <a
            key={format}
            className="lt-btn"
            href={downloadPath(slug, 'service.downloadCases', { ...filterOf(params), format })}
            download
          >
            <Icon name="download" />
            <span>{t(`service.download_${format}`)}</span>
          </a>
        ))}
      />
      <SectionTabs of="desk" />
      <SearchBar placeholder="" withText={false} filters={filters} />
      <DataTable
        name="service-cases"
        caption={t('service.casesTitle')}
        columns={columnsOf(t, `/w/${slug}/visits`)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.caseNumber}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="calendar" title={t('service.casesEmpty')} text={t('service.casesEmptyText')} />}
      />
    </div>
  );
}
