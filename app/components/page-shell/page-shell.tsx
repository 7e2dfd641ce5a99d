import { Link, useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { useHotkeys } from '@/app/lib/hotkeys';
import { Dialog } from '../dialog';
import { Icon } from '../icon';
import { Brand } from './brand';
import { CommandPalette } from './command-palette';
import { JobDrawer } from './job-drawer';
import { NavList } from './nav-list';
import { OfflineNote } from './offline-note';
import { ShortcutsDialog } from './shortcuts-dialog';
import { TopBar } from './top-bar';
import type { PageShellProps } from './types';
import { useHeadHeight } from './use-head-height';

type Layer = 'nav' | 'search' | 'jobs' | 'shortcuts' | null;

const WorkspaceCard = ({ workspace }: Pick<PageShellProps, 'workspace'>) => {
  const t = useText();
  return (
    <Link to="/workspaces" className="lt-workspace">
      <span className="lt-grow">
        <span className="lt-hidden">{t('shell.switchWorkspace')}</span>
        <b className="lt-ellipsis">{workspace.name}</b>
        <span className="lt-ellipsis">{workspace.subtitle}</span>
      </span>
      <Icon name="updown" />
    </Link>
  );
};

/** The frame of a workspace: navigation at the left, bar on top, layers above. */
export const PageShell = (props: PageShellProps) => {
  const { workspace, nav, foot = [], rail, grantBanner, children } = props;
  const t = useText();
  const { pathname } = useLocation();
  const [layer, setLayer] = useState<Layer>(null);
  const head = useHeadHeight();
  const close = () => setLayer(null);
  useHotkeys({ 'ctrl+k': () => setLayer('search'), '?': () => setLayer('shortcuts') });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever lay over the page does not belong to the next one
  useEffect(close, [pathname]);
  const pages = [...nav.flat(), ...foot].map((item) => ({ ...item, kind: t('shell.palettePages') }));
  const groups = [...nav, foot];

  return (
    <div className={`lt-app ${rail ? 'lt-app-rail' : ''}`}>
      <a className="lt-skip" href="#content">
        {t('shell.skip')}
      </a>
      <nav className="lt-nav" aria-label={t('shell.mainNav')}>
        <Brand />
        <WorkspaceCard workspace={workspace} />
        <NavList groups={groups} rail={rail} />
      </nav>
      <div className="lt-main">
        <div ref={head} className={`lt-head ${grantBanner ? 'lt-head-grant' : ''}`}>
          {grantBanner}
          <TopBar
            {...props}
            onNav={() => setLayer('nav')}
            onSearch={() => setLayer('search')}
            onJobs={() => setLayer('jobs')}
          />
        </div>
        <OfflineNote />
        <main id="content" tabIndex={-1} className="lt-content">
          {children}
        </main>
      </div>
      <Dialog open={layer === 'nav'} onClose={close} title={workspace.name} place="left">
        <nav className="lt-nav-sheet" aria-label={t('shell.mainNav')}>
          <WorkspaceCard workspace={workspace} />
          <NavList groups={groups} onNavigate={close} />
        </nav>
      </Dialog>
      <CommandPalette open={layer === 'search'} onClose={close} pages={pages} search={props.search} />
      <JobDrawer open={layer === 'jobs'} onClose={close} load={props.loadJobs} allTo={props.jobsTo} />
      <ShortcutsDialog open={layer === 'shortcuts'} onClose={close} />
    </div>
  );
};
