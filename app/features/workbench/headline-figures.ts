import type { Figure } from '@/app/components/figure-row';
import type { Locale, Translate } from '@/app/i18n/messages';
import { formatNumber, formatShare } from '@/app/lib/format';
import type { HomeFigureView } from './types';

const textOf = (kind: HomeFigureView['kind'], value: number): string =>
  kind === 'share' ? formatShare(value) : formatNumber(value);

const signed = (value: number, digits: number): string => `${value > 0 ? '+' : ''}${value.toFixed(digits)}`;

/** A share changes by points, a count by per cent of last year. */
const changeOf = ({ kind, value, lastYear }: HomeFigureView): string | undefined => {
  if (lastYear === null || value === lastYear || (kind === 'count' && lastYear === 0)) {
    return undefined;
  }
  return kind === 'share' ? signed((value - lastYear) * 100, 1) : `${signed((value / lastYear - 1) * 100, 1)}%`;
};

/** Last year beside every headline figure. */
export const headlineFigures = (figures: readonly HomeFigureView[], locale: Locale, t: Translate): Figure[] =>
  figures.map((figure) => ({
    key: figure.code,
    label: locale === 'zh-CN' ? figure.label.zh : figure.label.en,
    value: textOf(figure.kind, figure.value),
    last:
      figure.lastYear === null
        ? t('workbench.noLastYear')
        : t('workbench.lastYear', { value: textOf(figure.kind, figure.lastYear) }),
    change: changeOf(figure),
  }));
