import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { InspectionTabs } from '@/app/features/inspection/inspection-tabs';
import { ObjectDrawer } from '@/app/features/inspection/object-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ObjectRowView } from '@/server/domain/inspection/library';
import { RISK_LEVELS } from '@/server/domain/inspection/plan-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('inspectionPlan.objectsTitle') }] };

const KINDS = [
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
  'repository',
  'bureau',
  'vendor',
] as const satisfies readonly ObjectRowView['kind'][];
const RISKS = [...RISK_LEVELS, 'none'] as const;
const QUIET = ['1', '2', '3', '5'] as const;

const filterOf = (search: URLSearchParams) => {
  const quiet = oneOf(QUIET, search.get('quiet'));
  return {
    search: search.get('q') || undefined,
    kind: oneOf(KINDS, search.get('kind')),
    risk: oneOf(RISKS, search.get('risk')),
    quietYears: quiet ? Number(quiet) : undefined,
  };
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { inspectionPlan } = context.api.workspace(params.slug ?? '');
  const call = inspectionPlan.objects({ ...filterOf(search), ...pageOfParams(search) });
  return loadOrThrow({ request, context }, call);
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'kind',
    label: t('inspectionPlan.kind'),
    options: KINDS.map((value) => ({ value, label: t(`tenancy.kind_${value}`) })),
  },
  {
    name: 'risk',
    label: t('inspectionPlan.risk'),
    options: RISKS.map((value) => ({ value, label: t(`inspectionPlan.risk_${value}`) })),
  },
  {
    name: 'quiet',
    label: t('inspectionPlan.quiet'),
    options: QUIET.map((value) => ({ value, label: t('inspectionPlan.quietYears', { n: value }) })),
  },
];

const RISK_STATUS = { HIGH: 'failed', MEDIUM: 'attention', LOW: 'done' } as const;

const Risk = ({ row, t }: { row: ObjectRowView; t: Translate }) => {
  if (row.riskLevel) {
    return <Status kind={RISK_STATUS[row.riskLevel]}>{t(`inspectionPlan.risk_${row.riskLevel}`)}</Status>;
  }
  const level = t(`inspectionPlan.risk_${row.suggestedRisk}`);
  return <span className="lt-3">{t('inspectionPlan.riskSuggested', { level })}</span>;
};

const columnsOf = (t: Translate): Column<ObjectRowView>[] => [
  { key: 'name', title: t('inspection.unit'), render: (row) => row.name, truncate: true, onPhone: 'title' },
  { key: 'kind', title: t('inspectionPlan.kind'), render: (row) => t(`tenancy.kind_${row.kind}`), width: '128px' },
  {
    key: 'township',
    title: t('inspectionPlan.township'),
    render: (row) => row.townshipName ?? '—',
    truncate: true,
    width: '152px',
  },
  { key: 'risk', title: t('inspectionPlan.risk'), render: (row) => <Risk row={row} t={t} />, width: '104px' },
  {
    key: 'score',
    title: t('inspectionPlan.lastScore'),
    render: (row) => (row.lastScore === null ? '—' : t('inspectionPlan.lastScoreValue', { score: row.lastScore })),
    numeric: true,
    width: '96px',
  },
  {
    key: 'inspected',
    title: t('inspectionPlan.lastInspected'),
    render: (row) => row.lastInspectedOn ?? <span className="lt-3">{t('inspectionPlan.never')}</span>,
    width: '120px',
  },
  {
    key: 'planned',
    title: t('inspectionPlan.planned'),
    render: (row) => (row.plannedThisYear ? <Status kind="done">{t('inspectionPlan.planned')}</Status> : '—'),
    width: '128px',
    hiddenAtFirst: true,
  },
  {
    key: 'exempt',
    title: t('inspectionPlan.exempt'),
    render: (row) => (row.exemptUntil ? t('inspectionPlan.exemptValue', { date: row.exemptUntil }) : '—'),
    width: '152px',
  },
];

/** 检查对象名录库: whom this authority may inspect, who is due, and what a draw is stratified by. */
export default function InspectionObjects() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const [editing, setEditing] = useState<ObjectRowView | null>(null);
  const filters = filtersOf(t);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('inspectionPlan.objectsTitle')}
        lead={t('inspectionPlan.objectsLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'inspectionPlan.downloadObjects', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('inspectionPlan.exportObjects')}</span>
          </a>
        }
      />
      <InspectionTabs />
      <SearchBar placeholder={t('inspectionPlan.objectsSearch')} filters={filters} />
      <DataTable
        name="inspection-objects"
        caption={t('inspectionPlan.objectsCaption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.slug}
        rowLabel={(row) => row.name}
        onEdit={setEditing}
        rowActions={(row) => (
          <button type="button" className="lt-link" onClick={() => setEditing(row)}>
            {t('inspectionPlan.editObject')}
          </button>
        )}
        filters={describeFilters(params, filters)}
        empty={
          <Empty icon="building" title={t('inspectionPlan.objectsEmpty')} text={t('inspectionPlan.objectsEmptyText')} />
        }
      />
      {editing ? <ObjectDrawer row={editing} onClose={() => setEditing(null)} onDone={revalidate} /> : null}
    </div>
  );
}
