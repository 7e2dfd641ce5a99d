import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { DataTable, type Selection } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { countText } from '@/app/features/archive/count-text';
import { useCategories } from '@/app/features/archive/use-categories';
import { boxItemColumns } from '@/app/features/storage/box-item-columns';
import { idsOfSelection, moveAll } from '@/app/features/storage/chosen-items';
import { LabelDrawer } from '@/app/features/storage/label-drawer';
import { StorageTabs } from '@/app/features/storage/storage-tabs';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow } from '@/app/lib/load.server';
import { filingYearOfParam, recentYears } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabUnboxed') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  filingYear: filingYearOfParam(search.get('year')),
  categoryCode: search.get('category')?.slice(0, 20) || undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').storage;
  return loadOrThrow({ request, context }, api.unboxed({ ...filterOf(search), ...pageOfParams(search) }));
};

export default function Unboxed() {
  const t = useText();
  const categories = useCategories();
  const today = useToday();
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const canManage = useCan('storage.manage');
  const [chosen, setChosen] = useState<string[]>([]);
  const [collecting, setCollecting] = useState(false);
  const choose = async (selection: Selection) => {
    setCollecting(true);
    const filter = filterOf(params);
    setChosen(
      await idsOfSelection(selection, (cursor) => client.storage.unboxed.query({ ...filter, cursor, limit: 200 })),
    );
    setCollecting(false);
  };
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('storage.year'),
      options: recentYears(today, 30).map((year) => ({ value: String(year), label: String(year) })),
    },
    { name: 'category', label: t('storage.category'), options: categoryOptions(categories) },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('storage.unboxedTitle')}
        count={countText(page.total, t)}
        actions={
          canManage ? (
            <ButtonLink look="primary" icon="box" to={`${base}/storage/boxes/pack`}>
              {t('storage.pack')}
            </ButtonLink>
          ) : undefined
        }
      />
      <StorageTabs />
      <SearchBar placeholder="" withText={false} filters={filters} />
      <DataTable
        name="unboxed"
        caption={t('storage.unboxedCaption')}
        columns={boxItemColumns(t, base)}
        rows={rows}
        page={page}
        rowKey={(item) => item.id}
        rowLabel={(item) => item.referenceCode}
        filters={describeFilters(params, filters)}
        clearTo={`${base}/storage/unboxed`}
        bulkActions={
          canManage
            ? (selection) => (
                <Button icon="box" busy={collecting} onClick={() => void choose(selection)}>
                  {t('storage.intoBox')}
                </Button>
              )
            : undefined
        }
        empty={<Empty icon="box" title={t('storage.unboxedEmpty')} text={t('storage.unboxedEmptyText')} />}
      />
      <LabelDrawer
        open={chosen.length > 0}
        onClose={() => setChosen([])}
        title={t('storage.intoBox')}
        kind="box"
        help={t('storage.targetBoxHelp')}
        act={async (box, reason) => {
          const moved = await moveAll(chosen, (itemIds) =>
            client.storage.moveItems.mutate({ itemIds, toBoxId: box.id, reason }),
          );
          return t('storage.movedItems', { n: moved });
        }}
      />
    </div>
  );
}
