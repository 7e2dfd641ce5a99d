import { Link } from '@remix-run/react';
import { FigureRow } from '@/app/components/figure-row';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { FigureListView } from '@/server/domain/figure/figure-views';
import { HEADLINE_FIGURES } from '@/server/domain/figure/figures';
import { changeText, figureName, figureText, figureUnit } from './figure-words';

/** A leader's six. */
const SHOWN = 6;

/** The figures of the year in one row for the workbench, each a door to its rows. */
export const HeadlineFigures = ({ list, base }: { list: FigureListView; base: string }) => {
  const t = useText();
  const locale = useLocale();
  const { year } = list.period;
  const first = list.figures.filter((figure) => HEADLINE_FIGURES.includes(figure.code));
  const figures = first.slice(0, SHOWN).map((figure) => ({
    key: figure.code,
    label: figureName(figure.code, locale),
    value: figureText(figure.code, figure, t),
    unit: figure.value === null ? undefined : figureUnit(figure.code, locale),
    last: t('figure.lastYearValue', { value: figureText(figure.code, figure.lastYear, t) }),
    change: changeText(figure.code, figure.value, figure.lastYear.value) ?? undefined,
    to: figure.rows === null ? undefined : `${base}/figures/${figure.code}?year=${year}`,
  }));
  return (
    <section>
      <div className="lt-section-head">
        <h2>{t('figure.headline')}</h2>
        <Link to={`${base}/figures`} className="lt-end">
          {t('figure.allFigures')}
        </Link>
      </div>
      <FigureRow figures={figures} label={t('figure.headline')} />
    </section>
  );
};
