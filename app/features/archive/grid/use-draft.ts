import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DraftKind, DraftRow } from '@/server/domain/archive/catalogue-draft';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import { type GridRow, rowsToKeep } from './grid-model';

const SAVE_MS = 5_000;

export type DraftStatus = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed' | 'stale';

export interface DraftPlace {
  kind: DraftKind;
  fondsId: string;
  categoryCode: string;
  /** The 卷 or 组 that the rows are filed into. */
  parentId?: string | undefined;
}

interface Kept {
  id: string;
  rowVersion: number;
}

/** What looks classified is not sent anywhere: the draft keeps the row without that cell. */
const withoutSecrets = (cells: GridRow['cells']): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => !isSecrecyMarked(text)));

const toDraftRows = (rows: readonly GridRow[]): DraftRow[] =>
  rowsToKeep(rows).map((row) => ({ ...row, cells: withoutSecrets(row.cells), seen: row.seen && { ...row.seen } }));

/** Keeps the grid on the server, five seconds after a change and when the page is left. One save at a time. */
export const useDraft = (place: DraftPlace, rows: readonly GridRow[], first: Kept | null) => {
  const client = useWorkspaceClient();
  const [status, setStatus] = useState<DraftStatus>('clean');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [id, setId] = useState(first?.id ?? null);
  const kept = useRef<Kept | null>(first);
  const saved = useRef(rows);
  const current = useRef({ place, rows });
  current.current = { place, rows };
  const running = useRef<Promise<Kept | null> | null>(null);

  const save = useCallback(async (): Promise<Kept | null> => {
    const { place: where, rows: now } = current.current;
    const draftRows = toDraftRows(now);
    setStatus('saving');
    try {
      if (kept.current === null) {
        kept.current = await client.archive.startDraft.mutate(
          { ...where, rows: draftRows },
          { context: { idempotencyKey: newIdempotencyKey() } },
        );
      } else {
        const { kind: _, parentId: _parent, ...changed } = where;
        const key = { id: kept.current.id, rowVersion: kept.current.rowVersion };
        kept.current = {
          id: key.id,
          rowVersion: (await client.archive.saveDraft.mutate({ ...key, ...changed, rows: draftRows })).rowVersion,
        };
      }
      saved.current = now;
      setId(kept.current.id);
      setSavedAt(new Date().toISOString());
      setStatus(current.current.rows === now ? 'saved' : 'waiting');
      return kept.current;
    } catch (error) {
      setStatus(failureOf(error).code === 'STALE_VERSION' ? 'stale' : 'failed');
      return null;
    }
  }, [client]);

  /** Saves what is not saved yet, after the save that is under way. */
  const flush = useCallback(async (): Promise<Kept | null> => {
    await running.current;
    if (kept.current !== null && saved.current === current.current.rows) {
      return kept.current;
    }
    running.current = save();
    const done = await running.current;
    running.current = null;
    return done;
  }, [save]);

  const isDirty = saved.current !== rows;
  useEffect(() => {
    if (!isDirty || status === 'stale') {
      return;
    }
    const timer = setTimeout(() => void flush(), SAVE_MS);
    return () => clearTimeout(timer);
  }, [isDirty, status, flush]);

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden' && saved.current !== current.current.rows) {
        void flush();
      }
    };
    document.addEventListener('visibilitychange', onHide);
    return () => document.removeEventListener('visibilitychange', onHide);
  }, [flush]);

  /** After the server changed the draft itself: its version, and rows that it holds already. */
  const settle = useCallback((rowVersion: number, now: readonly GridRow[]) => {
    if (kept.current) {
      kept.current = { ...kept.current, rowVersion };
    }
    saved.current = now;
    setStatus('saved');
  }, []);

  /** What stood in it was filed: nothing of it is left to go on with. */
  const clear = useCallback(async () => {
    await running.current;
    const { place: where } = current.current;
    if (kept.current) {
      const key = { ...kept.current, fondsId: where.fondsId, categoryCode: where.categoryCode };
      kept.current = { ...kept.current, ...(await client.archive.saveDraft.mutate({ ...key, rows: [] })) };
    }
  }, [client]);

  return { id, clear, status: isDirty && status === 'saved' ? ('waiting' as const) : status, savedAt, flush, settle };
};
