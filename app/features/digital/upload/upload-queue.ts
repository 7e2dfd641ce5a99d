import type { AppErrorCode } from '@/server/domain/shared/app-error';
import type { Dropped } from './collect-files';
import { SendFailure } from './send-file';

/** `known`: the server had it already. `refused` says why in `code`; `sending` with `tries` waits for the network, or for what `code` says. */
export type EntryState = 'waiting' | 'sending' | 'done' | 'known' | 'refused';
export interface Entry extends Dropped {
  key: number;
  state: EntryState;
  sent: number;
  uploadId: string | null;
  isNew: boolean;
  sha256: string | null;
  code: AppErrorCode | null;
  tries: number;
}

export interface Begun {
  uploadId: string;
  isReceived: boolean;
  /** Begun just now: the server has nothing of it, and need not be asked. */
  isNew?: boolean;
}
export interface Transport {
  /** Promises room for the files, in their order. */
  begin(files: readonly Dropped[]): Promise<Begun[]>;
  /** Sends what is missing; answers the digest. */
  send(
    uploadId: string,
    file: File,
    signal: AbortSignal,
    onSent: (bytes: number) => void,
    isNew: boolean,
  ): Promise<string | null>;
  codeOf(error: unknown): AppErrorCode | null;
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface QueueView {
  entries: readonly Entry[];
  counts: Readonly<Record<EntryState, number>>;
  bytes: number;
  sentBytes: number;
  isPaused: boolean;
  /** There is work, and the network does not answer. */
  isOffline: boolean;
  /** Nothing is left to send. */
  isSettled: boolean;
}

const AT_ONCE = 4;
const BEGIN_AT_ONCE = 50;
const MOST_TRIES_OF_FAULT = 6;
const LONGEST_WAIT_MS = 60_000;
/** Worth another try: everything else is an answer. */
const PASSING = new Set<AppErrorCode | null>([null, 'RATE_LIMITED', 'CONFLICT', 'TIMED_OUT', 'INTERNAL']);

/** What would be said of every other file as well. */
const HALTING = new Set<AppErrorCode>(['SIGNED_OUT', 'FORBIDDEN', 'STORAGE_FULL', 'LINK_BATCH_CLOSED']);

/** 1, 2, 4 … 60 seconds. */
export const waitAfter = (tries: number): number => Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.max(0, tries - 1));

export const isWorthAnotherTry = (code: AppErrorCode | null, tries: number): boolean =>
  code === null || (PASSING.has(code) && (code === 'RATE_LIMITED' || tries < MOST_TRIES_OF_FAULT));

/** Sends files a few at a time, holds on when told to, and tries again for as long as the network is away. */
export class UploadQueue {
  private entries: Entry[] = [];
  private isPaused = false;
  private running = 0;
  private beginning: Promise<void> | null = null;
  private stop = new AbortController();
  private waiters = new Set<() => void>();
  private readonly listeners = new Set<() => void>();
  private view: QueueView | null = null;

