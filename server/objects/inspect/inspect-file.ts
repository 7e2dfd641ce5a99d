import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ScanState } from '@/server/domain/digital/digital-file';
import type { AppErrorCode } from '@/server/domain/shared/app-error';
import { ChildFailure, createChildPool } from '../child-pool.ts';
import type { FileFacts, FileVerdict } from './inspect-process.ts';
import { scanForViruses } from './scan-for-viruses.ts';

export type Inspection =
  | { ok: true; facts: FileFacts & { scanState: ScanState } }
  | { ok: false; code: AppErrorCode; reason: string };

/** A large scan takes its time to be read through; what means harm is small. */
const BYTES_PER_MS = 20_000;

const pool = createChildPool<{ file: string }, FileVerdict>({
  program: fileURLToPath(new URL('./inspect-process.ts', import.meta.url)),
  timeoutMs: 9_000,
  heapMb: 256,
  worksPerChild: 500,
  maxRssBytes: 600_000_000,
  idleMs: 120_000,
});

/** A file that its inspector cannot bear is refused like one that it knows to be harmful. */
const ask = async (file: string): Promise<FileVerdict> => {
  try {
    const { size } = await stat(file);
    return await pool.ask({ file }, size / BYTES_PER_MS);
  } catch (error) {
    if (!(error instanceof ChildFailure)) throw error;
    return { ok: false, kind: 'harm', reason: error.kind };
  }
};

/** Looks at a received file before anything else opens it: what it is, what is in it, whether a scanner knows it. */
export const inspectFile = async (file: string): Promise<Inspection> => {
  const verdict = await ask(file);
  if (!verdict.ok)
    return {
      ok: false,
      code: verdict.kind === 'type' ? 'UPLOAD_TYPE_REFUSED' : 'UPLOAD_HARMFUL',
      reason: verdict.reason,
    };
  const scanState = await scanForViruses(file);
  if (scanState === 'infected') return { ok: false, code: 'UPLOAD_HARMFUL', reason: 'virus' };
  return { ok: true, facts: { ...verdict.facts, scanState } };
};

export const closeInspector = (): void => pool.close();
