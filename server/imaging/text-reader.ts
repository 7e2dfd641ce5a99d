import { fileURLToPath } from 'node:url';
import { type ChildPoolOptions, createChildPool } from '@/server/objects/child-pool';
import type { PdfLayer } from './pdf-pages.ts';
import type { TextRequest, TextResult } from './text-process.ts';

/** Reads what files say themselves, in a process of its own with limits. Both throw ChildFailure. */
export interface TextReader {
  /** Pages, slides, sheets, or parts of a running text; an empty list when there is no text. */
  documentTexts(file: string, mediaType: string): Promise<string[]>;
  /** Text layers of pages of a PDF, from 1, both included. */
  pdfLayers(file: string, from: number, to: number): Promise<PdfLayer[]>;
  close(): void;
}

export const createTextReader = (options: Partial<ChildPoolOptions> = {}): TextReader => {
  const pool = createChildPool<TextRequest, TextResult>({
    program: fileURLToPath(new URL('./text-process.ts', import.meta.url)),
    timeoutMs: 60_000,
    heapMb: 384,
    worksPerChild: 100,
    maxRssBytes: 600_000_000,
    idleMs: 60_000,
    ...options,
  });
  return {
    documentTexts: async (file, mediaType) => (await pool.ask({ kind: 'document', file, mediaType })).texts,
    pdfLayers: async (file, from, to) => (await pool.ask({ kind: 'pdf', file, from, to })).layers,
    close: pool.close,
  };
};
