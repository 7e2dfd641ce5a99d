import type { ScanState } from '@/server/domain/digital/digital-file';
import type { AppErrorCode } from '@/server/domain/shared/app-error';
import { identifyFile } from './identify-file.ts';
import { scanForViruses } from './scan-for-viruses.ts';

export type Inspection =
  | { ok: true; facts: { mediaType: string; formatName: string | null; scanState: ScanState } }
  | { ok: false; code: AppErrorCode; reason: string };

/** Looks at a received file before anything else opens it: what it is, and whether a scanner knows it. */
export const inspectFile = async (file: string): Promise<Inspection> => {
  const identified = await identifyFile(file);
  if (!identified)
    return { ok: false, code: 'UPLOAD_TYPE_REFUSED', reason: 'the bytes are of no type that is taken in' };
  const scanState = await scanForViruses(file);
  if (scanState === 'infected') return { ok: false, code: 'UPLOAD_HARMFUL', reason: 'the virus scanner knows it' };
  return { ok: true, facts: { ...identified, scanState } };
};
