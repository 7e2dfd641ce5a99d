import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { DataTable, type Selection } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import type { Categories } from '@/app/features/archive/archive-labels';
import { categoryOptions, retentionOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { PrintButton } from '@/app/features/print/print-button';
import { boxColumns } from '@/app/features/storage/box-columns';
import { CreateBoxDrawer } from '@/app/features/storage/create-box-drawer';
import { LabelDrawer } from '@/app/features/storage/label-drawer';
import { StorageTabs } from '@/app/features/storage/storage-tabs';
import { countOf } from '@/app/features/storage/storage-words';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { filingYearOfParam, oneOf, recentYears } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, withParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { RETENTION_CODE_VALUES } from '@/server/domain/archive/retention';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('storage.title'), to: `/w/${params.slug}/storage` },
    { label: t('storage.tabBoxes') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q')?.slice(0, 60) || undefined,
  filingYear: filingYearOfParam(search.get('year')),
  categoryCode: search.get('category')?.slice(0, 20) || undefined,
  retentionCode: oneOf(RETENTION_CODE_VALUES, search.get('retention')),
  shelved: oneOf(['yes', 'no'] as const, search.get('shelved')),
  placeId: isUuid(search.get('place') ?? '') ? (search.get('place') ?? undefined) : undefined,
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '');
  const [list, fonds] = await Promise.all([
    loadOrThrow(asked, api.storage.boxes({ ...filterOf(search), ...pageOfParams(search) })),
    loadOrThrow(asked, api.archive.fonds()),
  ]);
  return { ...list, fonds };
};

const filtersOf = (t: Translate, categories: Categories, today: string): Filter[] => [
  {
    name: 'year',
    label: t('storage.year'),
    options: recentYears(today, 30).map((year) => ({ value: String(year), label: String(year) })),
  },
  { name: 'category', label: t('storage.category'), options: categoryOptions(categories) },
  { name: 'retention', label: t('storage.retention'), options: retentionOptions(categories.locale) },
  {
    name: 'shelved',
    label: t('storage.shelvedFilter'),
    options: [
      { value: 'yes', label: t('storage.shelvedYes') },
      { value: 'no', label: t('storage.shelvedNo') },
    ],
  },
];

const FORMS = ['box_labels', 'box_spine', 'box_cover', 'note_sheet'] as const;

export default function Boxes() {
  const t = useText();
  const categories = useCategories();
  const today = useToday();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const { rows, page, fonds } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}/storage/boxes`;
  const canManage = useCan('storage.manage');
  const [making, setMaking] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const filters = filtersOf(t, categories, today);
  const { q, shelved, placeId, ...asked } = filterOf(params);
  // A search, the shelving or the place is no part of what a form is printed from: then boxes are chosen one by one.
  const isPlain = q === undefined && shelved === undefined && placeId === undefined;
  const idsOf = (selection: Selection): string[] => (selection.kind === 'rows' ? selection.keys : []);
  const to = (box: { id: string }) => `${base}/${box.id}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('storage.boxesTitle')}
        count={page.total === null ? undefined : countOf(page.total, t)}
        actions={
          <>
            {isPlain ? <PrintButton forms={FORMS} what={asked} /> : null}
            {canManage ? (
              <Button icon="plus" onClick={() => setMaking(true)}>
                {t('storage.createBox')}
              </Button>
            ) : null}
            {canManage ? (
              <ButtonLink look="primary" icon="box" to={`${base}/pack`}>
                {t('storage.pack')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <StorageTabs />
      {placeId ? (
        <p className="lt-note lt-note-info">
          {t('storage.boxesOfPlace')} <Link to={withParams(params, { place: null })}>{t('storage.boxesOfAll')}</Link>
        </p>
      ) : null}
      <DataTable
        lead={<SearchBar placeholder={t('storage.boxesSearch')} filters={filters} keep={['place']} />}
        name="boxes"
        caption={t('storage.boxesCaption')}
        columns={boxColumns(t, categories, to)}
        rows={rows}
        page={page}
        rowKey={(box) => box.id}
        rowLabel={(box) => box.label}
        rowTo={to}
        filters={describeFilters(params, filters)}
        clearTo={base}
        bulkActions={
          canManage
            ? (selection, clear) => {
                const boxIds = idsOf(selection);
                return (
                  <>
                    {boxIds.length > 0 || isPlain ? (
                      <PrintButton forms={FORMS} what={boxIds.length > 0 ? { boxIds } : asked} />
                    ) : null}
                    {boxIds.length > 0 ? (
                      <>
                        <Button icon="layers" onClick={() => setChosen(boxIds)}>
                          {t('storage.shelveChosen')}
                        </Button>
                        <Button
                          busy={busy}
                          onClick={() =>
                            void act(() => client.storage.shelveBoxes.mutate({ boxIds, placeId: null }), {
                              done: t('storage.takenOff', { n: boxIds.length }),
                            }).then(clear)
                          }
                        >
                          {t('storage.takeOff')}
                        </Button>
                      </>
                    ) : null}
                  </>
                );
              }
            : undefined
        }
        empty={<Empty icon="box" title={t('storage.boxesEmpty')} text={t('storage.boxesEmptyText')} />}
      />
      <CreateBoxDrawer open={making} onClose={() => setMaking(false)} fonds={fonds} />
      <LabelDrawer
        open={chosen.length > 0}
        onClose={() => setChosen([])}
        title={t('storage.shelveChosen')}
        kind="place"
        act={async (place, reason) => {
          await client.storage.shelveBoxes.mutate({ boxIds: chosen, placeId: place.id, reason });
          return t('storage.shelvedMany', { n: chosen.length, place: place.text });
        }}
      />
    </div>
  );
}
