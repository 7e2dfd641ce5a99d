import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { FilingDrawer } from '@/app/features/outsourcing/filing-drawer';
import { FilingStatus } from '@/app/features/outsourcing/filing-parts';
import { OwnCapabilities } from '@/app/features/outsourcing/own-capability';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { FilingRowView } from '@/server/domain/outsourcing/outsourcing';
import { FILING_STATES } from '@/server/domain/outsourcing/outsourcing-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('outsourcing.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { outsourcing } = context.api.workspace(params.slug ?? '');
  const state = oneOf(FILING_STATES, search.get('state'));
  const asked = { request, context };
  return {
    ...(await loadOrThrow(asked, outsourcing.list({ state, ...pageOfParams(search) }))),
    capabilities: await loadOrThrow(asked, outsourcing.capabilities()),
  };
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('outsourcing.state'),
    options: FILING_STATES.map((value) => ({ value, label: t(`outsourcing.state_${value}`) })),
  },
];

const columnsOf = (t: Translate, base: string): Column<FilingRowView>[] => [
  {
    key: 'provider',
    title: t('outsourcing.provider'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.providerName}</Link>,
    onPhone: 'title',
    truncate: true,
  },
  {
    key: 'type',
    title: t('outsourcing.serviceType'),
    render: (row) => t(`outsourcing.type_${row.serviceType}`),
    width: '112px',
  },
  { key: 'contract', title: t('outsourcing.contractNumber'), render: (row) => row.contractNumber, width: '152px' },
  { key: 'period', title: t('outsourcing.period'), render: (row) => `${row.startOn} — ${row.endOn}`, width: '208px' },
  { key: 'number', title: t('outsourcing.filingNumber'), render: (row) => row.filingNumber ?? '—', width: '192px' },
  {
    key: 'state',
    title: t('outsourcing.state'),
    render: (row) => <FilingStatus state={row.state} isLate={row.isLate} />,
    width: '216px',
  },
];

/** 本单位的外包备案. */
export default function Outsourcing() {
  const t = useText();
  const navigate = useNavigate();
  const { rows, page, capabilities } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/outsourcing`;
  const [writing, setWriting] = useState(false);
  const filters = filtersOf(t);
  const add = (
    <Button look="primary" icon="plus" onClick={() => setWriting(true)}>
      {t('outsourcing.new')}
    </Button>
  );
  return (
    <div className="lt-page">
      <PageHeader title={t('outsourcing.title')} lead={t('outsourcing.lead')} actions={add} />
      <SectionTabs of="safety" />
      <SearchBar placeholder="" withText={false} filters={filters} />
      <DataTable
        name="outsourcing"
        caption={t('outsourcing.caption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.providerName}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="exchange" title={t('outsourcing.empty')} text={t('outsourcing.emptyText')} />}
      />
      <OwnCapabilities capabilities={capabilities} />
      {writing ? (
        <FilingDrawer
          filing={null}
          capabilities={capabilities}
          onClose={() => setWriting(false)}
          onDone={(id) => navigate(`${base}/${id}`)}
        />
      ) : null}
    </div>
  );
}
