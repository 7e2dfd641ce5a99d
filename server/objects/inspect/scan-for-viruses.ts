import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ScanState } from '@/server/domain/digital/digital-file';
import { type ClamdAddress, clamdScan, clamdVersion } from './clamd.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 120_000;

/** One way to ask ClamAV. */
interface Scanner {
  name: string;
  /** What it says of itself. Throws when it is not there. */
  version(): Promise<string>;
  /** Found, not found, or no word to rely on. */
  scan(file: string): Promise<'clean' | 'infected' | null>;
}

const program = (command: string, options: readonly string[]): Scanner => ({
  name: command,
  version: async () => (await run(command, ['--version'], { timeout: TIMEOUT_MS })).stdout.trim(),
  async scan(file) {
    try {
      await run(command, [...options, file], { timeout: TIMEOUT_MS });
      return 'clean';
    } catch (error) {
      return (error as { code?: unknown }).code === 1 ? 'infected' : null;
    }
  },
});

const daemon = (address: ClamdAddress): Scanner => ({
  name: `${address.host}:${address.port}`,
  version: () => clamdVersion(address),
  scan: (file) => clamdScan(address, file).catch(() => null),
});

/** clamdscan asks a running daemon, clamscan loads its signatures each time; whichever is there and works. */
const PROGRAMS: readonly Scanner[] = [
  program('clamdscan', ['--no-summary', '--fdpass']),
  program('clamscan', ['--no-summary']),
];
let scanners = PROGRAMS;

/** Asks a daemon over the network first; null: only what is installed on this machine. */
export const askClamdAt = (address: ClamdAddress | null): void => {
  scanners = address ? [daemon(address), ...PROGRAMS] : PROGRAMS;
  forgetScanners();
};

/** `ClamAV 1.4.6/27811/Sun Nov 22 …`: the number and date between the strokes are those of its signatures. */
const hasSignatureDate = (version: string): boolean => /^ClamAV [^/\s]+\/\d+\//.test(version);

/** What every scanner with signatures finds, and nobody else. In two halves, or scanners would find it in here. */
const TEST_VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'];

const findsTestVirus = async (scanner: Scanner): Promise<boolean> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-scanner-'));
  try {
    const file = path.join(folder, 'test');
    await writeFile(file, TEST_VIRUS.join(''), { mode: 0o600 });
    return (await scanner.scan(file)) === 'infected';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export type ScannerState = 'ready' | 'no_signatures' | 'missing';
interface Known {
  state: ScannerState;
  version: string | null;
}

/**
 * A scanner that answers but knows nothing calls everything clean. It counts only when it names the date of its
 * signatures or, kept with signatures of the operator's own, finds the test virus.
 */
const look = async (scanner: Scanner): Promise<Known> => {
  let version: string;
  try {
    version = await scanner.version();
  } catch {
    return { state: 'missing', version: null };
  }
  const isReady = hasSignatureDate(version) || (await findsTestVirus(scanner));
  return { state: isReady ? 'ready' : 'no_signatures', version };
};

const KEPT_MS = 60_000;
const known = new Map<string, { at: number; found: Promise<Known> }>();
/** Asked at most once a minute: a scanner is looked at again and again, signatures come and go seldom. */
const knownOf = (scanner: Scanner): Promise<Known> => {
  const before = known.get(scanner.name);
  if (before && Date.now() - before.at < KEPT_MS) return before.found;
  const found = look(scanner);
  known.set(scanner.name, { at: Date.now(), found });
  return found;
};
export const forgetScanners = (): void => known.clear();

export interface ScanVerdict {
  state: ScanState;
  /** What the scanner that said it calls itself, with the number of its signatures; null when none said anything. */
  signatures: string | null;
}

/**
 * Asks ClamAV where it is there. Every word of a scanner without signatures, and everything but a plain yes or no, is
 * `not_scanned` and never taken for clean.
 */
export const lookForViruses = async (file: string): Promise<ScanVerdict> => {
  for (const scanner of scanners) {
    const { state, version } = await knownOf(scanner);
    if (state !== 'ready') continue;
    const found = await scanner.scan(file);
    if (found) return { state: found, signatures: version };
  }
  return { state: 'not_scanned', signatures: null };
};

export const scanForViruses = async (file: string): Promise<ScanState> => (await lookForViruses(file)).state;

/** The best of the scanners: one that works, one that knows nothing, or none. */
export const scannerState = async (): Promise<ScannerState> => {
  const states: ScannerState[] = [];
  for (const scanner of scanners) {
    const { state } = await knownOf(scanner);
    if (state === 'ready') return state;
    states.push(state);
  }
  return states.includes('no_signatures') ? 'no_signatures' : 'missing';
};

export const hasScanner = async (): Promise<boolean> => (await scannerState()) === 'ready';
