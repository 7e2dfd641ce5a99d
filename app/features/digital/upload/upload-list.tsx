import { useEffect, useMemo, useRef, useState } from 'react';
import { Status, type StatusKind } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { errorText } from '@/app/lib/error-messages';
import { formatBytes } from '@/app/lib/format';
import { type Heights, rowsInView, topOf } from './rows-in-view';
import { Bar, percent } from './upload-bar';
import type { Entry, EntryState } from './upload-queue';

const KINDS: Record<EntryState, StatusKind> = {
  waiting: 'none',
  sending: 'live',
  done: 'done',
  known: 'done',
  refused: 'failed',
};
/** What needs somebody comes first, then what moves. */
const ORDER: readonly EntryState[] = ['refused', 'sending', 'waiting', 'done', 'known'];

/** A refused file has room for its reason. On a phone the state stands below the name. */
const WIDE: Heights = { refused: 64, plain: 36 };
const NARROW: Heights = { refused: 120, plain: 60 };
const NARROW_BELOW = 640;

const EntryWord = ({ entry }: { entry: Entry }) => {
  const t = useText();
  const locale = useLocale();
  if (entry.state === 'refused') {
    const text = errorText(entry.code ?? 'INTERNAL', locale);
    return (
      <Status kind="failed">
        {text.what}
        {t('common.stop')}
        {text.next}
      </Status>
    );
  }
  if (entry.state === 'sending' && entry.tries > 0)
    return (
      <Status kind="attention">
        {entry.code === null ? t('digital.uploadRetry', { n: entry.tries }) : t('digital.uploadBusy')}
      </Status>
    );
  return (
    <Status kind={KINDS[entry.state]}>
      {t(`digital.entry_${entry.state}`)}
      {entry.sha256 ? <span className="lt-3"> SHA-256 {entry.sha256.slice(0, 12)}…</span> : null}
    </Status>
  );
};

interface EntryLineProps {
  entry: Entry;
  at: number;
  total: number;
  top: number;
  height: number;
}

const EntryLine = ({ entry, at, total, top, height }: EntryLineProps) => (
  <li className="lt-upload-line" aria-posinset={at + 1} aria-setsize={total} style={{ top, height }}>
    <span className="lt-ellipsis" title={entry.folder ? `${entry.folder}/${entry.file.name}` : entry.file.name}>
      {entry.folder ? <span className="lt-3">{entry.folder}/</span> : null}
      {entry.file.name}
    </span>
    <span className="lt-2 lt-num">{formatBytes(entry.file.size)}</span>
    <span className="lt-upload-state">
      <EntryWord entry={entry} />
      {entry.state === 'sending' ? <Bar share={percent(entry.sent, entry.file.size)} label={entry.file.name} /> : null}
    </span>
  </li>
);

/** Every file, however many there are: only the lines in view are in the page. */
export const UploadList = ({ entries, refused }: { entries: readonly Entry[]; refused: number }) => {
  const t = useText();
  const place = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 360, isNarrow: false });
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const look = () =>
      setView({ top: box.scrollTop, height: box.clientHeight, isNarrow: box.clientWidth < NARROW_BELOW });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, []);
  const sorted = useMemo(() => ORDER.flatMap((state) => entries.filter((entry) => entry.state === state)), [entries]);
  const heights = view.isNarrow ? NARROW : WIDE;
  const list = { total: sorted.length, refused };
  const [from, to] = rowsInView(list, heights, view);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys as well
    <section ref={place} className="lt-upload-scroll" tabIndex={0} aria-label={t('digital.uploadList')}>
      <ul style={{ height: topOf(list.total, list, heights) }}>
        {sorted.slice(from, to).map((entry, index) => (
          <EntryLine
            key={entry.key}
            entry={entry}
            at={from + index}
            total={list.total}
            top={topOf(from + index, list, heights)}
            height={from + index < refused ? heights.refused : heights.plain}
          />
        ))}
      </ul>
    </section>
  );
};
