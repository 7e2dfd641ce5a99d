import { fileURLToPath } from 'node:url';
import { ChildFailure, createChildPool } from '@/server/objects/child-pool';
import type { BarcodeRequest, PageBarcode } from './barcode-process.ts';

export type { PageBarcode } from './barcode-process.ts';

const PAGES_AT_ONCE = 20;
const MS_A_PAGE = 3_000;

const pool = createChildPool<BarcodeRequest, PageBarcode[]>({
  program: fileURLToPath(new URL('./barcode-process.ts', import.meta.url)),
  timeoutMs: 15_000,
  heapMb: 256,
  worksPerChild: 2_000,
  maxRssBytes: 600_000_000,
  idleMs: 30_000,
});

/** The texts of the codes on every page of a picture or a PDF; none of pages that cannot be read at all. */
export const readFileBarcodes = async (
  file: string,
  { isPdf, pageCount }: { isPdf: boolean; pageCount: number },
  afterPages: (pages: number) => Promise<void> = async () => undefined,
): Promise<PageBarcode[]> => {
  const found: PageBarcode[] = [];
  for (let from = 1; from <= pageCount; from += PAGES_AT_ONCE) {
    const count = Math.min(PAGES_AT_ONCE, pageCount - from + 1);
    try {
      found.push(...(await pool.ask({ file, isPdf, from, count }, count * MS_A_PAGE)));
    } catch (error) {
      if (!(error instanceof ChildFailure)) throw error;
    }
    await afterPages(from + count - 1);
  }
  return found;
};

export const closeBarcodeReader = (): void => pool.close();
