import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { MarkDrawer, PlanDrawer } from '@/app/features/guidance/coverage-drawers';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { CoverageOfKind, CoverageView } from '@/server/domain/guidance/guidance-coverage';
import { GUIDANCE_REASONS } from '@/server/domain/guidance/guidance-vocabulary';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

const KINDS: readonly TenantKind[] = [
  'bureau',
  'repository',
  'department',
  'township',
  'village',
  'enterprise',
  'institution',
];
const GUIDED = ['no', 'notVisited', 'yes'] as const;

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('guidance.title'), to: `/w/${params.slug}/guidance` },
    { label: t('guidance.coverageTitle') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  kind: oneOf(KINDS, search.get('kind')),
  guided: oneOf(GUIDED, search.get('guided')),
  reason: oneOf(GUIDANCE_REASONS, search.get('reason')),
  place: search.get('place') || undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { guidance } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, guidance.coverage({ ...filterOf(search), ...pageOfParams(search) }));
};

const columnsOf = (t: Translate, base: string): Column<CoverageView>[] => [
  {
    key: 'unit',
    title: t('guidance.unit'),
    render: (unit) => <Link to={`${base}/guidance?unit=${unit.tenantId}`}>{unit.name}</Link>,
    width: '240px',
    onPhone: 'title',
  },
  { key: 'kind', title: t('guidance.unitKind'), render: (unit) => t(`tenancy.kind_${unit.kind}`), width: '112px' },
  {
    key: 'place',
    title: t('guidance.place'),
    render: (unit) => (unit.place === unit.name ? '—' : (unit.place ?? '—')),
    width: '160px',
  },
  {
    key: 'reasons',
    title: t('guidance.reasons'),
    render: (unit) =>
      unit.reasons.length === 0
        ? '—'
        : unit.reasons
            .map((reason) =>
              reason === 'marked' && unit.mark
                ? `${t(`guidance.mark_${unit.mark}`)}${t('common.colon')}${unit.markReason}`
                : t(`guidance.reason_${reason}`),
            )
            .join(t('common.list')),
  },
  {
    key: 'times',
    title: t('guidance.times'),
    render: (unit) => formatNumber(unit.times),
    numeric: true,
    width: '88px',
  },
  {
    key: 'visits',
    title: t('guidance.visits'),
    render: (unit) => formatNumber(unit.visits),
    numeric: true,
    width: '88px',
  },
  { key: 'last', title: t('guidance.lastGuidedOn'), render: (unit) => unit.lastGuidedOn ?? '—', width: '112px' },
];

/** What was planned for each kind of unit, and how far it has come. */
const Kinds = ({
  kinds,
  onPlan,
}: {
  kinds: readonly CoverageOfKind[];
  onPlan: ((of: CoverageOfKind) => void) | null;
}) => {
  const t = useText();
  const head = ['unitKind', 'units', 'covered', 'visited', 'target', 'hard'] as const;
  return (
    <div className="lt-scroll-x lt-coverage-kinds">
      <table className="lt-table lt-table-plain">
        <caption className="lt-hidden">{t('guidance.planCaption')}</caption>
        <thead>
          <tr>
            {head.map((key) => (
              <th key={key} scope="col" className={key === 'unitKind' ? undefined : 'lt-num'}>
                {t(`guidance.${key === 'units' ? 'unitCount' : key}`)}
              </th>
            ))}
            {onPlan ? (
              <th scope="col">
                <span className="lt-hidden">{t('guidance.plan')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {kinds.map((of) => (
            <tr key={of.kind}>
              <th scope="row">{t(`tenancy.kind_${of.kind}`)}</th>
              <td className="lt-num" data-label={t('guidance.unitCount')}>
                {formatNumber(of.units)}
              </td>
              <td className="lt-num" data-label={t('guidance.covered')}>
                {formatNumber(of.guided)}（{Math.round((of.guided * 100) / Math.max(of.units, 1))}%）
              </td>
              <td className="lt-num" data-label={t('guidance.visited')}>
                {formatNumber(of.visited)}
              </td>
              <td className="lt-num" data-label={t('guidance.target')}>
                {of.target === null ? '—' : t('guidance.ofTarget', { done: of.guided, all: of.target })}
              </td>
              <td className="lt-num" data-label={t('guidance.hard')}>
                {of.marked === 0 ? '—' : t('guidance.ofTarget', { done: of.markedGuided, all: of.marked })}
              </td>
              {onPlan ? (
                <td>
                  <button
                    type="button"
                    className="lt-link"
                    aria-label={t('guidance.planOfKind', { kind: t(`tenancy.kind_${of.kind}`) })}
                    onClick={() => onPlan(of)}
                  >
                    {t('guidance.plan')}
                  </button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** 指导覆盖: who is to be guided next and why, and what was never reached this year. */
export default function Coverage() {
  const t = useText();
  const { rows, page, kinds, places, year } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const canRegister = useCan('guidance.register');
  const [planning, setPlanning] = useState<CoverageOfKind | null>(null);
  const [marking, setMarking] = useState<CoverageView | null>(null);
  const filters: Filter[] = [
    {
      name: 'guided',
      label: t('guidance.guidedFilter'),
      options: GUIDED.map((value) => ({ value, label: t(`guidance.guided_${value}`) })),
    },
    {
      name: 'kind',
      label: t('guidance.unitKind'),
      options: kinds.map(({ kind }) => ({ value: kind, label: t(`tenancy.kind_${kind}`) })),
    },
    { name: 'place', label: t('guidance.place'), options: places.map((place) => ({ value: place, label: place })) },
    {
      name: 'reason',
      label: t('guidance.reasons'),
      options: GUIDANCE_REASONS.map((value) => ({ value, label: t(`guidance.reason_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('guidance.coverageTitle')}
        lead={t('guidance.coverageLead', { year: String(year) })}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'guidance.downloadCoverage', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('guidance.exportCoverage')}</span>
          </a>
        }
      />
      <SectionTabs of="guidance" />
      <Kinds kinds={kinds} onPlan={canRegister ? setPlanning : null} />
      <SearchBar placeholder={t('guidance.searchUnit')} filters={filters} />
      <DataTable
        name="guidance-coverage"
        caption={t('guidance.coverageTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(unit) => String(unit.tenantId)}
        rowLabel={(unit) => unit.name}
        rowActions={
          canRegister
            ? (unit) => (
                <>
                  <Link to={`${base}/guidance/new?unit=${unit.tenantId}`}>{t('guidance.registerShort')}</Link>
                  <button type="button" className="lt-link" onClick={() => setMarking(unit)}>
                    {t('guidance.mark')}
                  </button>
                </>
              )
            : undefined
        }
        filters={describeFilters(params, filters)}
        empty={<Empty icon="flag" title={t('guidance.coverageEmpty')} text={t('guidance.coverageEmptyText')} />}
      />
      {planning ? <PlanDrawer year={year} of={planning} onClose={() => setPlanning(null)} /> : null}
      {marking ? <MarkDrawer unit={marking} onClose={() => setMarking(null)} /> : null}
    </div>
  );
}
