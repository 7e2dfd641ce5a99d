import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { dispatchColumns } from '@/app/features/dispatch/dispatch-columns';
import { DISPATCH_KINDS } from '@/app/features/dispatch/dispatch-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('dispatch.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const box = search.get('box') === 'out' ? 'out' : 'in';
  const kind = DISPATCH_KINDS.find((name) => name === search.get('kind'));
  const call = context.api.workspace(params.slug ?? '').dispatch.list({ box, kind, ...pageOfParams(search) });
  return { box, ...(await loadOrThrow({ request, context }, call)) } as const;
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'kind',
    label: t('dispatch.filterKind'),
    options: DISPATCH_KINDS.map((value) => ({ value, label: t(`dispatch.kind_${value}`) })),
  },
];

export default function Dispatches() {
  const t = useText();
  const { box, rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const filters = filtersOf(t);
  return (
    <div className="lt-page">
      <PageHeader title={t('dispatch.title')} lead={t('dispatch.lead')} />
      <DataTable
        key={box}
        name={`dispatches-${box}`}
        caption={t('dispatch.caption')}
        lead={
          <div className="lt-wrap">
            <Segments
              name="box"
              label={t('dispatch.title')}
              segments={[
                { value: 'in', label: t('dispatch.box_in') },
                { value: 'out', label: t('dispatch.box_out') },
              ]}
            />
            <SearchBar placeholder="" withText={false} filters={filters} keep={['box']} />
          </div>
        }
        columns={dispatchColumns(base, box, t)}
        rows={rows}
        page={page}
        rowKey={(dispatch) => dispatch.id}
        rowLabel={(dispatch) => dispatch.title}
        rowTo={(dispatch) => `${base}/dispatches/${dispatch.id}`}
        filters={describeFilters(params, filters)}
        clearTo={`?box=${box}`}
        empty={<Empty icon="exchange" title={t(`dispatch.empty_${box}`)} text={t(`dispatch.emptyText_${box}`)} />}
      />
    </div>
  );
}
