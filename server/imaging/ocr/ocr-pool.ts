import { fileURLToPath } from 'node:url';
import { type ChildPoolOptions, createChildPool } from '@/server/objects/child-pool';
import type { OcrRequest } from './ocr-process.ts';
import type { PageText, RecogniseOptions } from './recogniser.ts';

/** Reads pages in a process of its own, one at a time. `recognise` throws ChildFailure. */
export interface OcrPool {
  recognise(file: string, options?: RecogniseOptions & { isPdf?: boolean }): Promise<PageText>;
  close(): void;
}

export const createOcrPool = (options: Partial<ChildPoolOptions> = {}): OcrPool => {
  const pool = createChildPool<OcrRequest, PageText>({
    program: fileURLToPath(new URL('./ocr-process.ts', import.meta.url)),
    timeoutMs: 120_000,
    heapMb: 512,
    worksPerChild: 40,
    maxRssBytes: 900_000_000,
    idleMs: 60_000,
    // The runtime of the models would tell its maker about every start, over the network.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    ...options,
  });
  return {
    recognise: (file, { isPdf = false, page = 0, ...rest } = {}) => pool.ask({ file, page, isPdf, options: rest }),
    close: pool.close,
  };
};
