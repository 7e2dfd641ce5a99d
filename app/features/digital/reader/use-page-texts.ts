import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageTextView } from '@/server/domain/digital/page-text';
import type { Leaf } from './leaves';

const AT_ONCE = 20;

/** Where the texts come from: one's own record, or one that is read under a grant. */
export interface TextSource {
  ask(pages: readonly { fileId: string; page: number }[]): Promise<PageTextView[]>;
  /** After how long a page that is still to be recognised is asked for again: under a grant each question is a look. */
  askAgainMs: number;
  /** What the pages say is not handed out here: there is neither a text beside the picture nor a search in it. */
  isWithheld?: boolean;
}

export interface PageTexts {
  textOf(leaf: Leaf | undefined): PageTextView | undefined;
  /** Another version of a page: corrected, or read anew. */
  keep(text: PageTextView): void;
  reload(leaf: Leaf): Promise<void>;
  /** All pages of the record, for finding a word in it. */
  loadAll(): Promise<void>;
  isLoadingAll: boolean;
}

const keyOf = ({ fileId, page }: { fileId: string; page: number }): string => `${fileId}.${page}`;

/** Recognised texts of the pages, read when they are looked at; a page that is not read yet is asked for again. */
export const usePageTexts = (
  leaves: readonly Leaf[],
  shown: readonly Leaf[],
  source: TextSource,
  isWanted: boolean,
): PageTexts => {
  const [texts, setTexts] = useState<ReadonlyMap<string, PageTextView>>(new Map());
  const [isLoadingAll, setLoadingAll] = useState(false);
  const latestSource = useRef(source);
  latestSource.current = source;
  const known = useRef(texts);
  known.current = texts;

  const keep = useCallback((...added: PageTextView[]) => {
    setTexts((before) => new Map([...before, ...added.map((text) => [keyOf(text), text] as const)]));
  }, []);
  const load = useCallback(
    async (wanted: readonly Leaf[]) => {
      const pages = wanted.map(({ file, page }) => ({ fileId: file.id, page }));
      if (pages.length > 0) keep(...(await latestSource.current.ask(pages).catch(() => [])));
    },
    [keep],
  );
  const loadAll = useCallback(async () => {
    const missing = leaves.filter((leaf) => leaf.service !== null && !known.current.has(leaf.key));
    setLoadingAll(true);
    for (let at = 0; at < missing.length; at += AT_ONCE) await load(missing.slice(at, at + AT_ONCE));
    setLoadingAll(false);
  }, [leaves, load]);

  const pending = isWanted
    ? shown.filter((leaf) => leaf.service !== null && (texts.get(leaf.key)?.state ?? 'waiting') === 'waiting')
    : [];
  const pendingKeys = pending.map((leaf) => leaf.key).join(' ');
  const latest = useRef(pending);
  latest.current = pending;
  useEffect(() => {
    if (pendingKeys === '') return;
    const ask = () => void load(latest.current);
    ask();
    const timer = setInterval(ask, latestSource.current.askAgainMs);
    return () => clearInterval(timer);
  }, [pendingKeys, load]);

  const textOf = useCallback((leaf: Leaf | undefined) => (leaf ? texts.get(leaf.key) : undefined), [texts]);
  return {
    textOf,
    keep,
    reload: (leaf) => load([leaf]),
    loadAll,
    isLoadingAll,
  };
};
