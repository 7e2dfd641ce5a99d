import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import type { PlanLineView } from '@/server/domain/inspection/plan';
import { type CertificateState, type PlanState, SCORE_BANDS } from '@/server/domain/inspection/plan-vocabulary';

export const PLAN_STATUS: Record<PlanState, StatusKind> = {
  draft: 'none',
  submitted: 'live',
  returned: 'attention',
  approved: 'done',
};
export const CERTIFICATE_STATUS: Record<CertificateState, StatusKind> = {
  missing: 'attention',
  expired: 'overdue',
  soon: 'attention',
  valid: 'done',
};

/** How many units a line means: a share, a number, all, or those who are named. */
export const quotaText = (line: PlanLineView, t: Translate): string => {
  if (line.selectedBy === 'all') return t('inspectionPlan.quota_all', { units: line.poolUnits });
  if (line.selectedBy === 'named') return t('inspectionPlan.quota_named');
  if (line.share === null) return t('inspectionPlan.unitsValue', { units: line.units ?? 0 });
  const units = Math.ceil((line.poolUnits * line.share) / 100);
  return t('inspectionPlan.shareValue', { share: line.share, units });
};

const NOTHING = '-';

/** A stratum's key in words; `townships` gives names for their slugs. */
export const stratumText = (stratum: string, townships: ReadonlyMap<string, string>, t: Translate): string => {
  if (!stratum.includes(':')) return t('inspectionPlan.stratumAll');
  return stratum
    .split(';')
    .map((part) => {
      const [field = '', value = ''] = part.split(':');
      if (field === 'kind') return t(`tenancy.kind_${value as 'village'}`);
      if (field === 'township') {
        return value === NOTHING ? t('inspectionPlan.noTownship') : (townships.get(value) ?? value);
      }
      if (field === 'risk') {
        const risk = value === NOTHING ? 'none' : (value as 'HIGH');
        return `${t('inspectionPlan.risk')} ${t(`inspectionPlan.risk_${risk}`)}`;
      }
      const band = SCORE_BANDS.find((one) => one === value);
      return t(`inspectionPlan.band_${band ?? 'none'}`);
    })
    .join(t('common.list'));
};
