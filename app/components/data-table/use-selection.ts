import { useSearchParams } from '@remix-run/react';
import { useEffect, useMemo, useState } from 'react';
import type { Selection } from './types';

/** What makes up the query: everything in the address but the page. */
const queryOf = (params: URLSearchParams): string => {
  const query = new URLSearchParams(params);
  for (const name of ['cursor', 'dir', 'sort']) {
    query.delete(name);
  }
  return query.toString();
};

export interface SelectionControl {
  selection: Selection;
  count: number;
  has: (key: string) => boolean;
  toggle: (key: string) => void;
  togglePage: (keys: readonly string[]) => void;
  selectQuery: (count: number) => void;
  clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Survives paging, ends with the query. */
export const useSelection = (): SelectionControl => {
  const [params] = useSearchParams();
  const query = queryOf(params);
  const [keys, setKeys] = useState(NONE);
  const [wholeQuery, setWholeQuery] = useState<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is another list; a selection of rows that are gone is none
  useEffect(() => {
    setKeys(NONE);
    setWholeQuery(null);
  }, [query]);

  return useMemo(() => {
    const clear = () => {
      setKeys(NONE);
      setWholeQuery(null);
    };
    const change = (edit: (next: Set<string>) => void) => {
      setWholeQuery(null);
      setKeys((before) => {
        const next = new Set(before);
        edit(next);
        return next;
      });
    };
    return {
      selection: wholeQuery === null ? { kind: 'rows', keys: [...keys] } : { kind: 'query', count: wholeQuery },
      count: wholeQuery ?? keys.size,
      has: (key) => wholeQuery !== null || keys.has(key),
      toggle: (key) => change((next) => (next.has(key) ? next.delete(key) : next.add(key))),
      togglePage: (page) =>
        change((next) => {
          const all = page.every((key) => next.has(key));
          for (const key of page) {
            if (all) {
              next.delete(key);
            } else {
              next.add(key);
            }
          }
        }),
      selectQuery: setWholeQuery,
      clear,
    };
  }, [keys, wholeQuery]);
};
