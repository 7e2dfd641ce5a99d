import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

const PAGES = [
  ['units', 'tab_units'],
  ['unit-map', 'tab_map'],
  ['unit-fields', 'tab_fields'],
  ['unit-years', 'tab_years'],
  ['unit-work', 'tab_work'],
] as const;

/** One entry of the navigation, five pages: who stands how, where, in which field, how it was in other years, what was reported from below. */
export const DistrictTabs = () => {
  const t = useText();
  const { tenant } = useWorkspace();
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('district.tabs')}>
      {PAGES.map(([path, label]) => (
        <NavLink key={path} to={`/w/${tenant.slug}/${path}`} end>
          {t(`district.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
};
