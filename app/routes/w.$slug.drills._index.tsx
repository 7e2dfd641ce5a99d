import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { PlanDrillDrawer } from '@/app/features/safety/drill-drawers';
import { DrillStatus } from '@/app/features/safety/drill-status';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { DrillRowView } from '@/server/domain/safety/safety';
import { DRILL_STATES } from '@/server/domain/safety/safety-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('safety.drillsTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { safety } = context.api.workspace(params.slug ?? '');
  const state = oneOf(DRILL_STATES, search.get('state'));
  return loadOrThrow({ request, context }, safety.drills({ state, ...pageOfParams(search) }));
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('safety.state'),
    options: DRILL_STATES.map((value) => ({ value, label: t(`safety.drillState_${value}`) })),
  },
];

const columnsOf = (t: Translate, base: string): Column<DrillRowView>[] => [
  {
    key: 'title',
    title: t('safety.drillName'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'scenario',
    title: t('safety.scenario'),
    render: (row) => t(`safety.scenario_${row.scenario}`),
    width: '104px',
  },
  { key: 'mode', title: t('safety.mode'), render: (row) => t(`safety.mode_${row.mode}`), width: '80px' },
  { key: 'planned', title: t('safety.plannedOn'), render: (row) => row.plannedOn, width: '112px' },
  { key: 'held', title: t('safety.heldOn'), render: (row) => row.heldOn ?? '—', width: '112px' },
  { key: 'people', title: t('safety.peopleCount'), render: (row) => row.peopleCount, numeric: true, width: '96px' },
  { key: 'state', title: t('safety.state'), render: (row) => <DrillStatus drill={row} />, width: '128px' },
];

/** 应急演练: planned and held. */
export default function Drills() {
  const t = useText();
  const navigate = useNavigate();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/drills`;
  const [planning, setPlanning] = useState(false);
  const filters = filtersOf(t);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('safety.drillsTitle')}
        lead={t('safety.drillsLead')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setPlanning(true)}>
            {t('safety.planDrill')}
          </Button>
        }
      />
      <SectionTabs of="safety" />
      <SearchBar placeholder="" withText={false} filters={filters} />
      <DataTable
        name="drills"
        caption={t('safety.drillsCaption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="users" title={t('safety.drillsEmpty')} text={t('safety.drillsEmptyText')} />}
      />
      {planning ? (
        <PlanDrillDrawer onClose={() => setPlanning(false)} onDone={(id) => navigate(`${base}/${id}`)} />
      ) : null}
    </div>
  );
}
