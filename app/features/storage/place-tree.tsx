import { Link, useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlaceView } from '@/server/domain/storage/place';
import { shareOf } from './storage-words';

interface BranchProps {
  place: PlaceView;
  /** The way down to the chosen place: these are open. */
  path: readonly string[];
  stamp: string;
}

const own = (place: PlaceView): string => place.name ?? place.code.split('-').at(-1) ?? place.code;

/** What lies in a place is read when it is opened: a house has thousands of layers. */
const Branch = ({ place, path, stamp }: BranchProps) => {
  const t = useText();
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const [opened, setOpened] = useState<boolean | null>(null);
  const [children, setChildren] = useState<PlaceView[] | null>(null);
  const open = opened ?? path.includes(place.id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp changes when the page was read again
  useEffect(() => {
    if (!open || !place.hasChildren) {
      return;
    }
    let isCurrent = true;
    void client.storage.places
      .query({ parentId: place.id })
      .then((found) => {
        if (isCurrent) {
          setChildren(found);
        }
      })
      // Without an answer the branch stays as it was; opening it again asks again.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [open, place.id, place.hasChildren, client, stamp]);
  return (
    <li>
      <span className="lt-tree-line">
        {place.hasChildren ? (
          <button
            type="button"
            className="lt-tree-toggle"
            aria-expanded={open}
            aria-label={t('storage.treeExpand', { name: place.code })}
            onClick={() => setOpened(!open)}
          >
            <Icon name={open ? 'down' : 'right'} />
          </button>
        ) : (
          <span className="lt-tree-toggle" />
        )}
        <Link
          to={`?place=${place.id}`}
          aria-current={params.get('place') === place.id ? 'true' : undefined}
          preventScrollReset
        >
          <span className="lt-ellipsis">{own(place)}</span>
          <span className="lt-tree-count">{shareOf(place.usedMm, place.capacityMm)}%</span>
        </Link>
      </span>
      {open && children ? (
        <ul>
          {children.map((child) => (
            <Branch key={child.id} place={child} path={path} stamp={stamp} />
          ))}
        </ul>
      ) : null}
    </li>
  );
};

/** 库房 → 列 → 节 → 层, each with how full it is. */
export const PlaceTree = ({
  rooms,
  path,
  stamp,
}: {
  rooms: readonly PlaceView[];
  path: readonly string[];
  stamp: string;
}) => {
  const t = useText();
  return (
    <nav className="lt-tree" aria-label={t('storage.tree')}>
      <ul>
        {rooms.map((room) => (
          <Branch key={room.id} place={room} path={path} stamp={stamp} />
        ))}
      </ul>
    </nav>
  );
};
