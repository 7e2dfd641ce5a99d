import { useCallback, useRef, useState } from 'react';
import { failureOf, newIdempotencyKey } from '@/app/lib/trpc';

type Outcome = { ok: true } | { ok: false; error: unknown };

/**
 * One submission at a time. The key stays the same until the server has answered: after a cut network the second try
 * is the same act, not a second one.
 */
export const useSubmission = () => {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const running = useRef(false);
  const key = useRef<string | null>(null);

  const submit = useCallback(async (send: (idempotencyKey: string) => Promise<void>): Promise<Outcome> => {
    if (running.current) {
      return { ok: false, error: null };
    }
    running.current = true;
    key.current ??= newIdempotencyKey();
    setBusy(true);
    setFailure(null);
    try {
      await send(key.current);
      key.current = null;
      return { ok: true };
    } catch (error) {
      if (failureOf(error).code !== null) {
        key.current = null;
      }
      setFailure(error);
      return { ok: false, error };
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const reset = useCallback(() => {
    key.current = null;
    setFailure(null);
  }, []);
  return { busy, failure, submit, reset };
};
