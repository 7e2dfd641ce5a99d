import { fileURLToPath } from 'node:url';
import type { PageFacts } from '@/server/domain/digital/scan-rule';
import { createChildPool } from '@/server/objects/child-pool';
import type { MeasureRequest } from './measure-process.ts';

/** Measures pages in a process of its own, one at a time. `measure` throws ChildFailure. */
export interface PageMeasurer {
  measure(file: string, options: { page: number; isPdf: boolean }): Promise<PageFacts>;
  close(): void;
}

export const createPageMeasurer = (): PageMeasurer => {
  const pool = createChildPool<MeasureRequest, PageFacts>({
    program: fileURLToPath(new URL('./measure-process.ts', import.meta.url)),
    timeoutMs: 60_000,
    heapMb: 256,
    worksPerChild: 200,
    maxRssBytes: 600_000_000,
    idleMs: 60_000,
  });
  return { measure: (file, { page, isPdf }) => pool.ask({ file, page, isPdf }), close: pool.close };
};
