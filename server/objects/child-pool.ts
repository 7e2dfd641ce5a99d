import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';

/**
 * Work on files that may harm is done in a child process, one at a time: what takes too long or too much memory ends
 * the child, not the server. A child is replaced after some pieces of work, so that nothing grows for ever.
 */
export interface ChildPool<Request, Result> {
  /** @param extraMs patience beyond `timeoutMs`, for a large file. The time runs once the child is up. */
  ask(request: Request, extraMs?: number): Promise<Result>;
  close(): void;
}
export interface ChildPoolOptions {
  program: string;
  timeoutMs: number;
  heapMb: number;
  worksPerChild: number;
  /** A child that holds more after a piece of work is replaced before the next. */
  maxRssBytes: number;
  /** A child that has had nothing to do for this long is ended. */
  idleMs?: number;
  /** Beside the environment of this process. */
  env?: Readonly<Record<string, string>>;
}
export interface ChildRequest<Request> {
  id: number;
  request: Request;
}
export type ChildAnswer<Result> = { id: number; rssBytes: number } & (
  | { ok: true; result: Result }
  | { ok: false; error: string }
);

const START_MS = 60_000;

/** Why no result came: `timed_out` and `crashed` say something about the file, `failed` is the child's own word. */
export class ChildFailure extends Error {
  constructor(
    readonly kind: 'timed_out' | 'crashed' | 'failed',
    message: string,
  ) {
    super(message);
    this.name = 'ChildFailure';
  }
}

/** Beside the program that begins it where that was built; from its source in development and in tests. */
const begunAs = (source: string): { program: string; loader: string[] } =>
  process.env.LANTAI_PROGRAMS === 'built'
    ? { program: path.join(path.dirname(process.argv[1] ?? ''), `${path.basename(source, '.ts')}.mjs`), loader: [] }
    : { program: source, loader: ['--import', 'tsx'] };

export const createChildPool = <Request, Result>(options: ChildPoolOptions): ChildPool<Request, Result> => {
  let child: ChildProcess | null = null;
  let works = 0;
  let lastId = 0;
  let waiting: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let isUp: Promise<void> = Promise.resolve();

  const end = (): void => {
    clearTimeout(waiting);
    child?.kill('SIGKILL');
    child = null;
    works = 0;
  };
  const start = (): ChildProcess => {
    const { program, loader } = begunAs(options.program);
    const execArgv = [...loader, `--max-old-space-size=${options.heapMb}`];
    const env = { ...process.env, ...options.env };
    const started = fork(program, [], { execArgv, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    isUp = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new ChildFailure('timed_out', 'the child did not start')), START_MS);
      started.once('message', () => {
        clearTimeout(late);
        resolve();
      });
      started.once('exit', () => {
        clearTimeout(late);
        reject(new ChildFailure('crashed', 'the child did not start'));
      });
    });
    started.unref();
    return started;
  };

  const run = async (message: ChildRequest<Request>, extraMs: number): Promise<Result> => {
    clearTimeout(waiting);
    child ??= start();
    const current = child;
    current.channel?.ref();
    try {
      await isUp;
    } catch (error) {
      end();
      throw error;
    }
    return work(current, message, options.timeoutMs + extraMs);
  };

  const work = (current: ChildProcess, message: ChildRequest<Request>, timeoutMs: number): Promise<Result> =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        current.off('message', onMessage);
        current.off('exit', onExit);
        current.channel?.unref();
        if (child && options.idleMs) waiting = setTimeout(end, options.idleMs).unref();
        act();
      };
      const fail = (failure: ChildFailure) => settle(() => reject(failure));
      const onExit = (code: number | null, signal: string | null) => {
        if (child === current) child = null;
        fail(new ChildFailure('crashed', `the process ended with ${code ?? signal}`));
      };
      const onMessage = (answer: ChildAnswer<Result>) => {
        if (answer.id !== message.id) return;
        works += 1;
        if (works >= options.worksPerChild || answer.rssBytes > options.maxRssBytes) end();
        if (answer.ok) settle(() => resolve(answer.result));
        else fail(new ChildFailure('failed', answer.error));
      };
      const timer = setTimeout(() => {
        current.off('exit', onExit);
        end();
        fail(new ChildFailure('timed_out', `no answer in ${timeoutMs} ms`));
      }, timeoutMs);
      current.on('message', onMessage);
      current.on('exit', onExit);
      current.send(message);
    });

  return {
    ask(request, extraMs = 0) {
      lastId += 1;
      const message = { id: lastId, request };
      const result = queue.then(() => run(message, extraMs));
      queue = result.catch(() => undefined);
      return result;
    },
    close: end,
  };
};

/** The other end: answers each request with what `work` makes of it. */
export const serveParent = <Request, Result>(work: (request: Request) => Promise<Result>): void => {
  process.on('message', ({ id, request }: ChildRequest<Request>) => {
    const answer = (rest: { ok: true; result: Result } | { ok: false; error: string }) =>
      process.send?.({ id, rssBytes: process.memoryUsage().rss, ...rest } satisfies ChildAnswer<Result>);
    work(request).then(
      (result) => answer({ ok: true, result }),
      (error: unknown) => answer({ ok: false, error: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  // A parent that was killed meanwhile hears nothing, and the child ends with it.
  if (process.connected) process.send?.('up', undefined, undefined, (error) => error && process.exit(0));
  else process.exit(0);
};
