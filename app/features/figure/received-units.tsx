import { Link } from '@remix-run/react';
import { useState } from 'react';
import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { dayOf } from '@/app/lib/format';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ReceivedUnitView } from '@/server/domain/figure/figure-views';
import type { FigureCode } from '@/server/domain/figure/figures';
import { figureName, figureText } from './figure-words';
import { type Parts, PartsDialog } from './parts-dialog';

interface LineProps {
  code: FigureCode;
  year: number;
  unit: ReceivedUnitView;
  onParts: () => void;
}

const UnitLine = ({ code, year, unit, onParts }: LineProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <tr>
      <th scope="row" data-label={t('figure.unitName')}>
        {unit.unitName}
        {unit.basis === 'rolled_up' ? ` · ${t('figure.basis_rolled_up')} ` : ''}
        {unit.basis === 'rolled_up' ? (
          <button type="button" className="lt-link" onClick={onParts}>
            {t('figure.showParts')}
          </button>
        ) : null}
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
      <td data-label={t('figure.explanation')}>{unit.note ?? '—'}</td>
      <td data-label={t('figure.rows')}>
        {unit.state === 'released' && unit.basis === 'own' ? (
          <Link
            className="lt-link"
            to={`/w/${slug}/figures/received/${unit.unitTenantId}/${code}?year=${year}`}
            aria-label={t('figure.showRowsOf', { unit: unit.unitName })}
          >
            {t('figure.showRows')}
          </Link>
        ) : (
          '—'
        )}
      </td>
    </tr>
  );
};

interface ReceivedUnitsProps {
  code: FigureCode;
  year: number;
  units: readonly ReceivedUnitView[];
}

/** What each unit released of one figure, and who has not. All of it: a supervisor has hundreds of units at most. */
export const ReceivedUnits = ({ code, year, units }: ReceivedUnitsProps) => {
  const t = useText();
  const locale = useLocale();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const [parts, setParts] = useState<Parts | null>(null);
  const caption = t('figure.unitsCaption', { name: figureName(code, locale) });
  const show = ({ unitName, unitTenantId }: ReceivedUnitView) =>
    void act(async () => {
      setParts({ unitName, parts: await client.figure.receivedParts.query({ year, code, unitTenantId }) });
    });
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
            <th scope="col">{t('figure.explanation')}</th>
            <th scope="col">{t('figure.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <UnitLine
              key={`${unit.unitTenantId} ${unit.basis}`}
              code={code}
              year={year}
              unit={unit}
              onParts={() => show(unit)}
            />
          ))}
        </tbody>
      </table>
      {parts ? (
        <PartsDialog
          of={parts}
          valueText={(value) => figureText(code, { value, state: 'no_entry' }, t)}
          onClose={() => setParts(null)}
        />
      ) : null}
    </section>
  );
};
