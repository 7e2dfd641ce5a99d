import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { PoolObject } from '@/server/domain/inspection/campaign';
import type { StratumField } from '@/server/domain/inspection/plan-vocabulary';
import { type Quota, strataOf, takesOf } from '@/server/domain/inspection/stratified-draw';
import { stratumText } from './plan-labels';

interface Row {
  stratum: string;
  units: number;
  take: number;
}

/** Strata with how many units each has and how many are, or were, drawn from it. */
export const StrataTable = ({ rows, townships }: { rows: readonly Row[]; townships: ReadonlyMap<string, string> }) => {
  const t = useText();
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return (
    <div className="lt-scroll-x">
      <table className="lt-table lt-table-plain">
        <caption className="lt-hidden">{t('inspectionPlan.strata')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('inspectionPlan.stratum')}</th>
            <th scope="col" className="lt-num">
              {t('inspectionPlan.stratumUnits')}
            </th>
            <th scope="col" className="lt-num">
              {t('inspectionPlan.stratumTake')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.stratum}>
              <td className="lt-strong">{stratumText(row.stratum, townships, t)}</td>
              <td className="lt-num" data-label={t('inspectionPlan.stratumUnits')}>
                {formatNumber(row.units)}
              </td>
              <td className="lt-num" data-label={t('inspectionPlan.stratumTake')}>
                {formatNumber(row.take)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="lt-3">
        {t('inspectionPlan.strataSum', { units: sum((row) => row.units), take: sum((row) => row.take) })}
      </p>
    </div>
  );
};

export const townshipNames = (units: readonly PoolObject[]): ReadonlyMap<string, string> =>
  new Map(units.flatMap(({ township, townshipName }) => (township && townshipName ? [[township, townshipName]] : [])));

/** What the draw would take from where, by the very rule by which it will: nothing is drawn here. */
export const StrataPreview = (props: {
  units: readonly PoolObject[];
  stratifyBy: readonly StratumField[];
  quota: Quota;
}) => {
  if (!Number.isInteger(props.quota.value) || props.quota.value < 1) return null;
  const strata = strataOf(props.units, props.stratifyBy);
  const takes = takesOf(strata, props.quota, []);
  const rows = [...strata].map(([stratum, units]) => ({
    stratum,
    units: units.length,
    take: takes.get(stratum) ?? 0,
  }));
  return <StrataTable rows={rows} townships={townshipNames(props.units)} />;
};
