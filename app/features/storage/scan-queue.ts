import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ScanResultView } from '@/server/domain/storage/stock-take';

export interface QueuedScan {
  id: string;
  label: string;
  place: string;
  at: string;
}
type Result = ScanResultView['results'][number];

const BATCH = 100;
const TRY_MS = 5_000;

/** A version-4 id; `randomUUID` is missing in older browsers and on plain http. */
const newScanId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const isScan = (value: unknown): value is QueuedScan =>
  typeof value === 'object' && value !== null && 'id' in value && 'label' in value && 'place' in value && 'at' in value;

const readKept = (key: string): QueuedScan[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isScan) : [];
  } catch {
    return [];
  }
};

/**
 * Scans wait on the device, each written down at once, until the server has them. Every scan has an id of its own, so
 * a batch whose answer was lost may be sent again.
 */
export const useScanQueue = (stockTakeId: string, onResults: (results: readonly Result[]) => void) => {
  const client = useWorkspaceClient();
  const key = `lantai-scans-${stockTakeId}`;
  const queue = useRef<QueuedScan[]>([]);
  const sending = useRef(false);
  const [waiting, setWaiting] = useState(0);
  const [refusal, setRefusal] = useState<unknown>(null);
  const tell = useRef(onResults);
  tell.current = onResults;

  const keep = useCallback(
    (scans: QueuedScan[]) => {
      queue.current = scans;
      setWaiting(scans.length);
      try {
        localStorage.setItem(key, JSON.stringify(scans));
      } catch {
        // A full or forbidden store: the scans are still in memory and go out with the next try.
      }
    },
    [key],
  );

  const send = useCallback(async () => {
    if (sending.current || queue.current.length === 0) {
      return;
    }
    sending.current = true;
    const batch = queue.current.slice(0, BATCH);
    try {
      const { results } = await client.storage.recordScans.mutate({ stockTakeId, scans: batch });
      const done = new Set(batch.map((scan) => scan.id));
      keep(queue.current.filter((scan) => !done.has(scan.id)));
      setRefusal(null);
      tell.current(results);
    } catch (error) {
      // No answer: they wait for the network. A refusal is shown and they wait all the same.
      setRefusal(failureOf(error).code === null ? null : error);
    } finally {
      sending.current = false;
    }
  }, [client, stockTakeId, keep]);

  useEffect(() => {
    keep(readKept(key));
    const again = () => void send();
    const timer = setInterval(again, TRY_MS);
    window.addEventListener('online', again);
    again();
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [key, keep, send]);

  const add = useCallback(
    (label: string, place: string): QueuedScan => {
      const scan = { id: newScanId(), label, place, at: new Date().toISOString() };
      keep([...queue.current, scan]);
      void send();
      return scan;
    },
    [keep, send],
  );
  return { add, send, waiting, refusal };
};
