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
  const [first, ...rest] = columns;
  return {
    /** The first column names the row and always shows. */
    shown: [...(first ? [first] : []), ...rest.filter((column) => !hidden.includes(column.key))],
    choosable: rest,
    isShown: (key: string) => !hidden.includes(key),
    toggle: (key: string) => {
      const next = hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key];
      setHidden(next);
      writeHidden(name, next);
    },
  };
};
