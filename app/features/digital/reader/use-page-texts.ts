import { useCallback, useEffect, useRef, useState } from 'react';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PageTextView } from '@/server/domain/digital/page-text';
import type { Leaf } from './leaves';

const ASK_AGAIN_MS = 4_000;
const AT_ONCE = 10;

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
export const usePageTexts = (leaves: readonly Leaf[], shown: readonly Leaf[], isWanted: boolean): PageTexts => {
  const client = useWorkspaceClient();
  const [texts, setTexts] = useState<ReadonlyMap<string, PageTextView>>(new Map());
  const [isLoadingAll, setLoadingAll] = useState(false);
  const known = useRef(texts);
  known.current = texts;

  const keep = useCallback((...added: PageTextView[]) => {
    setTexts((before) => new Map([...before, ...added.map((text) => [keyOf(text), text] as const)]));
  }, []);
  const load = useCallback(
    async (wanted: readonly Leaf[]) => {
      const found = await Promise.all(
        wanted.map(({ file, page }) => client.digital.pageText.query({ fileId: file.id, page }).catch(() => null)),
      );
      keep(...found.filter((text) => text !== null));
    },
    [client, keep],
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
    const timer = setInterval(ask, ASK_AGAIN_MS);
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
