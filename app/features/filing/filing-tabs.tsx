import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

const PAGES = [
  ['', 'tab_plan', 'filing.read'],
  ['/inbox', 'tab_inbox', 'filing.manage'],
  ['/schedules', 'tab_schedules', 'filing.read'],
  ['/events', 'tab_events', 'filing.read'],
  ['/key-tasks', 'tab_keyTasks', 'filing.read'],
  ['/corrections', 'tab_corrections', 'filing.read'],
  ['/departments', 'tab_departments', 'filing.manage'],
] as const;

/** One entry of the navigation, several pages. */
export const FilingTabs = () => {
  const t = useText();
  const { tenant, permissions } = useWorkspace();
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('filing.tabs')}>
      {PAGES.filter(([, , needs]) => permissions.includes(needs)).map(([path, label]) => (
        <NavLink key={path} to={`/w/${tenant.slug}/filing${path}`} end>
          {t(`filing.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
};

const REVIEW_PAGES = [
  ['schedule-reviews', 'reviewsTitle', 'filing.approveSchedule'],
  ['filing/key-tasks', 'keyTasksTitle', 'filing.issueTasks'],
] as const;

/** The authority's pages. */
export const ReviewTabs = () => {
  const t = useText();
  const { tenant, permissions } = useWorkspace();
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('filing.reviewsTabs')}>
      {REVIEW_PAGES.filter(([, , needs]) => permissions.includes(needs)).map(([path, label]) => (
        <NavLink key={path} to={`/w/${tenant.slug}/${path}`} end>
          {t(`filing.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
};
