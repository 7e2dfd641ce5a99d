import { Link, useLocation } from '@remix-run/react';
import { formatNumber } from '@/app/lib/format';
import { Icon } from '../icon';
import type { NavItem } from './types';

interface NavListProps {
  groups: readonly (readonly NavItem[])[];
  /** 64 px: short words. */
  rail?: boolean;
  onNavigate?: () => void;
}

const isAt = (pathname: string, { to, also = [], exact = false }: NavItem): boolean =>
  [to, ...also].some((address) => {
    const page = address.split('?')[0] ?? '';
    return pathname === page || (!exact && pathname.startsWith(`${page}/`));
  });

export const NavList = ({ groups, rail = false, onNavigate }: NavListProps) => {
  const { pathname } = useLocation();
  return (
    <>
      {groups
        .filter((group) => group.length > 0)
        .map((group) => (
          <ul key={group[0]?.key} className="lt-nav-group">
            {group.map((item) => (
              <li key={item.key}>
                <Link
                  to={item.to}
                  className={isAt(pathname, item) ? 'active' : undefined}
                  aria-current={isAt(pathname, item) ? 'page' : undefined}
                  prefetch="intent"
                  onClick={onNavigate}
                  title={rail ? item.label : undefined}
                >
                  <Icon name={item.icon} />
                  <span className="lt-nav-word">{rail ? item.short : item.label}</span>
                  {item.count ? <span className="lt-nav-count">{formatNumber(item.count)}</span> : null}
                </Link>
              </li>
            ))}
          </ul>
        ))}
    </>
  );
};
