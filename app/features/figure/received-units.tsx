import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { dayOf } from '@/app/lib/format';
import type { ReceivedUnitView } from '@/server/domain/figure/figure-views';
import type { FigureCode } from '@/server/domain/figure/figures';
import { figureName, figureText } from './figure-words';

/** What each unit released of one figure, and who has not. All of it: a supervisor has hundreds of units at most. */
export const ReceivedUnits = ({ code, units }: { code: FigureCode; units: readonly ReceivedUnitView[] }) => {
  const t = useText();
  const locale = useLocale();
  const caption = t('figure.unitsCaption', { name: figureName(code, locale) });
  return (
    <section className="lt-section">
      <h2>{caption}</h2>
      <table className="lt-table lt-table-plain">
        <caption className="lt-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('figure.unitName')}</th>
            <th scope="col" className="lt-num">
              {t('figure.value')}
            </th>
            <th scope="col">{t('figure.released')}</th>
            <th scope="col">{t('figure.asOf')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.unitTenantId}>
              <th scope="row" data-label={t('figure.unitName')}>
                {unit.unitName}
              </th>
              <td className="lt-num" data-label={t('figure.value')}>
                {unit.state === 'released' ? figureText(code, { value: unit.value, state: 'no_entry' }, t) : '—'}
              </td>
              <td data-label={t('figure.released')}>
                {unit.releasedAt ? (
                  <Status kind="done">{t('figure.releasedOn', { date: dayOf(unit.releasedAt) })}</Status>
                ) : (
                  <Status kind="attention">{t('figure.notReleased')}</Status>
                )}
              </td>
              <td data-label={t('figure.asOf')}>{unit.asOf ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
