import { Link } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dialog } from '@/app/components/dialog';
import { FactList } from '@/app/components/fact-list';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspace } from '@/app/lib/workspace';
import type { LoanView } from '@/server/domain/use/loan';
import { LOAN_STATUS } from './visit-labels';

interface LoanDialogProps {
  loan: LoanView;
  onClose: () => void;
  canRegister: boolean;
  canApprove: boolean;
  onHandOver: () => Promise<void>;
  onLayer: (kind: 'return' | 'extend' | 'decide') => void;
}

/** One loan in full, with what can be done next. */
export const LoanDialog = ({ loan, onClose, canRegister, canApprove, onHandOver, onLayer }: LoanDialogProps) => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const [failure, setFailure] = useState<ReturnType<typeof failureOf> | null>(null);
  const handOver = () => onHandOver().catch((error: unknown) => setFailure(failureOf(error)));
  const state = loan.isOverdue ? 'overdue' : loan.state;
  const foot = (
    <>
      {canApprove && loan.state === 'requested' ? (
        <Button look="primary" onClick={() => onLayer('decide')}>
          {t('use.decide')}
        </Button>
      ) : null}
      {canRegister && loan.state === 'approved' ? (
        <Button look="primary" onClick={() => void handOver()}>
          {t('use.handOver')}
        </Button>
      ) : null}
      {canRegister && loan.state === 'lent' ? (
        <>
          <Button onClick={() => onLayer('extend')}>{t('use.extend')}</Button>
          <Button look="primary" onClick={() => onLayer('return')}>
            {t('use.takeBack')}
          </Button>
        </>
      ) : null}
    </>
  );
  return (
    <Dialog open onClose={onClose} title={t('use.loanDetail')} place="right" foot={foot}>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <p>
        <Status kind={LOAN_STATUS[state]}>{t(`use.loan_${state}`)}</Status>
      </p>
      <FactList
        facts={[
          [
            t('use.what'),
            <Link
              key="what"
              to={loan.itemId ? `${base}/archives/${loan.itemId}` : `${base}/storage/boxes/${loan.boxId}`}
            >
              {loan.what}
            </Link>,
          ],
          [t('use.titleOfRecord'), loan.title],
          [t('use.borrower'), loan.borrowerName],
          [t('use.borrowerUnit'), loan.borrowerUnit],
          [t('use.visitorKind'), t(`use.kind_${loan.borrowerKind}`)],
          [t('use.contact'), canRegister ? loan.contact : null],
          [t('use.purpose'), t(`use.purpose_${loan.purpose}`)],
          [t('use.reasonOfLoan'), loan.subject],
          [t('use.approver'), loan.approvedByName],
          [t('use.approvalNote'), loan.approvalNote],
          [t('use.lentOn'), loan.lentOn],
          [t('use.dueOn'), loan.dueOn],
          [t('use.recalls'), loan.recalls > 0 ? loan.recalls : null],
          [t('use.returnedOn'), loan.returnedOn],
          [t('use.condition'), loan.condition && t(`use.condition_${loan.condition}`)],
          [t('use.returnNote'), loan.returnNote],
          [t('use.effects'), loan.effect],
          [t('use.effectAskOn'), loan.effectAskOn],
          [t('use.handlerName'), loan.handlerName],
        ]}
      />
    </Dialog>
  );
};
