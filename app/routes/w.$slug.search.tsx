import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { labelOfParams } from '@/app/features/archive/label-params';
import { labelledPath } from '@/app/features/archive/labelled-path';
import { withPreview } from '@/app/features/archive/preview-column';
import { SavedViews } from '@/app/features/archive/saved-views';
import { searchColumns } from '@/app/features/archive/search-columns';
import { SearchCount } from '@/app/features/archive/search-count';
import { SearchExport } from '@/app/features/archive/search-export';
import { SearchFacets } from '@/app/features/archive/search-facets';
import { SearchForm } from '@/app/features/archive/search-form';
import { SearchHistory } from '@/app/features/archive/search-history';
import { SearchOrder } from '@/app/features/archive/search-order';
import { fondsOfParams, isAsked, questionOfParams, walkOfParams } from '@/app/features/archive/search-params';
import { useCategories } from '@/app/features/archive/use-categories';
import { useSearchWords } from '@/app/features/archive/use-search-words';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('search.title') },
  ],
};

const NOTHING = {
  rows: [],
  page: { nextCursor: null, previousCursor: null, total: 0 },
  isRanked: true,
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { slug = '' } = params;
  const { archive: api, digital } = context.api.workspace(slug);
  const label = labelOfParams(search);
  const opened = label && labelledPath(slug, await loadOrThrow(asked, api.labelled({ label })));
  if (opened) {
    throw redirect(opened);
  }
  const question = { ...questionOfParams(search), fondsId: fondsOfParams(search) };
  const walk = { ...walkOfParams(search), startAt: search.get('from')?.slice(0, 100) || undefined };
  const isSearch = isAsked(search);
  const [found, facets, views] = await Promise.all([
    isSearch ? loadOrThrow(asked, api.search({ ...question, ...walk })) : NOTHING,
    loadOrThrow(asked, api.searchFacets(question)),
    loadOrThrow(asked, api.savedViews({ screen: 'search' })),
  ]);
  const itemIds = found.rows.map((row) => row.id);
  const previews = itemIds.length > 0 ? await loadOrThrow(asked, digital.previews({ itemIds })) : [];
  return { found, facets, views, isSearch, previews };
};

export default function Search() {
  const t = useText();
  const categories = useCategories();
  const { found, facets, views, isSearch, previews } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canLookAround = useCan('inspection.inspect');
  const words = useSearchWords();
  const { sort } = walkOfParams(params);
  const question = { ...questionOfParams(params), fondsId: fondsOfParams(params) };
  const toItem = (row: { id: string }) => `/w/${slug}/archives/${row.id}`;
  const page = { ...found.page, total: facets.isExact ? Math.min(facets.total, 10_001) : found.page.total };
  return (
    <div className="lt-page">
      <PageHeader
        title={t('search.title')}
        lead={t('search.lead')}
        actions={
          <>
            <ButtonLink icon="users" to={`/w/${slug}/archives/people`}>
              {t('search.peopleTitle')}
            </ButtonLink>
            {canLookAround ? (
              <ButtonLink icon="eye" to={`/w/${slug}/granted/search`}>
                {t('search.grantedOpen')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <SearchForm />
      <div className="lt-wrap lt-search-tools">
        <SavedViews screen="search" views={views} />
        <SearchHistory name={slug} label={words} />
      </div>
      <div className="lt-search-layout">
        <SearchFacets facets={facets} />
        <section aria-label={t('search.caption')}>
          {isSearch ? (
            <>
              <SearchCount facets={facets} question={question} />
              {!found.isRanked && sort === 'relevance' && params.get('q') ? (
                <p className="lt-note">{t('search.tooMany')}</p>
              ) : null}
              <DataTable
                lead={<SearchOrder canJump />}
                name="search"
                caption={t('search.caption')}
                columns={withPreview(searchColumns(t, categories, toItem), previews, t)}
                rows={found.rows}
                page={page}
                rowKey={(row) => row.id}
                rowLabel={(row) => row.referenceCode}
                rowTo={toItem}
                tools={<SearchExport key={params.toString()} question={question} sort={sort} />}
                empty={<Empty icon="search" title={t('search.noneTitle')} text={t('search.noneText')} />}
              />
            </>
          ) : (
            <Empty icon="search" title={t('search.emptyTitle')} text={t('search.emptyText')} />
          )}
        </section>
      </div>
    </div>
  );
}
