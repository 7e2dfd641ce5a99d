import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OcrAnswer, OcrRequest } from './ocr-process.ts';
import type { PageText, RecogniseOptions } from './recognise-page.ts';

/**
 * Reads pages in a child process, one at a time: a page that takes too long or too much memory ends its process, not
 * the worker. A process is replaced after some pages, so that nothing grows for ever.
 */
export interface OcrPool {
  recognise(file: string, options?: RecogniseOptions & { isPdf?: boolean }): Promise<PageText>;
  close(): void;
}
export interface OcrPoolOptions {
  timeoutMs?: number;
  pagesPerProcess?: number;
  /** A process that holds more after a page is replaced before the next. */
  maxRssBytes?: number;
}

export class OcrFailure extends Error {
  constructor(
    readonly kind: 'timed_out' | 'crashed' | 'unreadable',
    message: string,
  ) {
    super(message);
    this.name = 'OcrFailure';
  }
}

const PROGRAM = fileURLToPath(new URL('./ocr-process.ts', import.meta.url));

export const createOcrPool = (options: OcrPoolOptions = {}): OcrPool => {
  const { timeoutMs = 120_000, pagesPerProcess = 40, maxRssBytes = 900_000_000 } = options;
  let child: ChildProcess | null = null;
  let pages = 0;
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const end = (): void => {
    child?.kill('SIGKILL');
    child = null;
    pages = 0;
  };
  const start = (): ChildProcess =>
    fork(PROGRAM, [], {
      execArgv: ['--import', 'tsx', '--max-old-space-size=512'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });

  const ask = (request: OcrRequest): Promise<PageText> =>
    new Promise((resolve, reject) => {
      child ??= start();
      const current = child;
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        current.off('message', onMessage);
        current.off('exit', onExit);
        act();
      };
      const fail = (failure: OcrFailure) => settle(() => reject(failure));
      const onExit = (code: number | null) => {
        if (child === current) child = null;
        fail(new OcrFailure('crashed', `the process ended with ${code}`));
      };
      const onMessage = (answer: OcrAnswer) => {
        if (answer.id !== request.id) return;
        pages += 1;
        if (pages >= pagesPerProcess || answer.rssBytes > maxRssBytes) end();
        if (answer.ok) settle(() => resolve(answer.text));
        else fail(new OcrFailure('unreadable', answer.error));
      };
      const timer = setTimeout(() => {
        end();
        fail(new OcrFailure('timed_out', `no answer in ${timeoutMs} ms`));
      }, timeoutMs);
      current.on('message', onMessage);
      current.on('exit', onExit);
      current.send(request);
    });

  return {
    recognise(file, { isPdf = false, page = 0, ...rest } = {}) {
      lastId += 1;
      const request = { id: lastId, file, page, isPdf, options: rest };
      const result = queue.then(() => ask(request));
      queue = result.catch(() => undefined);
      return result;
    },
    close: end,
  };
};
