import type { Locale, Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { FigurePeriodView, FigureState } from '@/server/domain/figure/figure-views';
import { FIGURES, type FigureCode } from '@/server/domain/figure/figures';
import type { NamedFigure } from '@/server/domain/figure/named-figure';

const LANGUAGE: Record<Locale, 'zh' | 'en'> = { 'zh-CN': 'zh', en: 'en' };

/** A figure of the report by its code, or one of an office's own with its words. */
type Figure = FigureCode | NamedFigure;
const known = (figure: Figure): NamedFigure => (typeof figure === 'string' ? FIGURES[figure] : figure);

export const figureName = (figure: Figure, locale: Locale): string => known(figure).name[LANGUAGE[locale]];
export const figureUnit = (figure: Figure, locale: Locale): string => known(figure).unit[LANGUAGE[locale]];
export const figureDefinition = (figure: Figure, locale: Locale): string => known(figure).definition[LANGUAGE[locale]];

/** 万 are printed with two digits, cut off and never rounded up; the exact count stands beside. */
const shown = ({ decimals }: NamedFigure, value: number): number => {
  const scale = 10 ** decimals;
  return Math.floor(value * scale + 1e-6) / scale;
};

/** A year has no thousands. */
const printed = (figure: NamedFigure, value: number): string =>
  figure.aggregate === 'year_before' ? String(value) : formatNumber(shown(figure, value));

/** The value in words: a number, 无登记, or 未报送. */
export const figureText = (
  figure: Figure,
  amount: { value: number | null; state: FigureState },
  t: Translate,
): string => {
  if (amount.value !== null) {
    return printed(known(figure), amount.value);
  }
  return amount.state === 'not_released' ? t('figure.notReleased') : t('figure.noEntry');
};

/** +3,182, −4, ±0; nothing where one of the two is missing. */
export const changeText = (figure: Figure, now: number | null, before: number | null): string | null => {
  if (now === null || before === null) {
    return null;
  }
  const scale = 10 ** known(figure).decimals;
  // Between the two that are shown: whoever subtracts them by hand comes to the same.
  const change = Math.round(shown(known(figure), now) * scale - shown(known(figure), before) * scale) / scale;
  if (change === 0) {
    return '±0';
  }
  return `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change))}`;
};

/** The exact count behind a value in 万; nothing where the value is exact already. */
export const exactText = (figure: Figure, value: number | null, t: Translate): string | null => {
  const { divisor } = known(figure);
  return value === null || divisor === 1 ? null : t('figure.exact', { n: Math.round(value * divisor) });
};

/** The days that a figure counts: its own period, whatever the report's. */
export const periodText = (figure: Figure, { year, from, to }: FigurePeriodView, t: Translate): string => {
  switch (known(figure).period) {
    case 'point_in_time':
    case 'cumulative':
      return t('figure.periodPoint', { to });
    case 'last_year':
      return t('figure.periodYear', { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` });
    case 'since_last_year':
      return t('figure.periodYear', { from: `${year - 1}-01-01`, to });
    case 'plan_year':
      return t('figure.periodPlan', { year: String(year + 1) });
    default:
      return t('figure.periodYear', { from, to });
  }
};

/** What is divided by what, of a share and of a growth. */
export const partsText = (
  code: FigureCode,
  parts: { over: number; under: number } | null,
  t: Translate,
): string | null => {
  if (!parts || parts.under === 0) return null;
  const said = { over: formatNumber(parts.over), under: formatNumber(parts.under) };
  return t(FIGURES[code].aggregate === 'growth' ? 'figure.partsGrowth' : 'figure.partsShare', said);
};
