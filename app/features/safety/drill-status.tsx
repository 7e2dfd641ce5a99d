import { Status, type StatusKind } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import type { DrillRowView } from '@/server/domain/safety/safety';
import type { DrillState } from '@/server/domain/safety/safety-vocabulary';

const KIND: Record<DrillState, StatusKind> = { planned: 'live', reviewed: 'done', cancelled: 'none' };

export const DrillStatus = ({ drill }: { drill: Pick<DrillRowView, 'state' | 'isOverdue'> }) => {
  const t = useText();
  if (drill.isOverdue) return <Status kind="overdue">{t('safety.drillOverdue')}</Status>;
  return <Status kind={KIND[drill.state]}>{t(`safety.drillState_${drill.state}`)}</Status>;
};
