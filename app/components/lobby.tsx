import type { ReactNode } from 'react';
import { useText } from '@/app/i18n/use-text';
import { BrandMark, PreferenceItems } from './page-shell';

/** Pages outside a workspace: sign-in, choice, invitation. Everything on them works without script. */
export const Lobby = ({
  title,
  lead,
  wide = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) => {
  const t = useText();
  return (
    <div className="lt-lobby">
      <header className="lt-lobby-brand">
        <BrandMark size={40} />
        <div>
          <p className="lt-brand-word">{t('common.product')}</p>
          <p className="lt-3">{t('session.tagline')}</p>
        </div>
      </header>
      <main id="content" className={`lt-lobby-panel ${wide ? 'lt-lobby-wide' : ''}`}>
        <p className="lt-old-browser lt-note lt-note-attention">{t('session.oldBrowser')}</p>
        <h1>{title}</h1>
        {lead ? <p className="lt-2 lt-lobby-lead">{lead}</p> : null}
        {children}
      </main>
      <footer className="lt-lobby-foot">
        <PreferenceItems className="lt-btn lt-btn-text" />
      </footer>
    </div>
  );
};
