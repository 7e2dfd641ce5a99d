import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { FilingStatus } from '@/app/features/outsourcing/filing-parts';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedFilingRow } from '@/server/domain/outsourcing/outsourcing';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('outsourcing.receivedTitle') }] };

const STATES = ['submitted', 'accepted', 'returned'] as const;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { outsourcing } = context.api.workspace(params.slug ?? '');
  const filter = { state: oneOf(STATES, search.get('state')), providerCode: search.get('provider') || undefined };
  return loadOrThrow({ request, context }, outsourcing.received({ ...filter, ...pageOfParams(search) }));
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('outsourcing.state'),
    options: STATES.map((value) => ({ value, label: t(`outsourcing.state_${value}`) })),
  },
];

const columnsOf = (t: Translate, base: string): Column<ReceivedFilingRow>[] => [
  {
    key: 'unit',
    title: t('outsourcing.unit'),
    render: (row) => <Link to={`${base}/received/${row.dispatchId}`}>{row.unitName}</Link>,
    onPhone: 'title',
    truncate: true,
  },
  { key: 'provider', title: t('outsourcing.provider'), render: (row) => row.providerName, truncate: true },
  {
    key: 'type',
    title: t('outsourcing.serviceType'),
    render: (row) => t(`outsourcing.type_${row.serviceType}`),
    width: '112px',
  },
  { key: 'start', title: t('outsourcing.startOn'), render: (row) => row.startOn, width: '112px' },
  { key: 'submitted', title: t('outsourcing.submittedOn'), render: (row) => row.submittedOn, width: '112px' },
  { key: 'number', title: t('outsourcing.filingNumber'), render: (row) => row.filingNumber ?? '—', width: '192px' },
  {
    key: 'state',
    title: t('outsourcing.state'),
    render: (row) => <FilingStatus state={row.state} isLate={row.isLate} />,
    width: '216px',
  },
];

/** 外包备案审查: what units have filed. */
export default function ReceivedOutsourcing() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/outsourcing`;
  const filters = filtersOf(t);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('outsourcing.receivedTitle')}
        lead={t('outsourcing.receivedLead')}
        actions={<ButtonLink to={`${base}/providers`}>{t('outsourcing.providersTitle')}</ButtonLink>}
      />
      <SectionTabs of="safety" />
      <SearchBar placeholder="" withText={false} filters={filters} keep={['provider']} />
      <DataTable
        name="outsourcing-received"
        caption={t('outsourcing.caption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => `${row.unitName} ${row.providerName}`}
        rowTo={(row) => `${base}/received/${row.dispatchId}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="exchange" title={t('outsourcing.empty')} text={t('outsourcing.receivedEmptyText')} />}
      />
    </div>
  );
}
