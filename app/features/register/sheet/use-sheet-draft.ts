import { useCallback, useEffect, useRef, useState } from 'react';
import { type GridRow, isBlank } from '@/app/features/archive/grid/grid-model';
import type { DraftStatus } from '@/app/features/archive/grid/use-draft';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import { isRowChanged, type SheetRow } from '@/server/domain/register/register-sheet';

const SAVE_MS = 5_000;

/** What would be lost: typed rows, and entries that say something else. What looks classified is not sent anywhere. */
const toKeep = (rows: readonly GridRow[]): SheetRow[] =>
  rows
    .filter((row) => (row.itemId === undefined ? !isBlank(row) : isRowChanged(row)))
    .map((row) => ({
      ...row,
      cells: Object.fromEntries(Object.entries(row.cells).filter(([, text]) => !isSecrecyMarked(text))),
      seen: row.seen && { ...row.seen },
    }));

/** Keeps the sheet on the server, five seconds after a change and when the page is left. One save at a time. */
export const useSheetDraft = (code: string, rows: readonly GridRow[], firstVersion: number) => {
  const client = useWorkspaceClient();
  const [status, setStatus] = useState<DraftStatus>('clean');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const version = useRef(firstVersion);
  const saved = useRef(rows);
  const current = useRef(rows);
  current.current = rows;
  const running = useRef<Promise<void> | null>(null);

  const save = useCallback(async (): Promise<void> => {
    const now = current.current;
    setStatus('saving');
    try {
      const kept = await client.register.keepSheet.mutate({ code, rows: toKeep(now), rowVersion: version.current });
      version.current = kept.rowVersion;
      saved.current = now;
      setSavedAt(new Date().toISOString());
      setStatus('saved');
    } catch (error) {
      setStatus(failureOf(error).code === 'STALE_VERSION' ? 'stale' : 'failed');
    }
  }, [client, code]);

  const flush = useCallback(async (): Promise<void> => {
    await running.current;
    if (saved.current === current.current) return;
    running.current = save();
    await running.current;
    running.current = null;
  }, [save]);

  const isDirty = saved.current !== rows;
  useEffect(() => {
    if (!isDirty || status === 'stale') return;
    const timer = setTimeout(() => void flush(), SAVE_MS);
    return () => clearTimeout(timer);
  }, [isDirty, status, flush]);

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') void flush();
    };
    document.addEventListener('visibilitychange', onHide);
    return () => document.removeEventListener('visibilitychange', onHide);
  }, [flush]);

  /** The server has emptied what it kept: what is left in the sheet is kept anew. */
  const entered = useCallback(() => {
    if (version.current > 0) version.current += 1;
  }, []);
  return { status: isDirty && status === 'saved' ? ('waiting' as const) : status, savedAt, flush, entered };
};
