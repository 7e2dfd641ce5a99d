import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

/** What units release, seen by figure and by unit; both of one year. */
export const ReceivedTabs = ({ year }: { year: number }) => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}/figures`;
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('figure.receivedTabs')}>
      <NavLink to={`${base}/received?year=${year}`} end>
        {t('figure.tabFigures')}
      </NavLink>
      <NavLink to={`${base}/units?year=${year}`} end>
        {t('figure.tabUnits')}
      </NavLink>
      <NavLink to={`${base}/received/custom?year=${year}`} end>
        {t('figure.tabOwn')}
      </NavLink>
    </nav>
  );
};
