import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import type { DistrictRowView } from '@/server/domain/inspection/district';

/** Why a unit stands where it stands: the worst of it, in words. */
export const UnitStatus = ({ unit }: { unit: DistrictRowView }) => {
  const t = useText();
  if (unit.overdueFindings > 0) {
    return <Status kind="overdue">{t('district.overdueCount', { n: unit.overdueFindings })}</Status>;
  }
  if (unit.openFindings > 0) {
    return <Status kind="attention">{t('district.openCount', { n: unit.openFindings })}</Status>;
  }
  if (unit.filingState === 'late') {
    return <Status kind="attention">{t('district.filingLate')}</Status>;
  }
  if (unit.scheduleState === 'returned') {
    return <Status kind="attention">{t('district.scheduleReturned')}</Status>;
  }
  return <Status kind="done">{t('district.light_normal')}</Status>;
};

const FILING_STATUS = { closed: 'done', open: 'live', late: 'attention' } as const;

/** How far the year's filing is, as the unit handed it up. */
export const FilingProgress = ({ unit }: { unit: DistrictRowView }) => {
  const t = useText();
  const { kind, filingState, filingExpected, filingAccepted } = unit;
  if (kind === 'vendor') return '—';
  const word = <Status kind={FILING_STATUS[filingState]}>{t(`district.filing_${filingState}`)}</Status>;
  if (filingExpected === null || filingAccepted === null) {
    return (
      <>
        {filingState === 'late' ? word : null} <span className="lt-3">{t('district.filingNone')}</span>
      </>
    );
  }
  return (
    <>
      {word} <span>{t('district.filingCount', { done: filingAccepted, all: filingExpected })}</span>
    </>
  );
};

const SCHEDULE_STATUS = { approved: 'done', submitted: 'live', returned: 'failed', none: 'none' } as const;
export const ScheduleStatus = ({ unit }: { unit: DistrictRowView }) => {
  const t = useText();
  return <Status kind={SCHEDULE_STATUS[unit.scheduleState]}>{t(`district.schedule_${unit.scheduleState}`)}</Status>;
};

const RISK_STATUS = { HIGH: 'failed', MEDIUM: 'attention', LOW: 'done' } as const;
/** As somebody set it; otherwise what the findings suggest, in grey. */
export const RiskLevel = ({ unit }: { unit: DistrictRowView }) => {
  const t = useText();
  const { riskLevel, suggestedRisk } = unit;
  if (riskLevel) return <Status kind={RISK_STATUS[riskLevel]}>{t(`inspectionPlan.risk_${riskLevel}`)}</Status>;
  const level = t(`inspectionPlan.risk_${suggestedRisk}`);
  return <span className="lt-3">{t('inspectionPlan.riskSuggested', { level })}</span>;
};
