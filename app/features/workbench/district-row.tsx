import { Link } from '@remix-run/react';
import { FigureRow } from '@/app/components/figure-row';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { HomeView } from '@/server/domain/tenancy/home';

/** 下辖单位 at a glance: each number opens the units behind it, so that one of them is two presses away. */
export const DistrictRow = ({ district, base }: { district: NonNullable<HomeView['district']>; base: string }) => {
  const t = useText();
  const { units, overdueUnits, attentionUnits, notInspected } = district;
  const figure = (key: string, label: string, value: number, filter: string, isBad = false) => ({
    key,
    label,
    value: formatNumber(value),
    unit: t('workbench.districtUnit'),
    to: `${base}/units${filter}`,
    isBad: isBad && value > 0,
  });
  return (
    <section>
      <div className="lt-section-head">
        <h2>{t('workbench.district')}</h2>
        <Link to={`${base}/units`} className="lt-end">
          {t('workbench.districtAll')}
        </Link>
      </div>
      <FigureRow
        label={t('workbench.district')}
        figures={[
          figure('overdue', t('workbench.districtOverdue'), overdueUnits, '?light=overdue', true),
          figure('attention', t('workbench.districtAttention'), attentionUnits, '?light=attention'),
          figure('notInspected', t('workbench.districtNotInspected'), notInspected, '?inspected=no'),
          figure('units', t('workbench.districtUnits'), units, ''),
        ]}
      />
    </section>
  );
};
