import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { GUIDANCE_STATUS, programmeName } from '@/app/features/guidance/guidance-labels';
import { VoidGuidance } from '@/app/features/guidance/void-guidance';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { GuidanceProjectView, GuidanceView } from '@/server/domain/guidance/guidance-event';
import { GUIDANCE_MODES, GUIDANCE_PROGRAMMES, GUIDANCE_STATES } from '@/server/domain/guidance/guidance-vocabulary';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('guidance.title') }] };

const unitOf = (value: string | null): number | undefined =>
  value && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined;

const idOf = (value: string | null): string | undefined => (value && isUuid(value) ? value : undefined);

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  mode: oneOf(GUIDANCE_MODES, search.get('mode')),
  programme: oneOf(GUIDANCE_PROGRAMMES, search.get('programme')),
  state: oneOf(GUIDANCE_STATES, search.get('state')),
  unit: unitOf(search.get('unit')),
  project: idOf(search.get('project')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { guidance } = context.api.workspace(params.slug ?? '');
  const list = await loadOrThrow(asked, guidance.list({ ...filterOf(search), ...pageOfParams(search) }));
  return {
    ...list,
    units: await loadOrThrow(asked, guidance.units()),
    projects: await loadOrThrow(asked, guidance.projects()),
  };
};

const filtersOf = (
  t: Translate,
  today: string,
  units: readonly KnownUnitView[],
  projects: readonly GuidanceProjectView[],
): Filter[] => [
  {
    name: 'project',
    label: t('guidance.project'),
    options: projects.map(({ id, title }) => ({ value: id, label: title })),
  },
  {
    name: 'unit',
    label: t('guidance.unit'),
    options: units.map((unit) => ({ value: String(unit.tenantId), label: unit.name })),
  },
  {
    name: 'year',
    label: t('guidance.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('guidance.yearOption', { year: String(year) }),
    })),
  },
  {
    name: 'mode',
    label: t('guidance.mode'),
    options: GUIDANCE_MODES.map((value) => ({ value, label: t(`guidance.mode_${value}`) })),
  },
  {
    name: 'programme',
    label: t('guidance.programme'),
    options: GUIDANCE_PROGRAMMES.map((value) => ({ value, label: t(`guidance.programme_${value}`) })),
  },
  {
    name: 'state',
    label: t('guidance.state'),
    options: GUIDANCE_STATES.map((value) => ({ value, label: t(`guidance.state_${value}`) })),
  },
];

const columnsOf = (t: Translate, base: string): Column<GuidanceView>[] => [
  {
    key: 'guidedOn',
    title: t('guidance.guidedOn'),
    render: (event) => event.guidedOn,
    width: '112px',
    onPhone: 'title',
  },
  { key: 'unit', title: t('guidance.unit'), render: (event) => event.subjectName, width: '220px' },
  { key: 'mode', title: t('guidance.mode'), render: (event) => t(`guidance.mode_${event.mode}`), width: '80px' },
  {
    key: 'programme',
    title: t('guidance.programme'),
    render: (event) => programmeName(event.programme, t),
    width: '160px',
    onPhone: 'hide',
  },
  {
    key: 'project',
    title: t('guidance.project'),
    render: (event) => event.projectTitle ?? '—',
    truncate: true,
    onPhone: 'hide',
    hiddenAtFirst: true,
  },
  {
    key: 'topic',
    title: t('guidance.topic'),
    render: (event) => <Link to={`${base}/guidance/events/${event.id}`}>{event.topic}</Link>,
    truncate: true,
  },
  {
    key: 'guides',
    title: t('guidance.guides'),
    render: (event) => event.guides.join(t('common.list')),
    width: '128px',
    onPhone: 'hide',
  },
  {
    key: 'result',
    title: t('guidance.result'),
    render: (event) => event.result,
    truncate: true,
    onPhone: 'hide',
    hiddenAtFirst: true,
  },
  {
    key: 'hours',
    title: t('guidance.hours'),
    render: (event) => formatNumber(event.hours),
    numeric: true,
    width: '112px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('guidance.state'),
    render: (event) => <Status kind={GUIDANCE_STATUS[event.state]}>{t(`guidance.state_${event.state}`)}</Status>,
    width: '96px',
  },
];

export default function Guidance() {
  const t = useText();
  const { rows, page, units, projects } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const canRegister = useCan('guidance.register');
  const [voiding, setVoiding] = useState<GuidanceView | null>(null);
  const filters = filtersOf(t, useToday(), units, projects);
  const strike = (event: GuidanceView) => (
    <button type="button" className="lt-link" onClick={() => setVoiding(event)}>
      {t('guidance.void')}
    </button>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('guidance.title')}
        lead={t('guidance.lead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'guidance.downloadEvents', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('guidance.exportEvents')}</span>
            </a>
            {canRegister ? (
              <ButtonLink look="primary" icon="plus" to={`/w/${slug}/guidance/new`}>
                {t('guidance.register')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <SectionTabs of="guidance" />
      <SearchBar placeholder={t('guidance.search')} filters={filters} />
      <DataTable
        name="guidance"
        caption={t('guidance.caption')}
        columns={columnsOf(t, `/w/${slug}`)}
        rows={rows}
        page={page}
        rowKey={(event) => event.id}
        rowLabel={(event) => `${event.guidedOn} ${event.subjectName}`}
        rowActions={canRegister ? (event) => (event.state === 'void' ? null : strike(event)) : undefined}
        filters={describeFilters(params, filters)}
        rowTo={(event) => `/w/${slug}/guidance/events/${event.id}`}
        empty={<Empty icon="flag" title={t('guidance.empty')} text={t('guidance.emptyText')} />}
      />
      {voiding ? <VoidGuidance event={voiding} onClose={() => setVoiding(null)} /> : null}
    </div>
  );
}
