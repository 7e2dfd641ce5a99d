import { type ReactNode, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { isComposing } from '@/app/lib/hotkeys';
import { Button } from './button';
import { CallFailureNote } from './call-failure-note';
import { Dialog } from './dialog';

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** The effect, in numbers. */
  effect: ReactNode;
  /** For what cannot be undone: the number that has to be typed. */
  count?: number;
  /** The act as a verb: 销毁 214 件. */
  act: string;
  cancelLabel?: string;
  onConfirm: () => Promise<void>;
}

/** The question before an act. A refusal is shown inside, and the dialog stays. */
export const Confirm = ({ open, onClose, title, effect, count, act, cancelLabel, onConfirm }: ConfirmProps) => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const ready = count === undefined || typed.replace(/[,，\s]/g, '') === String(count);

  const close = () => {
    if (!busy) {
      setTyped('');
      setFailure(null);
      onClose();
    }
  };
  const confirm = async () => {
    if (!ready || busy) {
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      setTyped('');
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  const foot = (
    <>
      <Button onClick={close} disabled={busy}>
        {cancelLabel ?? t('common.cancel')}
      </Button>
      <Button look="primary" busy={busy} disabled={!ready} onClick={() => void confirm()}>
        {act}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onClose={close} title={title} foot={foot}>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <div>{effect}</div>
      {count === undefined ? null : (
        <label className="lt-field lt-confirm-count">
          <span className="lt-label">{t('form.typeCount', { count })}</span>
          <input
            className="lt-input"
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !isComposing(event.nativeEvent)) {
                void confirm();
              }
            }}
          />
        </label>
      )}
    </Dialog>
  );
};