  constructor(private readonly transport: Transport) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): QueueView => {
    this.view ??= this.look();
    return this.view;
  };

  add(files: readonly Dropped[]): void {
    const from = this.entries.length;
    const added = files.map((dropped, index) => ({
      ...dropped,
      key: from + index,
      state: 'waiting' as const,
      sent: 0,
      uploadId: null,
      isNew: false,
      sha256: null,
      code: null,
      tries: 0,
    }));
    this.entries.push(...added);
    this.changed();
    this.pump();
  }

  pause(): void {
    this.isPaused = true;
    this.stop.abort();
    this.stop = new AbortController();
    this.changed();
  }

  resume(): void {
    this.isPaused = false;
    this.changed();
    this.retryNow();
    this.pump();
  }

  /** The network is back: nobody waits for the rest of a long minute. */
  retryNow(): void {
    for (const wake of this.waiters) wake();
  }

  /** Tries refused files once more: room may have been made, rights given. */
  retryRefused(): void {
    for (const entry of this.entries)
      if (entry.state === 'refused')
        Object.assign(entry, { state: 'waiting', tries: 0, code: null, uploadId: null, sent: 0 });
    this.resume();
  }

  clear(): void {
    this.pause();
    this.entries = [];
    this.isPaused = false;
    this.changed();
  }

  private pump(): void {
    while (!this.isPaused && this.running < AT_ONCE) {
      const entry = this.entries.find((one) => one.state === 'waiting');
      if (!entry) return;
      entry.state = 'sending';
      this.running += 1;
      void this.carry(entry, this.stop.signal).finally(() => {
        this.running -= 1;
        this.changed();
        this.pump();
      });
    }
  }

  private async carry(entry: Entry, signal: AbortSignal): Promise<void> {
    while (entry.state === 'sending') {
      try {
        if (entry.uploadId === null) await this.beginWith(entry);
        if (signal.aborted) throw new SendFailure(null);
        if (entry.state !== 'sending' || entry.uploadId === null) return;
        const { uploadId, file, isNew } = entry;
        entry.isNew = false;
        const onSent = (bytes: number): void => {
          Object.assign(entry, { sent: bytes, tries: 0, code: null });
          this.changed();
        };
        entry.sha256 = await this.transport.send(uploadId, file, signal, onSent, isNew);
        Object.assign(entry, { state: 'done', sent: entry.file.size });
      } catch (error) {
        if (signal.aborted) {
          entry.state = 'waiting';
          return;
        }
        await this.afterFault(entry, this.transport.codeOf(error), signal);
      }
    }
  }

  private async afterFault(entry: Entry, code: AppErrorCode | null, signal: AbortSignal): Promise<void> {
    entry.tries += 1;
    entry.code = code;
    if (!isWorthAnotherTry(code, entry.tries)) {
      entry.state = 'refused';
      if (code !== null && HALTING.has(code)) this.pause();
      this.changed();
      return;
    }
    this.changed();
    let wake: () => void = () => undefined;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    this.waiters.add(wake);
    signal.addEventListener('abort', wake);
    await Promise.race([woken, this.transport.wait(waitAfter(entry.tries), signal)]);
    this.waiters.delete(wake);
    signal.removeEventListener('abort', wake);
    if (signal.aborted) entry.state = 'waiting';
  }

  /** Many at once, so that thousands of small files do not cost thousands of questions. */
  private async beginWith(entry: Entry): Promise<void> {
    while (this.beginning) await this.beginning.catch(() => undefined);
    if (entry.uploadId !== null) return;
    const others = this.entries.filter((one) => one !== entry && one.uploadId === null && one.state === 'waiting');
    const group = [entry, ...others.slice(0, BEGIN_AT_ONCE - 1)];
    this.beginning = this.transport.begin(group).then((begun) => {
      for (const [index, one] of group.entries()) {
        const answer = begun[index];
        if (!answer) continue;
        Object.assign(one, { uploadId: answer.uploadId, isNew: answer.isNew ?? false });
        if (answer.isReceived) Object.assign(one, { state: 'known', sent: one.file.size });
      }
    });
    try {
      await this.beginning;
    } finally {
      this.beginning = null;
    }
  }

  private look(): QueueView {
    const counts = { waiting: 0, sending: 0, done: 0, known: 0, refused: 0 };
    let [bytes, sentBytes] = [0, 0];
    for (const entry of this.entries) {
      counts[entry.state] += 1;
      bytes += entry.file.size;
      sentBytes += entry.sent;
    }
    return {
      entries: [...this.entries],
      counts,
      bytes,
      sentBytes,
      isPaused: this.isPaused,
      isOffline: this.entries.some((entry) => entry.state === 'sending' && entry.tries > 0 && entry.code === null),
      isSettled: counts.waiting + counts.sending === 0,
    };
  }

  private changed(): void {
    this.view = null;
    for (const listener of this.listeners) listener();
  }
}
