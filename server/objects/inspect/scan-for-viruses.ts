import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ScanState } from '@/server/domain/digital/digital-file';

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;

/** clamdscan asks a running daemon, clamscan loads its signatures each time; whichever is there and works. */
const SCANNERS: readonly [string, readonly string[]][] = [
  ['clamdscan', ['--no-summary', '--fdpass']],
  ['clamscan', ['--no-summary']],
];

/**
 * Asks ClamAV where it is installed. Exit 0 is clean, 1 is infected; anything else, such as a scanner without
 * signatures, is `not_scanned` and never taken for clean.
 */
export const scanForViruses = async (file: string): Promise<ScanState> => {
  for (const [command, options] of SCANNERS) {
    try {
      await run(command, [...options, file], { timeout: TIMEOUT_MS });
      return 'clean';
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (code === 1) return 'infected';
    }
  }
  return 'not_scanned';
};

/** Whether a scanner answers at all; that it has signatures only a scan can tell. */
export const hasScanner = async (): Promise<boolean> => {
  for (const [command] of SCANNERS) {
    try {
      await run(command, ['--version'], { timeout: TIMEOUT_MS });
      return true;
    } catch {
      // Not there, or broken: the next one.
    }
  }
  return false;
};
