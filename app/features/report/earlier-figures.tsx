import { figureName, figureText } from '@/app/features/figure/figure-words';
import { useLocale, useText } from '@/app/i18n/use-text';
import { oneOf } from '@/app/lib/one-of';
import { FIGURE_CODES } from '@/server/domain/figure/figures';
import { CHIP_PERIODS } from '@/server/domain/report/chip';
import type { EarlierFigureView } from '@/server/domain/report/report';

/** The figures of editions before the present one, as they were approved. */
export const EarlierFigures = ({ figures }: { figures: readonly EarlierFigureView[] }) => {
  const t = useText();
  const locale = useLocale();
  const nameOf = ({ figureCode, chipKey, period }: EarlierFigureView): string => {
    const code = oneOf(FIGURE_CODES, figureCode);
    const days = t(`report.period_${oneOf(CHIP_PERIODS, period) ?? 'year'}`);
    const params = chipKey.split('|').filter((part) => part.includes('='));
    return [code ? figureName(code, locale) : figureCode, days, ...params].join(' · ');
  };
  const wordsOf = ({ figureCode, value }: EarlierFigureView): string => {
    const code = oneOf(FIGURE_CODES, figureCode);
    return code ? figureText(code, { value, state: 'no_entry' }, t) : String(value ?? '—');
  };
  return (
    <section className="lt-section">
      <h2>{t('report.earlierTitle')}</h2>
      <table className="lt-table lt-table-plain">
        <caption className="lt-hidden">{t('report.earlierTitle')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('report.earlierFigure')}</th>
            <th scope="col">{t('report.earlierEdition')}</th>
            <th scope="col">{t('report.earlierValue')}</th>
            <th scope="col">{t('report.earlierAsOf')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={`${figure.edition}-${figure.chipKey}`}>
              <th scope="row" data-label={t('report.earlierFigure')}>
                {nameOf(figure)}
              </th>
              <td data-label={t('report.earlierEdition')}>{t('report.edition', { n: figure.edition })}</td>
              <td data-label={t('report.earlierValue')}>{wordsOf(figure)}</td>
              <td data-label={t('report.earlierAsOf')}>{figure.toOn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
