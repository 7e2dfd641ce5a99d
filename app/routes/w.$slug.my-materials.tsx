import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedMaterialView } from '@/server/domain/guidance/guidance-material';
import { MATERIAL_KINDS } from '@/server/domain/guidance/guidance-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('guidance.myMaterialsTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { guidanceDesk } = context.api.workspace(params.slug ?? '');
  const filter = { q: search.get('q') || undefined, kind: oneOf(MATERIAL_KINDS, search.get('kind')) };
  return loadOrThrow({ request, context }, guidanceDesk.receivedMaterials({ ...filter, ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, base: string): Column<ReceivedMaterialView>[] => [
  {
    key: 'title',
    title: t('guidance.materialTitle'),
    render: (row) => <Link to={`${base}/dispatches/${row.dispatchId}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  {
    key: 'kind',
    title: t('guidance.materialKind'),
    render: (row) => t(`guidance.material_${row.kind}`),
    width: '112px',
  },
  { key: 'version', title: t('guidance.version'), render: (row) => `V${row.version}`, width: '72px' },
  { key: 'office', title: t('guidance.office'), render: (row) => row.officeName, width: '200px' },
  { key: 'date', title: t('guidance.publishedOn'), render: (row) => formatIsoDate(row.sentAt), width: '112px' },
  {
    key: 'read',
    title: t('guidance.read'),
    render: (row) => (
      <Status kind={row.isRead ? 'done' : 'attention'}>{t(row.isRead ? 'guidance.signed' : 'guidance.unread')}</Status>
    ),
    width: '104px',
  },
];

/** 收到的资料: the newest version of each. */
export default function MyMaterials() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const filters: Filter[] = [
    {
      name: 'kind',
      label: t('guidance.materialKind'),
      options: MATERIAL_KINDS.map((value) => ({ value, label: t(`guidance.material_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader title={t('guidance.myMaterialsTitle')} lead={t('guidance.myMaterialsLead')} />
      <SectionTabs of="ownGuidance" />
      <SearchBar placeholder={t('guidance.searchMaterial')} filters={filters} />
      <DataTable
        name="my-materials"
        caption={t('guidance.myMaterialsTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/dispatches/${row.dispatchId}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="book" title={t('guidance.myMaterialsEmpty')} text={t('guidance.myMaterialsEmptyText')} />}
      />
    </div>
  );
}
