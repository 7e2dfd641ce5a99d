import { Status, type StatusKind } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import type { ReportState } from '@/server/domain/report/report-vocabulary';

const KIND: Record<ReportState, StatusKind> = { draft: 'live', submitted: 'attention', frozen: 'done' };

export const ReportStatus = ({ state }: { state: ReportState }) => {
  const t = useText();
  return <Status kind={KIND[state]}>{t(`report.state_${state}`)}</Status>;
};
