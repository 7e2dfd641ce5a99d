import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import type { Categories } from '@/app/features/archive/archive-labels';
import { filtersOfParams } from '@/app/features/archive/archive-params';
import { scopeText } from '@/app/features/archive/granted-scope';
import { itemColumns } from '@/app/features/archive/item-columns';
import { useListedCategories } from '@/app/features/archive/use-categories';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatShortDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { GrantedPage, GrantedRowView, GrantUseView } from '@/server/domain/archive/granted-archive';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [{ label: t('granted.title'), to: `/w/${params.slug}/granted` }],
};

/** Records are read only when something is looked for: opening this page is no look at anybody's archives. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').archive;
  const grants = await loadOrThrow(asked, api.grantedUnits());
  const { q } = filtersOfParams(search);
  const found =
    q && grants.length > 0
      ? await loadOrThrow(asked, api.grantedList({ unitSlug: null, q, ...pageOfParams(search) }))
      : null;
  return { grants, found };
};

const columnsOf = (t: Translate, categories: Categories, today: string, base: string): Column<GrantUseView>[] => [
  {
    key: 'unit',
    title: t('granted.unit'),
    render: (grant) => <Link to={`${base}/${grant.unitSlug}/archives`}>{grant.unitName}</Link>,
    width: '200px',
    onPhone: 'title',
  },
  { key: 'reason', title: t('granted.reason'), render: (grant) => grant.reason, truncate: true },
  { key: 'scope', title: t('granted.scope'), render: (grant) => scopeText(grant, t, categories) },
  {
    key: 'until',
    title: t('granted.until'),
    render: (grant) => formatShortDateTime(grant.validTo, today),
    width: '128px',
  },
  {
    key: 'looks',
    title: t('granted.looks'),
    render: (grant) => t('granted.looksCount', { n: grant.looks }),
    numeric: true,
    width: '96px',
  },
];

const Results = ({ found, base }: { found: GrantedPage; base: string }) => {
  const t = useText();
  const categories = useListedCategories();
  const [params] = useSearchParams();
  const toItem = (row: GrantedRowView) => `${base}/${row.unitSlug}/archives/${row.id}`;
  const [code, ...others] = itemColumns(t, categories, toItem).map((column) => ({ ...column, sortable: false }));
  const unit: Column<GrantedRowView> = {
    key: 'unit',
    title: t('granted.unit'),
    render: (row) => row.unitName,
    width: '160px',
  };
  return (
    <section className="lt-section" aria-labelledby="results">
      <h2 id="results">{t('granted.results')}</h2>
      <DataTable
        name="granted-results"
        caption={t('granted.resultsCaption')}
        columns={code ? [code, unit, ...others] : []}
        rows={found.rows}
        page={found.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={toItem}
        filters={[`“${params.get('q') ?? ''}”`]}
        clearTo={base}
        empty={<Empty icon="search" title={t('granted.listEmpty')} />}
      />
    </section>
  );
};

export default function Granted() {
  const t = useText();
  const categories = useListedCategories();
  const today = useToday();
  const { grants, found } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/granted`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('granted.title')}
        lead={t('granted.lead')}
        actions={
          grants.length > 0 ? (
            <>
              <ButtonLink icon="flag" to={`${base}/topics`}>
                {t('granted.topicsTitle')}
              </ButtonLink>
              <ButtonLink icon="list" to={`${base}/thematic`}>
                {t('granted.thematicTitle')}
              </ButtonLink>
              <ButtonLink icon="search" to={`${base}/search`}>
                {t('search.grantedOpen')}
              </ButtonLink>
            </>
          ) : null
        }
      />
      {grants.length > 0 ? <SearchBar placeholder={t('granted.searchAll')} /> : null}
      {found ? <Results found={found} base={base} /> : null}
      <DataTable
        name="granted-units"
        caption={t('granted.caption')}
        columns={columnsOf(t, categories, today, base)}
        rows={grants}
        page={{ nextCursor: null, previousCursor: null, total: grants.length }}
        rowKey={(grant) => grant.grantId}
        rowLabel={(grant) => grant.unitName}
        rowTo={(grant) => `${base}/${grant.unitSlug}/archives`}
        empty={<Empty icon="eye" title={t('granted.emptyTitle')} text={t('granted.emptyText')} />}
      />
    </div>
  );
}
