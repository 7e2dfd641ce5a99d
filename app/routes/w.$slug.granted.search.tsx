import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Watermark } from '@/app/components/watermark';
import { GrantedExport } from '@/app/features/archive/granted-export';
import { useUnitCategories, withUnitCategories } from '@/app/features/archive/granted-names';
import { withPreview } from '@/app/features/archive/preview-column';
import { SavedViews } from '@/app/features/archive/saved-views';
import { searchColumns } from '@/app/features/archive/search-columns';
import { SearchFacets } from '@/app/features/archive/search-facets';
import { SearchForm } from '@/app/features/archive/search-form';
import { SearchHistory } from '@/app/features/archive/search-history';
import { SearchOrder } from '@/app/features/archive/search-order';
import { isAsked, questionOfParams, unitOfParams, walkOfParams } from '@/app/features/archive/search-params';
import { useListedCategories } from '@/app/features/archive/use-categories';
import { useSearchWords } from '@/app/features/archive/use-search-words';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import type { FacetsView, GrantedSearchPageView } from '@/server/domain/archive/archive-search';
import type { PreviewView } from '@/server/domain/digital/viewer';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: t('search.grantedTitle') },
  ],
};

const NO_FACETS: FacetsView = { total: 0, isExact: true, facets: [] };
const NOTHING: GrantedSearchPageView = {
  rows: [],
  page: { nextCursor: null, previousCursor: null, total: 0 },
  isRanked: true,
  names: [],
};

/** Records are read only when something is looked for: opening this page is no look at anybody's archives. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { archive: api, digital } = context.api.workspace(params.slug ?? '');
  const hasGrants = (await loadOrThrow(asked, api.grantedUnits())).length > 0;
  const views = await loadOrThrow(asked, api.savedViews({ screen: 'granted_search' }));
  if (!isAsked(search) || !hasGrants) {
    return { found: NOTHING, facets: NO_FACETS, previews: [], views, isSearch: false, hasGrants };
  }
  const question = { ...questionOfParams(search), unitSlug: unitOfParams(search) };
  const found = await loadOrThrow(asked, api.grantedSearch({ ...question, ...walkOfParams(search) }));
  const facets = await loadOrThrow(asked, api.grantedFacets(question));
  const itemIds = found.rows.map((row) => row.id);
  const unitSlugs = [...new Set(found.rows.map((row) => row.unitSlug))];
  const previews = itemIds.length > 0 ? await loadOrThrow(asked, digital.grantedPreviews({ itemIds, unitSlugs })) : [];
  return { found, facets, previews, views, isSearch: true, hasGrants };
};

type Row = GrantedSearchPageView['rows'][number];

interface ResultsProps {
  found: GrantedSearchPageView;
  facets: FacetsView;
  previews: readonly PreviewView[];
}

const Results = ({ found, facets, previews }: ResultsProps) => {
  const t = useText();
  const categories = useListedCategories();
  const { tenant, membership } = useWorkspace();
  const [params] = useSearchParams();
  const categoriesFor = useUnitCategories(found.names);
  const question = { ...questionOfParams(params), unitSlug: unitOfParams(params) };
  const toItem = (row: Row) => `/w/${tenant.slug}/granted/${row.unitSlug}/archives/${row.id}`;
  const plain = searchColumns<Row>(t, categories, toItem).map((column) => ({ ...column, sortable: false }));
  const [code, ...others] = withUnitCategories(plain, categoriesFor);
  const unit: Column<Row> = { key: 'unit', title: t('granted.unit'), render: (row) => row.unitName, width: '160px' };
  return (
    <>
      <p className="lt-2" role="status">
        {t(facets.isExact ? 'search.count' : 'search.countAbout', { n: facets.total })}
      </p>
      {!found.isRanked && walkOfParams(params).sort === 'relevance' && params.get('q') ? (
        <p className="lt-note">{t('search.tooMany')}</p>
      ) : null}
      <Watermark text={t('granted.watermark', { name: membership.displayName, unit: tenant.name })}>
        <DataTable
          lead={<SearchOrder canJump={false} />}
          name="granted-search"
          caption={t('granted.resultsCaption')}
          columns={code ? withPreview([code, unit, ...others], previews, t) : []}
          rows={found.rows}
          page={found.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.referenceCode}
          rowTo={toItem}
          tools={<GrantedExport key={params.toString()} question={question} />}
          empty={<Empty icon="search" title={t('search.noneTitle')} text={t('search.noneText')} />}
        />
      </Watermark>
    </>
  );
};

export default function GrantedSearch() {
  const t = useText();
  const { found, facets, previews, views, isSearch, hasGrants } = useLoaderData<typeof loader>();
  const categories = useListedCategories();
  const { slug } = useWorkspace().tenant;
  const words = useSearchWords();
  return (
    <div className="lt-page">
      <PageHeader title={t('search.grantedTitle')} lead={t('search.grantedLead')} />
      {hasGrants ? (
        <>
          <SearchForm />
          <div className="lt-wrap lt-search-tools">
            <SavedViews screen="granted_search" views={views} />
            <SearchHistory name={`${slug}-granted`} label={words} />
          </div>
        </>
      ) : null}
      {isSearch ? (
        <div className="lt-search-layout">
          <SearchFacets facets={facets} categories={categories} />
          <section aria-label={t('granted.results')}>
            <Results found={found} facets={facets} previews={previews} />
          </section>
        </div>
      ) : (
        <Empty
          icon="search"
          title={t(hasGrants ? 'search.emptyTitle' : 'granted.emptyTitle')}
          text={t(hasGrants ? 'search.emptyText' : 'granted.emptyText')}
        />
      )}
    </div>
  );
}
