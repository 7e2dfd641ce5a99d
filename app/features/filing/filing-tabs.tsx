import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

const PAGES = [
  ['', 'tab_plan', 'filing.read'],
  ['/gaps', 'tab_gaps', 'filing.read'],
  ['/inbox', 'tab_inbox', 'filing.manage'],
  ['/schedules', 'tab_schedules', 'filing.read'],
  ['/events', 'tab_events', 'filing.read'],
  ['/key-tasks', 'tab_keyTasks', 'filing.read'],
  ['/corrections', 'tab_corrections', 'filing.read'],
  ['/checks', 'tab_checks', 'filing.read'],
  ['/departments', 'tab_departments', 'filing.manage'],
  ['/assessments', 'tab_assessments', 'filing.read'],
] as const;

/** One entry of the navigation, several pages. */
export const FilingTabs = () => {
  const t = useText();
  const { tenant, permissions, hasUnitsBelow } = useWorkspace();
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('filing.tabs')}>
      {PAGES.filter(([, , needs]) => permissions.includes(needs)).map(([path, label]) => (
        <NavLink key={path} to={`/w/${tenant.slug}/filing${path}`} end>
          {t(`filing.${label}`)}
        </NavLink>
      ))}
      {hasUnitsBelow ? (
        <>
          <NavLink to={`/w/${tenant.slug}/filing/units`} end>
            {t('filing.tab_units')}
          </NavLink>
          <NavLink to={`/w/${tenant.slug}/filing/unit-events`} end>
            {t('filing.unitEventsTitle')}
          </NavLink>
        </>
      ) : null}
    </nav>
  );
};

const REVIEW_PAGES = [
  ['filing/units', 'unitsTitle', 'filing.supervise'],
  ['schedule-reviews', 'reviewsTitle', 'filing.approveSchedule'],
  ['filing/key-tasks', 'keyTasksTitle', 'filing.issueTasks'],
  ['filing/checks', 'checksTitle', 'filing.supervise'],
  ['filing/unit-events', 'unitEventsTitle', 'filing.supervise'],
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

/** Pages that an authority and a unit with units below share: each among its own. */
export const SupervisorTabs = () =>
  useWorkspace().permissions.includes('filing.read') ? <FilingTabs /> : <ReviewTabs />;
