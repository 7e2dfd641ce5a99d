import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { modeName, programmeName } from '@/app/features/guidance/guidance-labels';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedGuidanceView } from '@/server/domain/guidance/guidance-event';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('guidance.receivedTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { guidance } = context.api.workspace(params.slug ?? '');
  const filter = { q: search.get('q') || undefined, year: yearOfParam(search.get('year')) };
  return loadOrThrow({ request, context }, guidance.received({ ...filter, ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, base: string): Column<ReceivedGuidanceView>[] => [
  {
    key: 'topic',
    title: t('guidance.topic'),
    render: (row) => (row.questionId ? <Link to={`${base}/questions/${row.questionId}`}>{row.topic}</Link> : row.topic),
    onPhone: 'title',
  },
  { key: 'date', title: t('guidance.guidedOn'), render: (row) => row.guidedOn, width: '112px' },
  { key: 'office', title: t('guidance.office'), render: (row) => row.supervisorName || '—', width: '200px' },
  {
    key: 'guides',
    title: t('guidance.guides'),
    render: (row) => row.guides.join(t('common.list')) || '—',
    width: '144px',
  },
  { key: 'mode', title: t('guidance.mode'), render: (row) => modeName(row.mode, t), width: '88px' },
  {
    key: 'programme',
    title: t('guidance.programme'),
    render: (row) => programmeName(row.programme, t),
    width: '144px',
    onPhone: 'hide',
  },
  { key: 'hours', title: t('guidance.hours'), render: (row) => formatNumber(row.hours), numeric: true, width: '104px' },
  { key: 'advice', title: t('guidance.result'), render: (row) => row.advice || '—' },
];

/** 接受指导: what the offices above have done for this unit, from its own copies. */
export default function MyGuidance() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const today = useToday();
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('guidance.year'),
      options: recentYears(today).map((year) => ({
        value: String(year),
        label: t('guidance.yearOption', { year: String(year) }),
      })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader title={t('guidance.receivedTitle')} lead={t('guidance.receivedLead')} />
      <SectionTabs of="ownGuidance" />
      <SearchBar placeholder={t('guidance.searchTopic')} filters={filters} />
      <DataTable
        name="my-guidance"
        caption={t('guidance.receivedTitle')}
        columns={columnsOf(t, `/w/${useWorkspace().tenant.slug}`)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.guidedOn} ${row.topic}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="flag" title={t('guidance.receivedEmpty')} text={t('guidance.receivedEmptyText')} />}
      />
    </div>
  );
}
