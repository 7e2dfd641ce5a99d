import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { FigureRow } from '@/app/components/figure-row';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { AssignField } from '@/app/features/district/assign-field';
import { districtColumns } from '@/app/features/district/district-columns';
import { DistrictTabs } from '@/app/features/district/district-tabs';
import { RemindUnits } from '@/app/features/district/remind-units';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { dayOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams, sortOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { DistrictSummary } from '@/server/domain/inspection/district';
import {
  DISTRICT_SORTS,
  FILING_STATES,
  LIGHTS,
  SCHEDULE_STATES,
  UNIT_FIELDS,
} from '@/server/domain/inspection/district-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('district.title') }] };

const KINDS = [
  'bureau',
  'township',
  'department',
  'institution',
  'village',
  'enterprise',
  'repository',
  'vendor',
] as const;
const INSPECTED = ['yes', 'no'] as const;
const TILE = /^([a-z0-9][a-z0-9-]{1,62}|-)$/;

const filterOf = (search: URLSearchParams) => {
  const sort = sortOfParams(search);
  const key = oneOf(DISTRICT_SORTS, sort?.key ?? null);
  const tile = search.get('tile');
  return {
    on: dayOfParam(search.get('on')),
    kind: oneOf(KINDS, search.get('kind')),
    light: oneOf(LIGHTS, search.get('light')),
    tile: tile && TILE.test(tile) ? tile : undefined,
    inspected: oneOf(INSPECTED, search.get('inspected')),
    filing: oneOf(FILING_STATES, search.get('filing')),
    schedule: oneOf(SCHEDULE_STATES, search.get('schedule')),
    field: oneOf(UNIT_FIELDS, search.get('field')),
    guided: oneOf(INSPECTED, search.get('guided')),
    search: search.get('q') || undefined,
    ...(key ? { sort: key, descending: sort?.descending ?? false } : {}),
  };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { district } = context.api.workspace(params.slug ?? '');
  const asked = { request, context };
  const list = await loadOrThrow(asked, district.units({ ...filterOf(search), ...pageOfParams(search) }));
  const last = await loadOrThrow(asked, district.summary({ on: yearBefore(list.summary.on) }));
  return { ...list, last };
};

/** The same day a year earlier; the 29th of February has the 28th before it. */
const yearBefore = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

const filtersOf = (t: Translate, { tiles }: DistrictSummary): Filter[] => [
  {
    name: 'light',
    label: t('district.status'),
    options: LIGHTS.map((value) => ({ value, label: t(`district.light_${value}`) })),
  },
  {
    name: 'tile',
    label: t('district.tile'),
    options: [
      ...tiles.map(({ slug, name }) => ({ value: slug, label: name })),
      { value: '-', label: t('district.tile_none') },
    ],
  },
  {
    name: 'inspected',
    label: t('district.inspected'),
    options: INSPECTED.map((value) => ({ value, label: t(`district.inspected_${value}`) })),
  },
  {
    name: 'filing',
    label: t('district.filing'),
    options: FILING_STATES.map((value) => ({ value, label: t(`district.filing_${value}`) })),
  },
  {
    name: 'schedule',
    label: t('district.schedule'),
    options: SCHEDULE_STATES.map((value) => ({ value, label: t(`district.schedule_${value}`) })),
  },
  {
    name: 'field',
    label: t('district.field'),
    options: UNIT_FIELDS.map((value) => ({ value, label: t(`district.field_${value}`) })),
  },
  {
    name: 'guided',
    label: t('district.guidedThisYear'),
    options: INSPECTED.map((value) => ({ value, label: t(`district.guided_${value}`) })),
  },
  { name: 'on', label: t('district.on') },
];

const figuresOf = (t: Translate, sums: DistrictSummary, last: DistrictSummary) => {
  const ofUnits = (n: number) => `${formatNumber(n)}/${formatNumber(sums.units)}`;
  // Before anybody was supervised there is nothing to compare with.
  const before = (value: string) => (last.units === 0 ? {} : { last: t('district.lastYear', { value }) });
  return [
    {
      key: 'inspected',
      label: t('district.figureInspected'),
      value: ofUnits(sums.inspectedUnits),
      ...before(`${formatNumber(last.inspectedUnits)}/${formatNumber(last.units)}`),
      to: '?inspected=no',
    },
    {
      key: 'overdueUnits',
      label: t('district.figureOverdueUnits'),
      value: formatNumber(sums.overdueUnits),
      ...before(formatNumber(last.overdueUnits)),
      to: '?light=overdue',
    },
    {
      key: 'overdue',
      label: t('district.figureOverdue'),
      value: formatNumber(sums.overdueFindings),
      ...before(formatNumber(last.overdueFindings)),
    },
    {
      key: 'open',
      label: t('district.figureOpen'),
      value: formatNumber(sums.openFindings),
      ...before(formatNumber(last.openFindings)),
    },
    {
      key: 'filing',
      label: t('district.figureFiling'),
      value: ofUnits(sums.filingClosed),
      to: '?filing=late',
      ...before(`${formatNumber(last.filingClosed)}/${formatNumber(last.units)}`),
    },
    {
      key: 'score',
      label: t('district.figureScore'),
      value: sums.averageScore === null ? '—' : formatNumber(sums.averageScore),
      ...before(last.averageScore === null ? '—' : formatNumber(last.averageScore)),
    },
  ];
};

const KindSegments = ({ sums }: { sums: DistrictSummary }) => {
  const t = useText();
  const kinds = KINDS.flatMap((kind) => sums.kinds.find((one) => one.kind === kind) ?? []);
  return (
    <Segments
      name="kind"
      label={t('district.kind')}
      segments={[
        { value: '', label: t('district.allKinds'), count: sums.units },
        ...kinds.map(({ kind, units }) => ({ value: kind, label: t(`tenancy.kind_${kind}`), count: units })),
      ]}
    />
  );
};

/** 立档单位一览: all units with what their supervisor may know of them, what is late first. */
export default function Units() {
  const t = useText();
  const locale = useLocale();
  const { rows, page, summary, last } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const filters = filtersOf(t, summary);
  const day = formatDate(summary.on, locale);
  // Of a past day nobody is reminded: what was owed then may be done by now.
  const chasesAll = params.get('light') === 'overdue' && !params.has('on') && rows.length > 0;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('district.title')}
        lead={t('district.lead', { date: day, n: summary.units, year: String(summary.filingYear) })}
        actions={
          <>
            {chasesAll ? (
              <RemindUnits
                isForAll
                selection={{ kind: 'query', count: page.total ?? rows.length }}
                filter={filterOf(params)}
                onDone={() => undefined}
              />
            ) : null}
            <a className="lt-btn" href={downloadPath(slug, 'district.downloadUnits', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('district.export')}</span>
            </a>
            <ButtonLink to={`${base}/inspections?new=1`} icon="clip">
              {t('district.create')}
            </ButtonLink>
          </>
        }
      />
      <DistrictTabs />
      <FigureRow label={t('district.title')} figures={figuresOf(t, summary, last)} />
      <div className="lt-section-head lt-scroll-x lt-district-head">
        <KindSegments sums={summary} />
      </div>
      <DataTable
        name="district"
        lead={<SearchBar placeholder={t('district.search')} filters={filters} keep={['kind']} />}
        caption={t('district.caption')}
        columns={districtColumns(t, base)}
        rows={rows}
        page={page}
        rowKey={(unit) => String(unit.tenantId)}
        rowLabel={(unit) => unit.name}
        rowTo={(unit) => `${base}/units/${unit.slug}`}
        filters={describeFilters(params, filters)}
        bulkActions={(selection, clear) => (
          <>
            <RemindUnits selection={selection} filter={filterOf(params)} onDone={clear} />
            <AssignField selection={selection} onDone={clear} />
          </>
        )}
        empty={<Empty icon="building" title={t('district.empty')} text={t('district.emptyText')} />}
      />
    </div>
  );
}
