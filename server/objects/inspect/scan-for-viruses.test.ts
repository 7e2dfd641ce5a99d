import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { findProgram } from '@/server/imaging/find-program';
import { forgetScanners, scanForViruses, scannerState } from './scan-for-viruses.ts';

const folder = tempFolder('scanners');
const file = path.join(folder, 'file');
writeFileSync(file, 'a file');
const before = process.env.PATH;

beforeEach(forgetScanners);
afterEach(() => {
  process.env.PATH = before;
  forgetScanners();
});

/** ClamAV stands outside: in its place programs that answer as it does. `knows` is what grep finds in a virus. */
const install = (name: string, scanner: { version: string; knows?: string }): void => {
  const bin = mkdtempSync(path.join(folder, 'bin-'));
  const look = scanner.knows ? `if grep -q '${scanner.knows}' "$last"; then exit 1; fi` : '';
  const script = `#!/bin/sh
if [ "$1" = --version ]; then echo '${scanner.version}'; exit 0; fi
for last in "$@"; do :; done
${look}
exit 0
`;
  writeFileSync(path.join(bin, name), script);
  chmodSync(path.join(bin, name), 0o755);
  process.env.PATH = `${bin}${path.delimiter}/bin${path.delimiter}/usr/bin`;
};

it('does not count a scanner that answers and holds no signatures: the file is not scanned, not clean', async () => {
  install('clamdscan', { version: 'ClamAV 1.4.6' });
  process.env.PATH = process.env.PATH?.split(path.delimiter)[0];
  expect(await scannerState()).toBe('no_signatures');
  expect(await scanForViruses(file)).toBe('not_scanned');
});

it('counts one that names the date of its signatures, and one whose own signatures find the test virus', async () => {
  install('clamdscan', { version: 'ClamAV 1.4.6/27811/Sun Nov 22 08:26:01 2026' });
  expect(await scannerState()).toBe('ready');
  expect(await scanForViruses(file)).toBe('clean');
  forgetScanners();
  install('clamdscan', { version: 'ClamAV 1.4.6', knows: 'EICAR-STANDARD' });
  expect(await scannerState()).toBe('ready');
  expect(await scanForViruses(file)).toBe('clean');
  const harmful = path.join(folder, 'harmful');
  writeFileSync(harmful, ['EICAR', 'STANDARD'].join('-'));
  expect(await scanForViruses(harmful)).toBe('infected');
});

it('says of this machine what its scanner can do', async () => {
  const isThere = (await findProgram(['clamdscan', 'clamscan'])) !== null;
  const state = await scannerState();
  if (!isThere) expect(state).toBe('missing');
  expect(await scanForViruses(file)).toBe(state === 'ready' ? 'clean' : 'not_scanned');
}, 60_000);
