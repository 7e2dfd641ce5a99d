import { type ReactNode, useEffect, useRef } from 'react';

interface MenuProps {
  face: ReactNode;
  label?: string;
  className: string;
  /** Which edge of the face the panel keeps to. */
  align?: 'left' | 'right';
  /** For what is asked from the server only when somebody looks. */
  onOpen?: () => void;
  children: ReactNode;
}

/** A panel below its face. Opens without script; with it, Esc and a click elsewhere close it. */
export const Menu = ({ face, label, className, align = 'right', onOpen, children }: MenuProps) => {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = ref.current;
      if (!menu?.open) {
        return;
      }
      if (event instanceof KeyboardEvent) {
        if (event.key === 'Escape') {
          menu.open = false;
          menu.querySelector('summary')?.focus();
        }
      } else if (!menu.contains(event.target as Node)) {
        menu.open = false;
      }
    };
    document.addEventListener('click', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('click', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details ref={ref} className="lt-menu" onToggle={(event) => event.currentTarget.open && onOpen?.()}>
      <summary className={className} aria-label={label}>
        {face}
      </summary>
      <div className={`lt-menu-panel lt-menu-panel-${align}`}>{children}</div>
    </details>
  );
};
