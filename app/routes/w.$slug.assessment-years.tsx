import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { percentText } from '@/app/features/assessment/assessment-labels';
import { AssessmentTabs } from '@/app/features/assessment/assessment-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import type { ComparedYear, UnitYearsView } from '@/server/domain/assessment/assessment-exchange';

const KINDS = ['department', 'township', 'village', 'enterprise', 'institution', 'repository'] as const;
const YEARS_BACK = 4;

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('assessment.yearsTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { assessment } = context.api.workspace(params.slug ?? '');
  const toYear = thisYear();
  const compared = { fromYear: toYear - YEARS_BACK, toYear, subjectKind: oneOf(KINDS, search.get('kind')) };
  const load = async () => ({
    years: await assessment.compare(compared),
    units: await assessment.unitsOverYears({
      ...compared,
      ...pageOfParams(search),
      search: search.get('q') || undefined,
    }),
  });
  return loadOrThrow({ request, context }, load());
};

interface Share {
  section: string;
  byYear: Map<number, number>;
}

/** A line a section, a column a year: what counted how much. */
const sharesOf = (years: readonly ComparedYear[], unnamed: string): Share[] => {
  const shares = new Map<string, Map<number, number>>();
  for (const { year, schemes } of years) {
    for (const scheme of schemes) {
      for (const { section, percent } of scheme.shares) {
        const name = section || unnamed;
        const key = schemes.length > 1 ? `${scheme.name} ${name}` : name;
        shares.set(key, (shares.get(key) ?? new Map()).set(year, percent));
      }
    }
  }
  return [...shares].map(([section, byYear]) => ({ section, byYear }));
};

const WHOLE = { nextCursor: null, previousCursor: null };

const shareColumns = (t: Translate, years: readonly number[]): Column<Share>[] => [
  { key: 'section', title: t('assessment.section'), render: (row) => row.section, onPhone: 'title' },
  ...years.map((year) => ({
    key: String(year),
    title: String(year),
    numeric: true,
    width: '96px',
    render: (row: Share) => (row.byYear.has(year) ? `${row.byYear.get(year)}%` : '—'),
  })),
];

const yearColumns = (t: Translate): Column<ComparedYear>[] => [
  { key: 'year', title: t('assessment.year'), render: (row) => row.year, width: '72px', onPhone: 'title' },
  {
    key: 'schemes',
    title: t('assessment.scheme'),
    render: (row) => row.schemes.map((scheme) => scheme.name).join(t('common.list')) || '—',
  },
  { key: 'units', title: t('assessment.unitsAssessed'), render: (row) => row.units, numeric: true, width: '112px' },
  {
    key: 'average',
    title: t('assessment.average'),
    render: (row) => (row.average === null ? '—' : `${row.average}%`),
    numeric: true,
    width: '112px',
  },
  {
    key: 'grades',
    title: t('assessment.grades'),
    render: (row) => row.grades.map(({ name, units }) => `${name} ${units}`).join(t('common.list')) || '—',
  },
];

const unitColumns = (t: Translate, years: readonly number[]): Column<UnitYearsView>[] => [
  { key: 'unit', title: t('assessment.unit'), render: (row) => row.subjectName, onPhone: 'title' },
  ...years.map((year) => ({
    key: String(year),
    title: String(year),
    width: '128px',
    render: (row: UnitYearsView) =>
      row.results
        .filter((result) => result.year === year)
        .map(({ percent, gradeName }) => `${percentText(percent)} ${gradeName ?? ''}`)
        .join(t('common.list')) || '—',
  })),
];

/** 历年对比: weights and results of the last five years. */
export default function AssessmentYears() {
  const t = useText();
  const [params] = useSearchParams();
  const { years, units } = useLoaderData<typeof loader>();
  const shown = years.map(({ year }) => year);
  const shares = sharesOf(years, t('assessment.wholeList'));
  const filters: Filter[] = [
    {
      name: 'kind',
      label: t('assessment.subjectKinds'),
      options: KINDS.map((kind) => ({ value: kind, label: t(`tenancy.kind_${kind}`) })),
    },
  ];
  const empty = <Empty icon="chart" title={t('assessment.yearsEmpty')} text={t('assessment.yearsEmptyText')} />;
  return (
    <div className="lt-page">
      <PageHeader title={t('assessment.yearsTitle')} lead={t('assessment.yearsLead')} />
      <AssessmentTabs of="office" />
      <section aria-label={t('assessment.results')}>
        <h2>{t('assessment.results')}</h2>
        <DataTable
          name="assessment-years"
          caption={t('assessment.results')}
          columns={yearColumns(t)}
          rows={years}
          page={{ ...WHOLE, total: years.length }}
          rowKey={(row) => String(row.year)}
          rowLabel={(row) => String(row.year)}
          empty={empty}
        />
      </section>
      <section className="lt-section" aria-label={t('assessment.weights')}>
        <h2>{t('assessment.weights')}</h2>
        <DataTable
          name="assessment-weights"
          caption={t('assessment.weights')}
          columns={shareColumns(t, shown)}
          rows={shares}
          page={{ ...WHOLE, total: shares.length }}
          rowKey={(row) => row.section}
          rowLabel={(row) => row.section}
          empty={empty}
        />
      </section>
      <section className="lt-section" aria-label={t('assessment.unitsOverYears')}>
        <h2>{t('assessment.unitsOverYears')}</h2>
        <DataTable
          name="assessment-unit-years"
          caption={t('assessment.unitsOverYears')}
          columns={unitColumns(t, shown)}
          lead={<SearchBar placeholder={t('assessment.searchUnit')} filters={filters} />}
          filters={describeFilters(params, filters)}
          rows={units.rows}
          page={units.page}
          rowKey={(row) => String(row.subjectTenantId)}
          rowLabel={(row) => row.subjectName}
          empty={empty}
        />
      </section>
    </div>
  );
}
