import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { accessionsPath } from '@/app/features/disposition/accessions-path';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { amountText } from '@/app/features/disposition/disposition-labels';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { TopicUnitView } from '@/server/domain/disposition/topic-deliveries';
import { TOPICS } from '@/server/domain/fonds/category-settings';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('disposition.registerTitle'), to: `/w/${params.slug}/accessions` },
    { label: t('disposition.topicUnitsTitle') },
  ],
};

const CODES = TOPICS.map((topic) => topic.code);
const DELIVERED = ['yes', 'no'] as const;
const filterOf = (search: URLSearchParams) => {
  const delivered = oneOf(DELIVERED, search.get('delivered'));
  return {
    topic: oneOf(CODES, search.get('topic')) ?? ('YQFK' as const),
    delivered: delivered && delivered === 'yes',
    q: search.get('q')?.trim().slice(0, 100) || undefined,
  };
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { disposition } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  return loadOrThrow({ request, context }, disposition.topicUnits({ ...filterOf(search), ...pageOfParams(search) }));
};

type TopicCode = ReturnType<typeof filterOf>['topic'];

/** Both counts of a unit lead to the entries of the register that they are made of. */
const rowsOf = (slug: string, topic: TopicCode, { unitTenantId, unitName }: TopicUnitView): string =>
  accessionsPath(slug, unitTenantId === null ? { topic, from: unitName } : { topic, unit: String(unitTenantId) });

const columnsOf = (t: Translate, slug: string, topic: TopicCode): Column<TopicUnitView>[] => [
  { key: 'unit', title: t('disposition.unit'), render: (row) => row.unitName, onPhone: 'title' },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => (
      <Status kind={row.deliveries > 0 ? 'done' : 'attention'}>
        {t(row.deliveries > 0 ? 'disposition.topicDelivered' : 'disposition.topicWaiting')}
      </Status>
    ),
    width: '120px',
  },
  {
    key: 'deliveries',
    title: t('disposition.topicDeliveries'),
    render: (row) =>
      row.deliveries === 0 ? '0' : <Link to={rowsOf(slug, topic, row)}>{formatNumber(row.deliveries)}</Link>,
    numeric: true,
    width: '88px',
    onPhone: 'hide',
  },
  {
    key: 'quantity',
    title: t('disposition.quantity'),
    render: (row) =>
      row.quantities.length === 0 ? '—' : <Link to={rowsOf(slug, topic, row)}>{amountText(row.quantities, t)}</Link>,
    width: '280px',
  },
  { key: 'last', title: t('disposition.topicLast'), render: (row) => row.lastOn ?? '—', width: '120px' },
];

export default function TopicUnits() {
  const t = useText();
  const locale = useLocale();
  const { rows, page, counts } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filter = filterOf(params);
  const states = [
    { value: '', label: t('common.all'), count: counts.units },
    { value: 'yes', label: t('disposition.topicDelivered'), count: counts.delivered },
    { value: 'no', label: t('disposition.topicWaiting'), count: counts.waiting },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.topicUnitsTitle')}
        lead={t('disposition.topicUnitsLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadTopicUnits', filter)} download>
            <Icon name="download" />
            <span>{t('disposition.topicExport')}</span>
          </a>
        }
      />
      <AreaTabs />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="topic"
          label={t('disposition.topics')}
          segments={TOPICS.map((topic) => ({ value: topic.code, label: locale === 'en' ? topic.en : topic.name }))}
        />
      </div>
      <div className="lt-section-head">
        <Segments name="delivered" label={t('disposition.state')} segments={states} />
      </div>
      <DataTable
        name="topic-units"
        lead={<SearchBar placeholder={t('disposition.topicSearch')} keep={['topic', 'delivered']} />}
        caption={t('disposition.topicUnitsTitle')}
        columns={columnsOf(t, slug, filter.topic)}
        rows={rows}
        page={page}
        rowKey={(row) => `${row.unitTenantId} ${row.unitName}`}
        rowLabel={(row) => row.unitName}
        filters={filter.q || filter.delivered !== undefined ? [filter.q ?? t('disposition.state')] : []}
        clearTo={`/w/${slug}/accessions/topics?topic=${filter.topic}`}
        empty={<Empty icon="building" title={t('disposition.topicEmpty')} text={t('disposition.topicEmptyText')} />}
      />
    </div>
  );
}
