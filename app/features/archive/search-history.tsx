import { Link, useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { Menu } from '@/app/components/menu';
import { useText } from '@/app/i18n/use-text';
import { viewQueryOf } from './search-params';

const KEPT = 20;
interface Search {
  query: string;
  label: string;
}

const read = (key: string): Search[] => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as Search[]) : [];
  } catch {
    return [];
  }
};

/** The searches of this browser session, newest first. They stay in the browser and end with it. */
export const SearchHistory = ({ name, label }: { name: string; label: string }) => {
  const t = useText();
  const [params] = useSearchParams();
  const [searches, setSearches] = useState<Search[]>([]);
  const key = `lantai-searches-${name}`;
  const query = viewQueryOf(params);
  useEffect(() => {
    const known = read(key);
    const next = query && label ? [{ query, label }, ...known.filter((search) => search.query !== query)] : known;
    setSearches(next.slice(0, KEPT));
    try {
      sessionStorage.setItem(key, JSON.stringify(next.slice(0, KEPT)));
    } catch {
      // Full, or forbidden: the history is a convenience.
    }
  }, [key, query, label]);
  return (
    <Menu
      className="lt-btn lt-btn-text"
      align="left"
      face={
        <>
          <Icon name="task" />
          <span>{t('search.history')}</span>
        </>
      }
    >
      {searches.length === 0 ? <p className="lt-menu-item lt-2">{t('search.historyNone')}</p> : null}
      {searches.map((search) => (
        <Link key={search.query} className="lt-menu-item" to={`?${search.query}`}>
          {search.label}
        </Link>
      ))}
      {searches.length > 0 ? (
        <button
          type="button"
          className="lt-menu-item lt-link"
          onClick={() => {
            sessionStorage.removeItem(key);
            setSearches([]);
          }}
        >
          {t('search.historyClear')}
        </button>
      ) : null}
    </Menu>
  );
};
