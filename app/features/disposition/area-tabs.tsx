import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

type Title =
  | 'disposition.intakesTitle'
  | 'disposition.registerTitle'
  | 'disposition.plansTitle'
  | 'disposition.collectionTitle'
  | 'disposition.openingsTitle'
  | 'disposition.transfersTitle'
  | 'departure.title';
interface Tab {
  path: string;
  title: Title;
}

const OF_ARCHIVES: readonly Tab[] = [
  { path: 'intakes', title: 'disposition.intakesTitle' },
  { path: 'accessions', title: 'disposition.registerTitle' },
  { path: 'intake-plans', title: 'disposition.plansTitle' },
  { path: 'collection', title: 'disposition.collectionTitle' },
  { path: 'openings', title: 'disposition.openingsTitle' },
  { path: 'departures', title: 'departure.title' },
];
const OF_UNITS: readonly Tab[] = [
  { path: 'transfers', title: 'disposition.transfersTitle' },
  { path: 'accessions', title: 'disposition.registerTitle' },
  { path: 'departures', title: 'departure.title' },
];

/** The screens of one piece of work, so that the navigation needs a single line for all of them. */
export const AreaTabs = () => {
  const t = useText();
  const { slug, kind } = useWorkspace().tenant;
  const tabs = kind === 'repository' ? OF_ARCHIVES : OF_UNITS;
  return (
    <nav className="lt-segments lt-area-tabs" aria-label={t('disposition.areas')}>
      {tabs.map(({ path, title }) => (
        <NavLink key={path} to={`/w/${slug}/${path}`}>
          {t(title)}
        </NavLink>
      ))}
    </nav>
  );
};
