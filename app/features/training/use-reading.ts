import { useCallback, useEffect, useRef, useState } from 'react';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ReadingView } from '@/server/domain/training/course';

const SECOND = 1_000;
/** How often the phone says that it is still being looked at. The server believes no more than its clock. */
const BEAT_SECONDS = 30;
const LONGEST_TICK_SECONDS = 75;

/**
 * 计时: counts from the opening of the material until it is paused, and tells the server every half minute. The
 * material may lie in another tab. What could not be told is told with the next, so that a lost network loses nothing
 * as long as the page stays.
 */
export const useReading = (dispatchId: string, start: ReadingView) => {
  const client = useWorkspaceClient();
  const [reading, setReading] = useState(start);
  const [isCounting, setCounting] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const unsent = useRef(0);
  const place = useRef(start.placeSeconds);
  const sending = useRef(false);

  const send = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    const seconds = Math.floor(unsent.current);
    try {
      const input = { dispatchId, seconds, placeSeconds: Math.round(place.current) };
      const now = await client.courses.report.mutate(input);
      unsent.current -= seconds;
      setReading(now);
      setFailed(false);
      if (now.finishedOn) setCounting(false);
    } catch {
      setFailed(true);
    } finally {
      sending.current = false;
    }
  }, [client, dispatchId]);

  useEffect(() => {
    if (!isCounting) return;
    let last = Date.now();
    const timer = setInterval(() => {
      // By the clock, because a browser lets the ticks of a page behind another one come late.
      const passed = (Date.now() - last) / SECOND;
      last = Date.now();
      // A phone that was asleep has shown nothing meanwhile.
      if (passed <= LONGEST_TICK_SECONDS) unsent.current += passed;
      if (unsent.current >= BEAT_SECONDS) void send();
    }, SECOND);
    return () => clearInterval(timer);
  }, [isCounting, send]);

  const begin = useCallback(() => {
    setCounting(true);
    void send();
  }, [send]);
  const pause = useCallback(() => {
    setCounting(false);
    void send();
  }, [send]);
  const setPlace = useCallback((seconds: number) => {
    place.current = seconds;
  }, []);
  return { reading, isCounting, hasFailed, begin, pause, setPlace };
};
