import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Chart } from '@/app/components/chart/chart';
import { FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { customValueText } from '@/app/features/figure/custom-words';
import { FigureTabs } from '@/app/features/figure/figure-tabs';
import { changeText, figureName, figureText, figureUnit } from '@/app/features/figure/figure-words';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { CustomFigureView } from '@/server/domain/figure/custom-figure';
import type { DashboardFigure } from '@/server/domain/figure/dashboard';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('dashboard.title') },
  ],
};

/** As many of the unit's own figures as stand in one row. */
const MOST_OWN = 6;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  const { figure, customFigure } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await figure.dashboard({ year })),
    own: (await customFigure.list({ year })).figures.slice(0, MOST_OWN),
  });
  return loadOrThrow({ request, context }, load());
};

/** Own figures of the unit in one row, below those of the report. */
const ownHeadlines = (figures: readonly CustomFigureView[], base: string, year: number, t: Translate) =>
  figures.map((figure) => ({
    key: figure.id,
    label: figure.name,
    value: customValueText(figure.value, t),
    unit: figure.value === null ? undefined : figure.unit,
    last: t('figure.lastYearValue', { value: customValueText(figure.lastYear.value, t) }),
    to: `${base}/figures/custom/${figure.id}?year=${year}`,
  }));

const placeText = ({ place }: DashboardFigure, t: Translate): string[] =>
  place ? [t('dashboard.place', { place: place.place, among: place.among })] : [];

const headlines = (figures: readonly DashboardFigure[], base: string, year: number, t: Translate, locale: Locale) =>
  figures.map((figure) => ({
    key: figure.code,
    label: figureName(figure.code, locale),
    value: figureText(figure.code, figure, t),
    unit: figure.value === null ? undefined : figureUnit(figure.code, locale),
    last: [
      t('figure.lastYearValue', { value: figureText(figure.code, figure.lastYear, t) }),
      ...placeText(figure, t),
    ].join(' · '),
    change: changeText(figure.code, figure.value, figure.lastYear.value) ?? undefined,
    to: figure.rows === null ? undefined : `${base}/figures/${figure.code}?year=${year}`,
  }));

/** 领导看板: six figures, last year beside each, the place among the units, and how one of them went. */
export default function Dashboard() {
  const t = useText();
  const locale = useLocale();
  const { period, years, figures, own } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const shown = figures.find((figure) => figure.code === params.get('trend')) ?? figures[0];
  const placers = [...new Set(figures.flatMap((figure) => (figure.place ? [figure.place.supervisor] : [])))];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('dashboard.title')}
        lead={t('dashboard.lead', { date: formatDate(period.to, locale) })}
        actions={<YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />}
      />
      <FigureTabs year={period.year} />
      {shown ? (
        <>
          <FigureRow
            label={t('dashboard.headline')}
            figures={headlines(figures, `/w/${slug}`, period.year, t, locale)}
          />
          {own.length > 0 ? (
            <FigureRow label={t('dashboard.customTitle')} figures={ownHeadlines(own, `/w/${slug}`, period.year, t)} />
          ) : null}
          {placers.length > 0 ? (
            <p className="lt-3">{t('dashboard.placeLead', { names: placers.join(t('common.list')) })}</p>
          ) : null}
          <div className="lt-section-head lt-scroll-x lt-district-head">
            <Segments
              name="trend"
              label={t('dashboard.trendOf')}
              segments={figures.map((figure) => ({ value: figure.code, label: figureName(figure.code, locale) }))}
            />
          </div>
          <Chart
            key={shown.code}
            kind="line"
            title={t('dashboard.trend', { name: figureName(shown.code, locale) })}
            categoryTitle={t('dashboard.yearColumn')}
            categories={years.map(String)}
            series={[
              { name: `${figureName(shown.code, locale)} (${figureUnit(shown.code, locale)})`, values: shown.trend },
            ]}
            excelTo={downloadPath(slug, 'figure.downloadDashboard', { year: period.year })}
          />
        </>
      ) : (
        <Empty icon="chart" title={t('dashboard.noFigures')} text={t('dashboard.noFiguresText')} />
      )}
    </div>
  );
}
