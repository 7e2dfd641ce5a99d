import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace } from '@/app/lib/workspace';

/** The pages of 全宗与编号. */
export const FondsTabs = () => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}/fonds`;
  const tabs = [
    { to: base, label: t('fonds.tabList') },
    { to: `${base}/holdings`, label: t('fonds.tabHoldings') },
    { to: `${base}/projects`, label: t('project.tab') },
    { to: `${base}/incomplete`, label: t('project.incompleteTab') },
    { to: `${base}/number-gaps`, label: t('project.gapsTab') },
    { to: `${base}/codes`, label: t('fonds.tabCodes') },
    { to: `${base}/tables`, label: t('fonds.tabTables') },
    { to: `${base}/changes`, label: t('fonds.tabChanges') },
    { to: `${base}/settings`, label: t('fonds.tabSettings') },
  ];
  return (
    <div className="lt-section-head lt-scroll-x lt-fonds-tabs">
      <nav className="lt-segments" aria-label={t('fonds.tabs')}>
        {tabs.map((tab) => (
          <NavLink key={tab.to} to={tab.to} end={tab.to === base}>
            {tab.label}
          </NavLink>
        ))}
      </nav>
    </div>
  );
};
