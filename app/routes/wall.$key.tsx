import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Chart } from '@/app/components/chart/chart';
import { FigureRow } from '@/app/components/figure-row';
import { ScreenErrorPage } from '@/app/components/screen-error';
import { figureName, figureText, figureUnit } from '@/app/features/figure/figure-words';
import { WallTiles } from '@/app/features/figure/wall-tiles';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import type { WallView } from '@/server/domain/figure/wall';
import { MEASURES } from '@/server/domain/inspection/district-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('dashboard.tab_wall') }] };

/** What whoever has the link may see; nobody is signed in here, and no session keeps it open. */
export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow({ request, context }, context.api.public.wall.show({ token: params.key ?? '' }));

const REFRESH_MS = 60_000;
const TURN_MS = 20_000;

/** Asks again every minute while somebody can see it. */
const useRefresh = (): void => {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
};

/** Counts up, so that one screen shows one figure after the other. */
const useTurn = (): number => {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((now) => now + 1), TURN_MS);
    return () => clearInterval(timer);
  }, []);
  return turn;
};

const WallFigures = ({ figures }: Pick<WallView, 'figures'>) => {
  const t = useText();
  const locale = useLocale();
  return (
    <FigureRow
      label={t('dashboard.headline')}
      figures={figures.map((figure) => ({
        key: figure.code,
        label: figureName(figure.code, locale),
        value: figureText(figure.code, figure, t),
        unit: figure.value === null ? undefined : figureUnit(figure.code, locale),
        last: t('figure.lastYearValue', { value: figureText(figure.code, figure.lastYear, t) }),
      }))}
    />
  );
};

/** 大屏, drawn for 1920 × 1080: six figures above, the district as tiles, what units released, how one figure went. */
export default function Wall() {
  const t = useText();
  const locale = useLocale();
  const { tenantName, madeAt, figures, years, cartogram, ranking, reporting } = useLoaderData<typeof loader>();
  useRefresh();
  const turn = useTurn();
  const measure = MEASURES[turn % MEASURES.length] ?? 'overdue';
  const trend = figures[turn % Math.max(1, figures.length)];
  const mapTitle = t('dashboard.wallMap', { measure: t(`district.measure_${measure}`) });
  return (
    <main id="content" className="lt-wall">
      <header className="lt-wall-head">
        <h1>{t('dashboard.wallScreen', { name: tenantName })}</h1>
        <p>
          {reporting ? `${t('dashboard.wallReporting', { n: reporting.released, total: reporting.owing })} · ` : null}
          {t('dashboard.wallMadeAt', { time: madeAt })}
        </p>
      </header>
      <WallFigures figures={figures} />
      <div className="lt-wall-parts">
        {cartogram ? (
          <section>
            <h2>{mapTitle}</h2>
            <WallTiles cartogram={cartogram} measure={measure} />
          </section>
        ) : null}
        {ranking ? (
          <section>
            <h2>{t('dashboard.wallRanking', { name: figureName(ranking.code, locale) })}</h2>
            <Chart
              bare
              kind="bar"
              title={t('dashboard.wallRanking', { name: figureName(ranking.code, locale) })}
              categoryTitle={t('dashboard.unit')}
              categories={ranking.rows.map((row) => row.unitName)}
              series={[{ name: figureUnit(ranking.code, locale), values: ranking.rows.map((row) => row.value) }]}
            />
          </section>
        ) : null}
        {trend ? (
          <section>
            <h2>{t('dashboard.trend', { name: figureName(trend.code, locale) })}</h2>
            <Chart
              bare
              kind="line"
              title={t('dashboard.trend', { name: figureName(trend.code, locale) })}
              categoryTitle={t('dashboard.yearColumn')}
              categories={years.map(String)}
              series={[{ name: figureUnit(trend.code, locale), values: trend.trend }]}
            />
          </section>
        ) : null}
      </div>
    </main>
  );
}

/** Nobody stands at a wall to press a key: once the server answers again, the screen comes back by itself. */
export const ErrorBoundary = () => {
  useEffect(() => {
    const timer = setInterval(() => {
      fetch(window.location.href)
        .then((answer) => {
          if (answer.ok) window.location.reload();
        })
        .catch(() => undefined);
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return <ScreenErrorPage />;
};
