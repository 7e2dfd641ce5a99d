import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '@/app/i18n/use-text';
import { Icon } from './icon';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Where it lies: in the middle, near the top, or along a side (the left one is a sheet at the foot of a phone). */
  place?: 'middle' | 'top' | 'left' | 'right';
  /** The palette has a field where others have a title. */
  bare?: boolean;
  foot?: ReactNode;
  children: ReactNode;
}

const show = (dialog: HTMLDialogElement): void => {
  if (dialog.open) {
    return;
  }
  if (typeof dialog.showModal === 'function') {
    dialog.showModal();
  } else {
    // Safari before 15.4: no modal dialogs, so it lies on top by style alone.
    dialog.setAttribute('open', '');
    dialog.classList.add('lt-dialog-plain');
  }
};

const hide = (dialog: HTMLDialogElement): void => {
  if (typeof dialog.close === 'function') {
    dialog.close();
  } else {
    dialog.removeAttribute('open');
  }
};

/** The browser's own modal dialog: it keeps the focus inside and gives it back. No antd popups inside. */
export const Dialog = ({ open, onClose, title, place = 'middle', bare = false, foot, children }: DialogProps) => {
  const t = useText();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) {
      return;
    }
    if (open) {
      show(dialog);
    } else if (dialog.open) {
      hide(dialog);
    }
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click on the backdrop doubles Esc, which onCancel handles
    <dialog
      ref={ref}
      className={`lt-dialog lt-dialog-${place}`}
      aria-labelledby={bare ? undefined : titleId}
      aria-label={bare ? title : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (open) {
          onClose();
        }
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) {
          onClose();
        }
      }}
    >
      {open ? (
        <>
          {bare ? null : (
            <div className="lt-dialog-head">
              <h2 id={titleId}>{title}</h2>
              <button type="button" className="lt-icon-button" aria-label={t('common.close')} onClick={onClose}>
                <Icon name="close" />
              </button>
            </div>
          )}
          {bare ? children : <div className="lt-dialog-body">{children}</div>}
          {foot ? <div className="lt-dialog-foot">{foot}</div> : null}
        </>
      ) : null}
    </dialog>
  );
};
