import { NavLink } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspace } from '@/app/lib/workspace';

const TABS = [
  ['', 'Places'],
  ['boxes', 'Boxes'],
  ['unboxed', 'Unboxed'],
  ['shelve', 'Shelve'],
  ['out', 'Out'],
  ['stock-takes', 'StockTakes'],
  ['protection', 'Protection'],
] as const;

/** The pages of the stacks. One entry of the navigation leads to all of them. */
export const StorageTabs = () => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}/storage`;
  const canManage = useCan('storage.manage');
  return (
    <nav className="lt-segments lt-storage-tabs" aria-label={t('storage.tabs')}>
      {TABS.filter(([path]) => canManage || path !== 'shelve').map(([path, name]) => (
        <NavLink key={name} to={path ? `${base}/${path}` : base} end={path === ''} prefetch="intent">
          {t(`storage.tab${name}`)}
        </NavLink>
      ))}
    </nav>
  );
};
