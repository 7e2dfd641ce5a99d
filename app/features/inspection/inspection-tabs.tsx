import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

const PAGES = [
  ['inspections', 'tab_inspections', 'inspection.read'],
  ['inspection-plans', 'tab_plans', 'inspection.read'],
  ['inspection-objects', 'tab_objects', 'inspection.plan'],
  ['inspectors', 'tab_inspectors', 'inspection.plan'],
  ['platform-checks', 'tab_platform', 'inspection.plan'],
] as const;

/** One entry of the navigation: what is going on, what is planned, whom it is about, who goes, what is handed on. */
export const InspectionTabs = () => {
  const t = useText();
  const { tenant, permissions } = useWorkspace();
  return (
    <nav className="lt-segments lt-filing-tabs" aria-label={t('inspectionPlan.tabs')}>
      {PAGES.filter(
        ([path, , needs]) => permissions.includes(needs) && (path !== 'platform-checks' || tenant.kind === 'bureau'),
      ).map(([path, label]) => (
        <NavLink key={path} to={`/w/${tenant.slug}/${path}`} end>
          {t(`inspectionPlan.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
};
