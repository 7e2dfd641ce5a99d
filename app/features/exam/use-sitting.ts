import { useCallback, useEffect, useRef, useState } from 'react';
import { failureOf, workspaceClient } from '@/app/lib/trpc';
import type { AttemptView, GivenAnswer } from '@/server/domain/exam/sitting';
import { Pending, paperKey } from './pending';

/** `kept`: on this device and not yet with the server. */
export type SaveState = 'saved' | 'saving' | 'kept' | 'signedOut';

const PAUSE_MS = 500;
const AGAIN_MS = 3_000;
const TICK_MS = 500;
const PATIENCE_MS = 20_000;

/** The server's clock: it runs on by the machine's own ticking, whatever somebody does to the time of day. */
const useServerClock = (now: string) => {
  const base = useRef({ server: Date.parse(now), here: 0 });
  const read = useCallback(() => base.current.server + (performance.now() - base.current.here), []);
  const set = useCallback((server: string) => {
    base.current = { server: Date.parse(server), here: performance.now() };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time at which the page came is set once
  useEffect(() => set(now), []);
  return { read, set };
};

const patience = () => (typeof AbortSignal.timeout === 'function' ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});

/** One paper being written: what is on the screen, what is sent, how much time is left. */
export const useSitting = (accountId: string, slug: string, attempt: AttemptView, onEnd: () => void) => {
  const client = workspaceClient(slug);
  const clock = useServerClock(attempt.now);
  const [answers, setAnswers] = useState(() => new Map(attempt.answers.map((one) => [one.position, one.answer])));
  const [state, setState] = useState<SaveState>('saved');
  const [refused, setRefused] = useState<readonly number[]>([]);
  const [left, setLeft] = useState<number | null>(null);
  const [ending, setEnding] = useState(false);
  const pending = useRef<Pending | null>(null);
  const busy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const endsAt = useRef(Date.parse(attempt.endsAt));
  const onEndRef = useRef(onEnd);
  onEndRef.current = onEnd;

  const plan = useCallback((ms: number, run: () => void) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(run, ms);
  }, []);

  const send = useCallback(async (): Promise<void> => {
    const waiting = pending.current?.list() ?? [];
    if (busy.current || waiting.length === 0 || !pending.current) return;
    busy.current = true;
    setState('saving');
    try {
      const input = { attemptId: attempt.id, answers: waiting };
      const saved = await client.sitting.save.mutate(input, patience());
      clock.set(saved.now);
      if (saved.isOver) {
        pending.current.forget();
        onEndRef.current();
        return;
      }
      pending.current.settle(saved.acknowledged);
      pending.current.drop(saved.refused);
      setRefused(saved.refused);
      setState(pending.current.list().length > 0 ? 'saving' : 'saved');
      if (pending.current.list().length > 0) plan(PAUSE_MS, () => void send());
    } catch (error) {
      setState(failureOf(error).code === 'SIGNED_OUT' ? 'signedOut' : 'kept');
      plan(AGAIN_MS, () => void send());
    } finally {
      busy.current = false;
    }
  }, [attempt.id, client, clock.set, plan]);

  useEffect(() => {
    pending.current = new Pending(paperKey(accountId, attempt.id), attempt.answers);
    const kept = pending.current.list();
    if (kept.length > 0) {
      setAnswers((before) => new Map([...before, ...kept.map((one) => [one.position, one.answer] as const)]));
      setState('kept');
      void send();
    }
    const again = () => void send();
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [accountId, attempt.id, attempt.answers, send]);

  const answer = (position: number, given: GivenAnswer): void => {
    if (ending) return;
    setAnswers((before) => new Map(before).set(position, given));
    setRefused((before) => before.filter((one) => one !== position));
    pending.current?.put(position, given, clock.read());
    setState('saving');
    plan(PAUSE_MS, () => void send());
  };

  /** Throws when the server could not be told; everything stays on the device then. */
  const handIn = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    await client.sitting.handIn.mutate({ attemptId: attempt.id, answers: pending.current?.list() ?? [] }, patience());
    pending.current?.forget();
    onEndRef.current();
  }, [attempt.id, client]);

  useEffect(() => {
    let stopped = false;
    const tick = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((endsAt.current - clock.read()) / 1_000));
      setLeft(seconds);
      if (seconds > 0 || stopped) return;
      stopped = true;
      setEnding(true);
      const end = () =>
        handIn().catch((error) => {
          setState(failureOf(error).code === 'SIGNED_OUT' ? 'signedOut' : 'kept');
          plan(AGAIN_MS, () => void end());
        });
      void end();
    }, TICK_MS);
    return () => {
      stopped = true;
      clearInterval(tick);
    };
  }, [clock.read, handIn, plan]);

  return { answers, answer, state, refused, left, ending, handIn };
};
export type Sitting = ReturnType<typeof useSitting>;
