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

/** What a person can do about it decides the word; everything else is set aside as harmful. */
const CODES: Readonly<Record<string, AppErrorCode>> = {
  image_damaged: 'UPLOAD_DAMAGED',
  pdf_damaged: 'UPLOAD_DAMAGED',
  zip_damaged: 'UPLOAD_DAMAGED',
  zip_empty: 'UPLOAD_DAMAGED',
  encrypted: 'UPLOAD_ENCRYPTED',
  macro: 'UPLOAD_HAS_PROGRAM',
  program: 'UPLOAD_HAS_PROGRAM',
  pdf_active: 'UPLOAD_HAS_PROGRAM',
  xml_entities: 'UPLOAD_HAS_PROGRAM',
  zip_path: 'UPLOAD_ARCHIVE_REFUSED',
  zip_twice: 'UPLOAD_ARCHIVE_REFUSED',
  zip_bomb: 'UPLOAD_ARCHIVE_REFUSED',
  zip_entries: 'UPLOAD_ARCHIVE_REFUSED',
  archive_in_archive: 'UPLOAD_ARCHIVE_REFUSED',
  image_size: 'UPLOAD_BEYOND_LIMITS',
  image_pages: 'UPLOAD_BEYOND_LIMITS',
  pdf_pages: 'UPLOAD_BEYOND_LIMITS',
};

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
      code: verdict.kind === 'type' ? 'UPLOAD_TYPE_REFUSED' : (CODES[verdict.reason] ?? 'UPLOAD_HARMFUL'),
      reason: verdict.reason,
    };
  const scanState = await scanForViruses(file);
  if (scanState === 'infected') return { ok: false, code: 'UPLOAD_HARMFUL', reason: 'virus' };
  return { ok: true, facts: { ...verdict.facts, scanState } };
};

export const closeInspector = (): void => pool.close();
