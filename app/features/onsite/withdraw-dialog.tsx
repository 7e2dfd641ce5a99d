import { useId, useState } from 'react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { useText } from '@/app/i18n/use-text';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';

const LONGEST_REASON = 200;

/** 作废照片 on the phone: a reason, and nothing of it needs the network. */
export const WithdrawDialog = ({
  fileName,
  onClose,
  onWithdraw,
}: {
  /** Null while no photo is chosen. */
  fileName: string | null;
  onClose: () => void;
  onWithdraw: (reason: string) => Promise<void>;
}) => {
  const t = useText();
  const id = useId();
  const [reason, setReason] = useState('');
  const isClassified = isSecrecyMarked(reason);
  const close = () => {
    setReason('');
    onClose();
  };
  return (
    <Dialog
      open={fileName !== null}
      onClose={close}
      title={t('onsite.withdrawPhoto', { name: fileName ?? '' })}
      foot={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button
            look="primary"
            disabled={reason.trim() === '' || isClassified}
            onClick={() => void onWithdraw(reason.trim()).then(close)}
          >
            {t('onsite.withdrawAct')}
          </Button>
        </>
      }
    >
      <p>{t('onsite.withdrawEffect')}</p>
      <label className="lt-label" htmlFor={id}>
        {t('onsite.withdrawReason')}
      </label>
      <textarea
        id={id}
        className="lt-input lt-site-note"
        rows={3}
        maxLength={LONGEST_REASON}
        value={reason}
        aria-invalid={isClassified || undefined}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      {isClassified ? (
        <p className="lt-field-error" role="alert">
          {t('onsite.classified')}
        </p>
      ) : null}
    </Dialog>
  );
};
