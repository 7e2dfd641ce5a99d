import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { Icon } from './icon';

export interface Toast {
  text: string;
  kind?: 'ok' | 'fail';
  /** 撤销: offered for ten seconds. */
  undo?: () => void;
}

type Shown = Toast & { id: number };

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

const LIFE_MS = 5_000;
const UNDO_LIFE_MS = 10_000;

const ToastItem = ({ toast, onClose }: { toast: Shown; onClose: (id: number) => void }) => {
  const t = useText();
  const { id, undo } = toast;
  useEffect(() => {
    const timer = setTimeout(() => onClose(id), undo ? UNDO_LIFE_MS : LIFE_MS);
    return () => clearTimeout(timer);
  }, [id, undo, onClose]);
  return (
    <div className={`lt-toast lt-toast-${toast.kind ?? 'ok'}`}>
      <span className="lt-grow">{toast.text}</span>
      {undo ? (
        <button
          type="button"
          className="lt-link"
          onClick={() => {
            undo();
            onClose(id);
          }}
        >
          {t('common.undo')}
        </button>
      ) : null}
      <button type="button" className="lt-icon-button" aria-label={t('common.close')} onClick={() => onClose(id)}>
        <Icon name="close" />
      </button>
    </div>
  );
};

export const ToastProvider = ({ children }: { children: ReactNode }) => {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const lastId = useRef(0);
  const show = useCallback((toast: Toast) => {
    lastId.current += 1;
    const id = lastId.current;
    setToasts((before) => [...before.slice(-2), { ...toast, id }]);
  }, []);
  const close = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), []);
  const region = useMemo(
    () => (
      <div className="lt-toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} onClose={close} />
        ))}
      </div>
    ),
    [toasts, close],
  );
  return (
    <ToastContext.Provider value={show}>
      {children}
      {region}
    </ToastContext.Provider>
  );
};

/** `const toast = useToast(); toast({ text, undo })`. For what took effect; refusals belong beside their cause. */
export const useToast = () => useContext(ToastContext);
