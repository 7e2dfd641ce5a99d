import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Watermark } from '@/app/components/watermark';
import { useUnitCategories, withUnitCategories } from '@/app/features/archive/granted-names';
import { searchColumns } from '@/app/features/archive/search-columns';
import { SearchFacets } from '@/app/features/archive/search-facets';
import { unitOfParams } from '@/app/features/archive/search-params';
import { ThematicExport } from '@/app/features/archive/thematic-export';
import { useListedCategories } from '@/app/features/archive/use-categories';
import { labelOf } from '@/app/i18n/label-of';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { FacetsView, GrantedSearchPageView } from '@/server/domain/archive/archive-search';
import { CARRIERS, carrierOf } from '@/server/domain/archive/carrier';
import { GRANTED_TOPICS } from '@/server/domain/archive/granted-topics';
import { TOPICS } from '@/server/domain/fonds/category-settings';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: t('granted.thematicTitle') },
  ],
};

const questionOf = (search: URLSearchParams) => ({
  topic: oneOf(GRANTED_TOPICS, search.get('topic')) ?? ('HSDA' as const),
  carrier: oneOf(CARRIERS, search.get('carrier')),
  q: search.get('q')?.trim().slice(0, 200) || undefined,
  unitSlug: unitOfParams(search),
});

const NO_FACETS: FacetsView = { total: 0, isExact: true, facets: [] };
const NOTHING: GrantedSearchPageView = {
  rows: [],
  page: { nextCursor: null, previousCursor: null, total: 0 },
  isRanked: true,
  names: [],
};

/** The topic that the page opens with stands first. */
const ORDERED = [...TOPICS].sort((left, right) => Number(right.code === 'HSDA') - Number(left.code === 'HSDA'));

/** Only these narrow a topic; the others stand in the search across units. */
const NARROWING = ['unit', 'carrier'];

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { archive } = context.api.workspace(params.slug ?? '');
  if ((await loadOrThrow(asked, archive.grantedUnits())).length === 0) {
    return { found: NOTHING, facets: NO_FACETS };
  }
  const search = new URL(request.url).searchParams;
  const question = questionOf(search);
  const found = await loadOrThrow(
    asked,
    archive.grantedSearch({ ...question, ...pageOfParams(search), sort: 'code' as const }),
  );
  const facets = await loadOrThrow(asked, archive.grantedFacets(question));
  const shown = facets.facets.filter((facet) => NARROWING.includes(facet.code));
  return { found, facets: { ...facets, facets: shown } };
};

type Row = GrantedSearchPageView['rows'][number];

const ownColumns = (t: Translate): Column<Row>[] => [
  { key: 'unit', title: t('granted.unit'), render: (row) => row.unitName, width: '160px' },
  {
    key: 'carrier',
    title: t('search.facet_carrier'),
    render: (row) => labelOf(t, 'search', `carrier_${carrierOf(row.categoryCode)}`),
    width: '80px',
  },
];

/** 专题数据库: one topic's records in many archives, each staying its archives' own. */
export default function Thematic() {
  const t = useText();
  const locale = useLocale();
  const categories = useListedCategories();
  const { found, facets } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { tenant, membership } = useWorkspace();
  const base = `/w/${tenant.slug}/granted`;
  const question = questionOf(params);
  const toItem = (row: Row) => `${base}/${row.unitSlug}/archives/${row.id}`;
  const plain = searchColumns<Row>(t, categories, toItem).map((column) => ({ ...column, sortable: false }));
  const [code, ...others] = withUnitCategories(plain, useUnitCategories(found.names));
  const narrowed = question.q ?? question.carrier ?? question.unitSlug;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('granted.thematicTitle')}
        lead={t('granted.thematicLead')}
        actions={<ButtonLink to={`${base}/topics?topic=${question.topic}`}>{t('granted.topicsTitle')}</ButtonLink>}
      />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="topic"
          label={t('granted.topic')}
          segments={ORDERED.map((topic) => ({ value: topic.code, label: locale === 'en' ? topic.en : topic.name }))}
        />
      </div>
      <div className={facets.facets.length > 0 ? 'lt-search-layout' : undefined}>
        {facets.facets.length > 0 ? <SearchFacets facets={facets} categories={categories} /> : null}
        <section aria-label={t('granted.results')}>
          <p className="lt-2" role="status">
            {t(facets.isExact ? 'search.count' : 'search.countAbout', { n: facets.total })}
          </p>
          <Watermark text={t('granted.watermark', { name: membership.displayName, unit: tenant.name })}>
            <DataTable
              name="thematic"
              lead={<SearchBar placeholder={t('granted.thematicSearch')} keep={['topic', 'carrier', 'unit']} />}
              caption={t('granted.thematicTitle')}
              columns={code ? [code, ...ownColumns(t), ...others] : []}
              rows={found.rows}
              page={found.page}
              rowKey={(row) => row.id}
              rowLabel={(row) => row.referenceCode}
              rowTo={toItem}
              tools={facets.total > 0 ? <ThematicExport key={params.toString()} question={question} /> : null}
              filters={narrowed ? [narrowed] : []}
              clearTo={`${base}/thematic?topic=${question.topic}`}
              empty={<Empty icon="search" title={t('granted.thematicEmpty')} text={t('granted.thematicEmptyText')} />}
            />
          </Watermark>
        </section>
      </div>
    </div>
  );
}
