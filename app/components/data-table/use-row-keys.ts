import { type RefObject, useState } from 'react';
import { useHotkeys } from '@/app/lib/hotkeys';

interface RowKeys {
  rows: number;
  onOpen: (index: number) => void;
  onToggle: (index: number) => void;
  onEdit: (index: number) => unknown;
}

/** J and K walk the rows, Enter opens, E edits, X selects. Returns the row that the keys are at. */
export const useRowKeys = (
  table: RefObject<HTMLTableElement>,
  { rows, onOpen, onToggle, onEdit }: RowKeys,
): number | null => {
  const [at, setAt] = useState<number | null>(null);
  const move = (step: number) => {
    const next = Math.min(rows - 1, Math.max(0, at === null ? 0 : at + step));
    setAt(next);
    const row = table.current?.querySelector<HTMLElement>(`[data-row="${next}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  useHotkeys(
    {
      j: () => move(1),
      k: () => move(-1),
      x: () => (at === null ? false : onToggle(at)),
      e: () => (at === null ? false : onEdit(at)),
      // Enter on a link or a button of the row is theirs.
      enter: ({ target }) => (at !== null && (target as Element).matches('[data-row]') ? onOpen(at) : false),
    },
    rows > 0,
  );
  return at !== null && at < rows ? at : null;
};
