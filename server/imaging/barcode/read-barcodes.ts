import { fileURLToPath } from 'node:url';
import { ChildFailure, createChildPool } from '@/server/objects/child-pool';

const pool = createChildPool<{ file: string }, string[]>({
  program: fileURLToPath(new URL('./barcode-process.ts', import.meta.url)),
  timeoutMs: 15_000,
  heapMb: 256,
  worksPerChild: 2_000,
  maxRssBytes: 600_000_000,
  idleMs: 30_000,
});

/** The texts of the codes on a picture; none when it cannot be read at all. */
export const readPageBarcodes = async (file: string): Promise<string[]> => {
  try {
    return await pool.ask({ file });
  } catch (error) {
    if (!(error instanceof ChildFailure)) throw error;
    return [];
  }
};

export const closeBarcodeReader = (): void => pool.close();
