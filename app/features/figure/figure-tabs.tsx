import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace } from '@/app/lib/workspace';

/** One entry of the navigation, the views of the figures beside each other; all of one year. */
export const FigureTabs = ({ year }: { year: number }) => {
  const t = useText();
  const canRollUp = useCan('figure.rollUp');
  const canRelease = useCan('figure.release');
  const base = `/w/${useWorkspace().tenant.slug}/figures`;
  const tabs = [
    ['', t('dashboard.tab_figures')],
    ['/dashboard', t('dashboard.tab_dashboard')],
    ['/holdings', t('dashboard.tab_holdings')],
    ['/custom', t('dashboard.tab_custom')],
    ...(canRollUp ? [['/district', t('dashboard.tab_district')]] : []),
    ...(canRelease ? [['/wall', t('dashboard.tab_wall')]] : []),
  ] as const;
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('dashboard.tabs')}>
      {tabs.map(([path, label]) => (
        <NavLink key={path} to={`${base}${path}?year=${year}`} end>
          {label}
        </NavLink>
      ))}
    </nav>
  );
};
