import { NavLink } from '@remix-run/react';
import { formatNumber } from '@/app/lib/format';
import { Icon } from '../icon';
import type { NavItem } from './types';

interface NavListProps {
  groups: readonly (readonly NavItem[])[];
  /** 64 px: short words. */
  rail?: boolean;
  onNavigate?: () => void;
}

export const NavList = ({ groups, rail = false, onNavigate }: NavListProps) => (
  <>
    {groups
      .filter((group) => group.length > 0)
      .map((group) => (
        <ul key={group[0]?.key} className="lt-nav-group">
          {group.map((item) => (
            <li key={item.key}>
              <NavLink
                to={item.to}
                end={item.exact}
                prefetch="intent"
                onClick={onNavigate}
                title={rail ? item.label : undefined}
              >
                <Icon name={item.icon} />
                <span className="lt-nav-word">{rail ? item.short : item.label}</span>
                {item.count ? <span className="lt-nav-count">{formatNumber(item.count)}</span> : null}
              </NavLink>
            </li>
          ))}
        </ul>
      ))}
  </>
);
