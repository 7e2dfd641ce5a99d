import { useCallback, useEffect, useRef, useState } from 'react';
import type { ViewerView } from '@/server/domain/digital/viewer';

const BEFORE_END_MS = 60_000;
const AGAIN_MS = 10_000;

/**
 * The right to look is good for some minutes: it is asked for anew before it ends, and when a picture did not come. The
 * pages on the screen stay. `isEnded`: the server does not give it any more.
 */
export const useRenewed = (
  first: ViewerView,
  ask: () => Promise<ViewerView>,
): { viewer: ViewerView; renew: () => void; isEnded: boolean } => {
  const [viewer, setViewer] = useState(first);
  const [isEnded, setEnded] = useState(false);
  const asking = useRef(false);
  const endsAt = useRef(0);
  const latest = useRef(ask);
  latest.current = ask;
  const renew = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    try {
      const renewed = await latest.current();
      endsAt.current = Date.now() + renewed.seconds * 1_000;
      setViewer(renewed);
      setEnded(false);
    } catch {
      setEnded(Date.now() >= endsAt.current);
    } finally {
      asking.current = false;
    }
  }, []);
  useEffect(() => {
    endsAt.current = Date.now() + first.seconds * 1_000;
    setViewer(first);
    // A computer that slept finds the time over: it is looked at often and asked for seldom.
    const timer = setInterval(() => {
      if (Date.now() >= endsAt.current - BEFORE_END_MS) void renew();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [first, renew]);
  return { viewer, renew: () => void renew(), isEnded };
};
