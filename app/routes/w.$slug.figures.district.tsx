import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Chart } from '@/app/components/chart/chart';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { FigureChoice } from '@/app/features/figure/figure-choice';
import { FigureTabs } from '@/app/features/figure/figure-tabs';
import { figureName, figureText, figureUnit } from '@/app/features/figure/figure-words';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { sortOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import { type DistrictFiguresRow, MOST_DISTRICT_FIGURES } from '@/server/domain/figure/dashboard';
import { FIGURE_CODES, type FigureCode } from '@/server/domain/figure/figures';
import { TENANT_KINDS } from '@/server/domain/tenancy/tenant';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('dashboard.districtTitle') },
  ],
};

const questionOf = (search: URLSearchParams, year: number) => {
  const asked = search.getAll('code').flatMap((code) => oneOf(FIGURE_CODES, code) ?? []);
  const codes = asked.slice(0, MOST_DISTRICT_FIGURES);
  const sort = sortOfParams(search);
  const key = oneOf(['name', ...FIGURE_CODES] as const, sort?.key ?? null);
  return {
    year,
    ...(codes.length > 0 ? { codes } : {}),
    kind: oneOf(TENANT_KINDS, search.get('kind')),
    ...(key ? { sort: key, descending: sort?.descending ?? false } : {}),
  };
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const year = yearOfParam(search.get('year')) ?? thisYear();
  const { figure } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, figure.district(questionOf(search, year)));
};

const valueText = (code: FigureCode, value: number | null, t: Translate): string =>
  figureText(code, { value, state: 'not_released' }, t);

const columnsOf = (codes: readonly FigureCode[], t: Translate, locale: Locale): Column<DistrictFiguresRow>[] => [
  { key: 'name', title: t('dashboard.unit'), render: (row) => row.unitName, sortable: true, onPhone: 'title' },
  {
    key: 'kind',
    title: t('dashboard.kind'),
    render: (row) => (row.kind ? t(`tenancy.kind_${row.kind}`) : '—'),
    width: '112px',
    hiddenAtFirst: true,
  },
  ...codes.map((code, at) => ({
    key: code,
    title: `${figureName(code, locale)}（${figureUnit(code, locale)}）`,
    render: (row: DistrictFiguresRow) => valueText(code, row.values[at] ?? null, t),
    numeric: true,
    sortable: true,
  })),
];

/** 各单位指标: what the units released side by side, and one figure of them as a chart. */
export default function DistrictFigures() {
  const t = useText();
  const locale = useLocale();
  const { period, codes, choices, kinds, rows, totals, lastTotals } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const year = String(period.year);
  const shown = oneOf(codes, params.get('chart')) ?? codes[0];
  const at = shown ? codes.indexOf(shown) : -1;
  const drawn = rows.filter((row) => row.values[at] !== null && row.values[at] !== undefined);
  const file = downloadPath(slug, 'figure.downloadDistrict', questionOf(params, period.year));
  return (
    <div className="lt-page">
      <PageHeader
        title={t('dashboard.districtTitle')}
        lead={t('dashboard.districtLead', { year })}
        actions={<YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />}
      />
      <FigureTabs year={period.year} />
      <div className="lt-section-head lt-scroll-x lt-district-head">
        <Segments
          name="kind"
          label={t('dashboard.kind')}
          segments={[
            { value: '', label: t('dashboard.allKinds') },
            ...kinds.map((kind) => ({ value: kind, label: t(`tenancy.kind_${kind}`) })),
          ]}
        />
      </div>
      {choices.length > 0 ? (
        <FigureChoice key={codes.join()} choices={choices} chosen={codes} most={MOST_DISTRICT_FIGURES} />
      ) : null}
      <DataTable
        key={codes.join()}
        name="figures-district"
        caption={t('dashboard.districtCaption', { year })}
        columns={columnsOf(codes, t, locale)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: rows.length }}
        rowKey={(row) => String(row.unitTenantId)}
        rowLabel={(row) => row.unitName}
        tools={
          <a className="lt-btn" href={file} download>
            <Icon name="download" />
            <span>{t('dashboard.excel')}</span>
          </a>
        }
        summary={
          shown
            ? `${figureName(shown, locale)} ${t('dashboard.sum', {
                value: valueText(shown, totals[at] ?? null, t),
                last: valueText(shown, lastTotals[at] ?? null, t),
              })}`
            : undefined
        }
        empty={<Empty icon="chart" title={t('dashboard.districtEmpty')} text={t('dashboard.districtEmptyText')} />}
      />
      {shown && drawn.length > 0 ? (
        <>
          <div className="lt-section-head lt-scroll-x lt-district-head">
            <Segments
              name="chart"
              label={t('dashboard.chartOf')}
              segments={codes.map((code) => ({ value: code, label: figureName(code, locale) }))}
            />
          </div>
          <Chart
            key={shown}
            kind="bar"
            title={t('dashboard.districtChart', { name: figureName(shown, locale) })}
            categoryTitle={t('dashboard.unit')}
            categories={drawn.map((row) => row.unitName)}
            series={[{ name: figureUnit(shown, locale), values: drawn.map((row) => row.values[at] ?? null) }]}
            excelTo={file}
          />
        </>
      ) : null}
    </div>
  );
}
