import { useEffect, useRef } from 'react';
import { Icon } from '@/app/components/icon';
import { useText } from '@/app/i18n/use-text';
import type { Leaf } from './leaves';

interface PageRailProps {
  leaves: readonly Leaf[];
  open: readonly number[];
  onOpen: (at: number) => void;
  /** Leaves on which the word was found. */
  found: ReadonlySet<string>;
}

/** All pages, small. Pictures come as they come into view. */
export const PageRail = ({ leaves, open, onOpen, found }: PageRailProps) => {
  const t = useText();
  const place = useRef<HTMLElement>(null);
  const first = open[0] ?? 0;
  useEffect(() => {
    const [rail, button] = [place.current, place.current?.querySelector<HTMLElement>(`[data-leaf="${first}"]`)];
    if (!rail || !button) return;
    // Only the rail moves, not the page around it.
    rail.scrollTop = button.offsetTop - rail.clientHeight / 2 + button.clientHeight / 2;
    rail.scrollLeft = button.offsetLeft - rail.clientWidth / 2 + button.clientWidth / 2;
  }, [first]);
  return (
    <nav ref={place} className="lt-page-rail" aria-label={t('digital.pageList')}>
      {leaves.map((leaf, at) => (
        <button
          key={leaf.key}
          type="button"
          data-leaf={at}
          aria-current={open.includes(at) ? 'page' : undefined}
          title={leaf.file.fileName}
          onClick={() => onOpen(at)}
        >
          {leaf.service ? (
            <img src={`${leaf.service}/full/^160,/0/default.jpg`} alt="" loading="lazy" width={80} />
          ) : (
            <span className="lt-page-rail-file">
              <Icon name="file" size={24} />
            </span>
          )}
          <span className="lt-ellipsis">
            {leaf.service ? t('digital.pageNumber', { n: at + 1 }) : leaf.file.fileName}
            {found.has(leaf.key) ? <span className="lt-tag lt-tag-blue">{t('digital.foundHere')}</span> : null}
          </span>
        </button>
      ))}
    </nav>
  );
};
