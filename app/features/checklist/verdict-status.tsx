import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import type { Verdict } from '@/server/domain/inspection/checklist-vocabulary';
import { VERDICT_STATUS } from './checklist-labels';

export const VerdictStatus = ({ verdict, hideWord }: { verdict: Verdict | null; hideWord?: boolean }) => {
  const t = useText();
  return (
    <Status kind={verdict ? VERDICT_STATUS[verdict] : 'none'} hideWord={hideWord ?? false}>
      {t(`checklist.verdict_${verdict ?? 'open'}`)}
    </Status>
  );
};
