import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedExchangeView } from '@/server/domain/guidance/exchange';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('exchange.myTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { guidanceDesk } = context.api.workspace(params.slug ?? '');
  const filter = { q: search.get('q') || undefined, year: yearOfParam(search.get('year')) };
  return loadOrThrow({ request, context }, guidanceDesk.receivedExchanges({ ...filter, ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, base: string): Column<ReceivedExchangeView>[] => [
  { key: 'heldOn', title: t('exchange.heldOn'), render: (row) => row.heldOn, width: '112px' },
  {
    key: 'topic',
    title: t('exchange.topic'),
    render: (row) => <Link to={`${base}/${row.dispatchId}`}>{row.topic}</Link>,
    onPhone: 'title',
  },
  { key: 'questions', title: t('exchange.questions'), render: (row) => row.questions || '—' },
  { key: 'agreed', title: t('exchange.agreed'), render: (row) => row.agreed },
  { key: 'office', title: t('exchange.office'), render: (row) => row.officeName, width: '176px', onPhone: 'hide' },
  {
    key: 'read',
    title: t('exchange.read'),
    render: (row) => (
      <Status kind={row.isRead ? 'done' : 'attention'}>{t(row.isRead ? 'exchange.done' : 'exchange.unread')}</Status>
    ),
    width: '104px',
  },
];

/** 研讨纪要: the meetings in which this unit took part, the newest minutes of each. */
export default function MyExchanges() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/dispatches`;
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('exchange.year'),
      options: recentYears(useToday()).map((year) => ({
        value: String(year),
        label: t('exchange.yearOption', { year: String(year) }),
      })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader title={t('exchange.myTitle')} lead={t('exchange.myLead')} />
      <SectionTabs of="ownGuidance" />
      <SearchBar placeholder={t('exchange.search')} filters={filters} />
      <DataTable
        name="my-exchanges"
        caption={t('exchange.myTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.topic}
        rowTo={(row) => `${base}/${row.dispatchId}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="users" title={t('exchange.myEmpty')} text={t('exchange.myEmptyText')} />}
      />
    </div>
  );
}
