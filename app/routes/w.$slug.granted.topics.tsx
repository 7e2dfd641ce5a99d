import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { GRANTED_TOPICS, type GrantedTopicPage, type GrantedTopicRow } from '@/server/domain/archive/granted-topics';
import { TOPICS } from '@/server/domain/fonds/category-settings';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: t('granted.topicsTitle') },
  ],
};

const HELD = ['yes', 'no'] as const;
const filterOf = (search: URLSearchParams) => {
  const held = oneOf(HELD, search.get('held'));
  return {
    topic: oneOf(GRANTED_TOPICS, search.get('topic')) ?? ('YQFK' as const),
    held: held && held === 'yes',
    q: search.get('q')?.trim().slice(0, 100) || undefined,
  };
};

const NOTHING: GrantedTopicPage = {
  rows: [],
  page: { nextCursor: null, previousCursor: null, total: 0 },
  counts: { units: 0, held: 0, lacking: 0, records: 0 },
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<GrantedTopicPage> => {
  const asked = { request, context };
  const { archive } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  if ((await loadOrThrow(asked, archive.grantedUnits())).length === 0) return NOTHING;
  return loadOrThrow(asked, archive.grantedTopics({ ...filterOf(search), ...pageOfParams(search) }));
};

const yearsOf = ({ yearFrom, yearTo }: GrantedTopicRow): string =>
  yearFrom === null ? '—' : [...new Set([yearFrom, yearTo ?? yearFrom])].join('–');

const columnsOf = (t: Translate, base: string, topic: string): Column<GrantedTopicRow>[] => [
  { key: 'unit', title: t('granted.unit'), render: (row) => row.unitName, onPhone: 'title' },
  {
    key: 'state',
    title: t('granted.topicState'),
    render: (row) => (
      <Status kind={row.records > 0 ? 'done' : 'attention'}>
        {t(row.records > 0 ? 'granted.topicHeld' : 'granted.topicLacking')}
      </Status>
    ),
    width: '120px',
  },
  {
    key: 'records',
    title: t('granted.topicRecords'),
    render: (row) =>
      row.records > 0 ? (
        <Link to={`${base}/search?topic=${topic}&unit=${row.unitSlug}`}>{formatNumber(row.records)}</Link>
      ) : (
        '—'
      ),
    numeric: true,
    width: '120px',
  },
  { key: 'years', title: t('granted.topicYears'), render: yearsOf, width: '140px' },
];

/** 专题建档情况: a bureau sees which of its units keep epidemic, poverty-relief or other records of a topic. */
export default function GrantedTopics() {
  const t = useText();
  const locale = useLocale();
  const { rows, page, counts } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}/granted`;
  const filter = filterOf(params);
  const states = [
    { value: '', label: t('common.all'), count: counts.units },
    { value: 'yes', label: t('granted.topicHeld'), count: counts.held },
    { value: 'no', label: t('granted.topicLacking'), count: counts.lacking },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('granted.topicsTitle')}
        lead={
          counts.units > 0
            ? t('granted.topicsLead', { units: counts.units, held: counts.held, n: formatNumber(counts.records) })
            : t('granted.topicsNone')
        }
        actions={
          <>
            {counts.units > 0 ? (
              <a className="lt-btn" href={downloadPath(slug, 'archive.downloadGrantedTopics', filter)} download>
                <Icon name="download" />
                <span>{t('granted.topicsExport')}</span>
              </a>
            ) : null}
            <ButtonLink to={`${base}/thematic?topic=${filter.topic}`} icon="list">
              {t('granted.thematicTitle')}
            </ButtonLink>
            <ButtonLink to={base}>{t('granted.topicsBack')}</ButtonLink>
          </>
        }
      />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="topic"
          label={t('granted.topic')}
          segments={TOPICS.map((topic) => ({ value: topic.code, label: locale === 'en' ? topic.en : topic.name }))}
        />
      </div>
      <div className="lt-section-head">
        <Segments name="held" label={t('granted.topicState')} segments={states} />
      </div>
      <DataTable
        name="granted-topics"
        lead={<SearchBar placeholder={t('granted.topicSearch')} keep={['topic', 'held']} />}
        caption={t('granted.topicsTitle')}
        columns={columnsOf(t, base, filter.topic)}
        rows={rows}
        page={page}
        rowKey={(row) => row.unitSlug}
        rowLabel={(row) => row.unitName}
        filters={filter.q || filter.held !== undefined ? [filter.q ?? t('granted.topicState')] : []}
        clearTo={`${base}/topics?topic=${filter.topic}`}
        empty={<Empty icon="building" title={t('granted.topicsNone')} text={t('granted.topicsNoneText')} />}
      />
    </div>
  );
}
