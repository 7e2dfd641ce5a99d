import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ScanState } from '@/server/domain/digital/digital-file';

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;

/** clamdscan asks a running daemon, clamscan loads its signatures each time; whichever is there and works. */
const SCANNERS: readonly [string, readonly string[]][] = [
  ['clamdscan', ['--no-summary', '--fdpass']],
  ['clamscan', ['--no-summary']],
];

/** Found, not found, or no word to rely on. */
const askScanner = async (
  command: string,
  options: readonly string[],
  file: string,
): Promise<'clean' | 'infected' | null> => {
  try {
    await run(command, [...options, file], { timeout: TIMEOUT_MS });
    return 'clean';
  } catch (error) {
    return (error as { code?: unknown }).code === 1 ? 'infected' : null;
  }
};

/** `ClamAV 1.4.6/27811/Sun Nov 22 …`: the number and date between the strokes are those of its signatures. */
const hasSignatureDate = (version: string): boolean => /^ClamAV [^/\s]+\/\d+\//.test(version);

/** What every scanner with signatures finds, and nobody else. In two halves, or scanners would find it in here. */
const TEST_VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'];

const findsTestVirus = async (command: string, options: readonly string[]): Promise<boolean> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-scanner-'));
  try {
    const file = path.join(folder, 'test');
    await writeFile(file, TEST_VIRUS.join(''), { mode: 0o600 });
    return (await askScanner(command, options, file)) === 'infected';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export type ScannerState = 'ready' | 'no_signatures' | 'missing';

/**
 * A scanner that answers but knows nothing calls everything clean. It counts only when it names the date of its
 * signatures or, kept with signatures of the operator's own, finds the test virus.
 */
const stateOf = async (command: string, options: readonly string[]): Promise<ScannerState> => {
  try {
    const { stdout } = await run(command, ['--version'], { timeout: TIMEOUT_MS });
    if (hasSignatureDate(stdout)) return 'ready';
  } catch {
    return 'missing';
  }
  return (await findsTestVirus(command, options)) ? 'ready' : 'no_signatures';
};

const KEPT_MS = 60_000;
const known = new Map<string, { at: number; state: Promise<ScannerState> }>();
/** Asked at most once a minute: a scanner is looked at again and again, signatures come and go seldom. */
const knownStateOf = (command: string, options: readonly string[]): Promise<ScannerState> => {
  const found = known.get(command);
  if (found && Date.now() - found.at < KEPT_MS) return found.state;
  const state = stateOf(command, options);
  known.set(command, { at: Date.now(), state });
  return state;
};
export const forgetScanners = (): void => known.clear();

/**
 * Asks ClamAV where it is installed. Exit 0 is clean, 1 is infected; anything else, and every word of a scanner without
 * signatures, is `not_scanned` and never taken for clean.
 */
export const scanForViruses = async (file: string): Promise<ScanState> => {
  for (const [command, options] of SCANNERS) {
    if ((await knownStateOf(command, options)) !== 'ready') continue;
    const found = await askScanner(command, options, file);
    if (found) return found;
  }
  return 'not_scanned';
};

/** The best of the scanners: one that works, one that knows nothing, or none. */
export const scannerState = async (): Promise<ScannerState> => {
  const states: ScannerState[] = [];
  for (const [command, options] of SCANNERS) {
    const state = await knownStateOf(command, options);
    if (state === 'ready') return state;
    states.push(state);
  }
  return states.includes('no_signatures') ? 'no_signatures' : 'missing';
};

export const hasScanner = async (): Promise<boolean> => (await scannerState()) === 'ready';
