import type { Locale, Translate } from '@/app/i18n/messages';
import { formatNumber } from '@/app/lib/format';
import type { FigurePeriodView, FigureState } from '@/server/domain/figure/figure-views';
import { FIGURES, type FigureCode, type FigureDefinition } from '@/server/domain/figure/figures';

const LANGUAGE: Record<Locale, 'zh' | 'en'> = { 'zh-CN': 'zh', en: 'en' };

export const figureName = (code: FigureCode, locale: Locale): string => FIGURES[code].name[LANGUAGE[locale]];
export const figureUnit = (code: FigureCode, locale: Locale): string => FIGURES[code].unit[LANGUAGE[locale]];
export const figureDefinition = (code: FigureCode, locale: Locale): string =>
  FIGURES[code].definition[LANGUAGE[locale]];

/** 万 are printed with two digits, cut off and never rounded up; the exact count stands beside. */
const printed = (figure: FigureDefinition, value: number): string => {
  // A year has no thousands.
  if (figure.aggregate === 'year_before') return String(value);
  const scale = 10 ** figure.decimals;
  return formatNumber(Math.floor(value * scale + 1e-6) / scale);
};

/** The value in words: a number, 无登记, or 未报送. */
export const figureText = (
  code: FigureCode,
  amount: { value: number | null; state: FigureState },
  t: Translate,
): string => {
  if (amount.value !== null) {
    return printed(FIGURES[code], amount.value);
  }
  return amount.state === 'not_released' ? t('figure.notReleased') : t('figure.noEntry');
};

/** +3,182, −4, ±0; nothing where one of the two is missing. */
export const changeText = (code: FigureCode, now: number | null, before: number | null): string | null => {
  if (now === null || before === null) {
    return null;
  }
  const change = Math.round((now - before) * FIGURES[code].divisor) / FIGURES[code].divisor;
  if (change === 0) {
    return '±0';
  }
  return `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change))}`;
};

/** The exact count behind a value in 万; nothing where the value is exact already. */
export const exactText = (code: FigureCode, value: number | null, t: Translate): string | null => {
  const { divisor } = FIGURES[code];
  return value === null || divisor === 1 ? null : t('figure.exact', { n: Math.round(value * divisor) });
};

export const periodText = (code: FigureCode, period: FigurePeriodView, t: Translate): string =>
  FIGURES[code].period === 'point_in_time'
    ? t('figure.periodPoint', { to: period.to })
    : t('figure.periodYear', { from: period.from, to: period.to });
