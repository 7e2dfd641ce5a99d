import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Watermark } from '@/app/components/watermark';
import { filtersOfParams } from '@/app/features/archive/archive-params';
import { countText } from '@/app/features/archive/count-text';
import { grantedFilters } from '@/app/features/archive/granted-filters';
import { useUnitCategories, withUnitCategories } from '@/app/features/archive/granted-names';
import { bannerOf, scopeText } from '@/app/features/archive/granted-scope';
import { itemColumns } from '@/app/features/archive/item-columns';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { GrantedRowView } from '@/server/domain/archive/granted-archive';

export const handle: ScreenHandle<{ grant: { unitName: string } }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('granted.title'), to: `/w/${params.slug}/granted` },
    { label: data?.grant.unitName ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { slug = '', unitSlug = '' } = params;
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(slug).archive;
  const list = await loadOrThrow(
    asked,
    api.grantedList({ unitSlug, ...filtersOfParams(search), ...pageOfParams(search) }),
  );
  const grants = (await loadOrThrow(asked, api.grantedUnits())).filter((grant) => grant.unitSlug === unitSlug);
  const grant = bannerOf(grants, slug);
  if (!grant) {
    throw notFound(context.requestId);
  }
  return { list, grants, grant };
};

export default function GrantedArchives() {
  const t = useText();
  const today = useToday();
  const { list, grants, grant } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { unitSlug = '' } = useParams();
  const categoriesFor = useUnitCategories(list.names);
  const categories = categoriesFor(unitSlug);
  const { tenant, membership } = useWorkspace();
  const base = `/w/${tenant.slug}/granted/${unitSlug}/archives`;
  const filters = grantedFilters(t, categories, today);
  const toItem = (row: GrantedRowView) => `${base}/${row.id}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('granted.listTitle', { unit: grant.unitName })}
        count={countText(list.page.total, t)}
        lead={grants.map((one) => scopeText(one, t, categories)).join(t('common.list'))}
      />
      <Watermark text={t('granted.watermark', { name: membership.displayName, unit: tenant.name })}>
        <DataTable
          lead={<SearchBar placeholder={t('archive.searchPlaceholder')} filters={filters} />}
          name="granted-archives"
          caption={t('granted.listCaption')}
          columns={withUnitCategories(itemColumns(t, categories, toItem), categoriesFor).map((column) => ({
            ...column,
            sortable: false,
          }))}
          rows={list.rows}
          page={list.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.referenceCode}
          rowTo={toItem}
          filters={describeFilters(params, filters)}
          clearTo={base}
          empty={<Empty icon="box" title={t('granted.listEmpty')} text={t('granted.listEmptyText')} />}
        />
      </Watermark>
    </div>
  );
}
