import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import type { VisitView } from '@/server/domain/use/reading-visit';
import { VISIT_STATUS } from './visit-labels';

interface VisitDialogProps {
  visit: VisitView;
  onClose: () => void;
  canChange: boolean;
  onCorrect: () => void;
  onVoid: () => void;
}

/** One line of the register in full. */
export const VisitDialog = ({ visit, onClose, canChange, onCorrect, onVoid }: VisitDialogProps) => {
  const t = useText();
  const facts = [
    [t('use.visitedOn'), visit.visitedOn],
    [t('use.visitorName'), visit.visitorName],
    [t('use.visitorUnit'), visit.visitorUnit ?? '—'],
    [t('use.personCount'), formatNumber(visit.personCount)],
    [t('use.channel'), t(`use.channel_${visit.channel}`)],
    [t('use.purpose'), t(`use.purpose_${visit.purpose}`)],
    [t('use.subject'), visit.subject],
    [t('use.volumeCount'), formatNumber(visit.volumeCount)],
    [t('use.itemCount'), formatNumber(visit.itemCount)],
    [t('use.copiedPages'), formatNumber(visit.copiedPages)],
    [t('use.result'), t(`use.result_${visit.result}`)],
    [t('use.handlerName'), visit.handlerName],
  ] as const;
  const foot =
    canChange && visit.state !== 'void' ? (
      <>
        <Button onClick={onVoid}>{t('use.void')}</Button>
        <Button look="primary" icon="pen" onClick={onCorrect}>
          {t('use.correct')}
        </Button>
      </>
    ) : undefined;
  return (
    <Dialog open onClose={onClose} title={t('use.detail')} place="right" foot={foot}>
      <dl className="lt-facts">
        <div className="lt-fact">
          <dt>{t('use.state')}</dt>
          <dd>
            <Status kind={VISIT_STATUS[visit.state]}>{t(`use.state_${visit.state}`)}</Status>
          </dd>
        </div>
        {facts.map(([label, value]) => (
          <div key={label} className="lt-fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};
