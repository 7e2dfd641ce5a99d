import { useEffect, useState } from 'react';
import type { Column } from './types';

const storageKey = (name: string): string => `lt-columns:${name}`;

/** Storage can be full, forbidden or edited by hand; then the table is as at first. */
const readHidden = (name: string): string[] | null => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(name)) ?? 'null');
    return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : null;
  } catch {
    return null;
  }
};

const writeHidden = (name: string, hidden: readonly string[]): void => {
  try {
    localStorage.setItem(storageKey(name), JSON.stringify(hidden));
  } catch {
    // Nothing depends on it: the choice is only not remembered.
  }
};

const widthsKey = (name: string): string => `lt-widths:${name}`;

const readWidths = (name: string): Record<string, number> => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(widthsKey(name)) ?? '{}');
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return Object.fromEntries(entries.filter(([, width]) => typeof width === 'number'));
  } catch {
    return {};
  }
};

const NARROWEST = 56;
const WIDEST = 800;

/** Widths as this person drew them, by column. */
const useWidths = (name: string) => {
  const [widths, setWidths] = useState<Record<string, number>>({});
  useEffect(() => setWidths(readWidths(name)), [name]);
  const draw = (key: string, width: number) =>
    setWidths((before) => {
      const next = { ...before, [key]: Math.round(Math.max(NARROWEST, Math.min(WIDEST, width))) };
      try {
        localStorage.setItem(widthsKey(name), JSON.stringify(next));
      } catch {
        // Only not remembered.
      }
      return next;
    });
  return { widths, draw };
};

/** The keys of the columns that show in a list right now, for what is written out as it stands on the screen. */
export const shownColumns = <Row>(name: string, columns: readonly Column<Row>[]): string[] => {
  const hidden = readHidden(name) ?? columns.filter((column) => column.hiddenAtFirst).map((column) => column.key);
  return columns.filter((column, index) => index === 0 || !hidden.includes(column.key)).map((column) => column.key);
};

/** Which columns show: as the screen says at first, as the person chose after hydration. */
export const useColumns = <Row>(name: string, columns: readonly Column<Row>[]) => {
  const [hidden, setHidden] = useState<readonly string[]>(() =>
    columns.filter((column) => column.hiddenAtFirst).map((column) => column.key),
  );
  useEffect(() => {
    const stored = readHidden(name);
    if (stored) {
      setHidden(stored);
    }
  }, [name]);
  const { widths, draw } = useWidths(name);
  const drawn = columns.map((column) => {
    const width = widths[column.key];
    return width === undefined ? column : { ...column, width: `${width}px`, isDrawn: true };
  });
  const [first, ...rest] = drawn;
  return {
    /** The first column names the row and always shows. */
    shown: [...(first ? [first] : []), ...rest.filter((column) => !hidden.includes(column.key))],
    choosable: rest,
    draw,
    isShown: (key: string) => !hidden.includes(key),
    toggle: (key: string) => {
      const next = hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key];
      setHidden(next);
      writeHidden(name, next);
    },
  };
};
