import { Link } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { Icon } from '../icon';
import { AccountMenu } from './account-menu';
import type { Crumb, PageShellProps } from './types';

const Crumbs = ({ crumbs }: { crumbs: readonly Crumb[] }) => {
  const t = useText();
  return (
    <nav className="lt-crumbs" aria-label={t('shell.breadcrumb')}>
      <ol>
        {crumbs.map((crumb, at) => (
          <li key={crumb.label}>
            {crumb.to && at < crumbs.length - 1 ? (
              <Link to={crumb.to}>{crumb.label}</Link>
            ) : (
              <span aria-current={at === crumbs.length - 1 ? 'page' : undefined}>{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};

interface TopBarProps extends Pick<PageShellProps, 'crumbs' | 'counts' | 'account' | 'noticesTo'> {
  onNav: () => void;
  onSearch: () => void;
  onJobs: () => void;
}

export const TopBar = ({ crumbs, counts, account, noticesTo, onNav, onSearch, onJobs }: TopBarProps) => {
  const t = useText();
  return (
    <header className="lt-top">
      <button type="button" className="lt-icon-button lt-top-nav" aria-label={t('shell.openNav')} onClick={onNav}>
        <Icon name="menu" size={20} />
      </button>
      <Crumbs crumbs={crumbs} />
      <button type="button" className="lt-search" aria-keyshortcuts="Control+K" onClick={onSearch}>
        <Icon name="search" />
        <span className="lt-search-word lt-ellipsis">{t('shell.searchPlaceholder')}</span>
        <kbd className="lt-kbd">Ctrl K</kbd>
      </button>
      <button type="button" className="lt-icon-button" onClick={onJobs}>
        <Icon name="task" />
        <span className="lt-top-jobs-word">{t('shell.jobs')}</span>
        {counts.jobs > 0 ? <span>{counts.jobs}</span> : null}
      </button>
      <Link to={noticesTo} className="lt-icon-button" aria-label={t('shell.noticesUnread', { n: counts.notices })}>
        <Icon name="bell" />
        {counts.notices ? <span>{counts.notices}</span> : null}
      </Link>
      <AccountMenu displayName={account.displayName} />
    </header>
  );
};
