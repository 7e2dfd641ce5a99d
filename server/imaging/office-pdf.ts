import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ChildFailure } from '@/server/objects/child-pool';
import { findProgram } from './find-program.ts';
import { PROXY_TO_NOWHERE, writeOfficeProfile } from './office-profile.ts';

/**
 * Office documents as PDF, by LibreOffice where the machine has it. It is a program of its own, run for one document
 * at a time with a profile that is thrown away, without macros, without a network, and with an end.
 */
const NAMES = ['soffice', 'libreoffice'];
const LONGEST_MS = 90_000;

/** Where LibreOffice is; null when the machine has none. */
export const findOffice = (): Promise<string | null> => findProgram(NAMES);

const execute = promisify(execFile);

/**
 * The words before a command that take the network away from it, where the system lets this process do so; the profile
 * is the fence that stands everywhere.
 */
const withoutNetwork = async (): Promise<string[]> => {
  const program = await findProgram(['unshare']);
  if (!program) return [];
  const given = [program, '--net', '--map-current-user', '--'];
  return execute(program, [...given.slice(1), 'true']).then(
    () => given,
    () => [],
  );
};

interface Run {
  home: string;
  longestMs: number;
}
/** LibreOffice begins further programs, which outlive it when it alone is killed: the whole group ends, in every case. */
const run = (command: readonly string[], { home, longestMs }: Run): Promise<void> =>
  new Promise((resolve, reject) => {
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: 'production',
      PATH: process.env.PATH ?? '',
      HOME: home,
      TMPDIR: home,
      LANG: 'C.UTF-8',
      ...PROXY_TO_NOWHERE,
    };
    const [program = '', ...given] = command;
    const child = spawn(program, given, { env, cwd: home, stdio: 'ignore', detached: true });
    let isLate = false;
    const endGroup = (): void => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // All of it has ended.
      }
    };
    const timer = setTimeout(() => {
      isLate = true;
      endGroup();
    }, longestMs);
    process.once('exit', endGroup);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      process.off('exit', endGroup);
      endGroup();
      act();
    };
    child.once('error', (error) => settle(() => reject(new ChildFailure('failed', error.message))));
    child.once('exit', (code, signal) =>
      settle(() => {
        if (code === 0) resolve();
        else reject(new ChildFailure(isLate ? 'timed_out' : 'failed', `the conversion ended with ${code ?? signal}`));
      }),
    );
  });

let queue: Promise<unknown> = Promise.resolve();

/**
 * Writes the document as PDF to `target`.
 * @throws ChildFailure when LibreOffice is not there, or cannot read the document in time
 */
export const convertOffice = (file: string, target: string, longestMs = LONGEST_MS): Promise<void> => {
  const convert = async (): Promise<void> => {
    const program = await findOffice();
    if (!program) throw new ChildFailure('failed', 'LibreOffice is not installed');
    const home = await mkdtemp(path.join(tmpdir(), 'lantai-office-'));
    try {
      await copyFile(file, path.join(home, 'document'));
      await writeOfficeProfile(path.join(home, 'profile'));
      const profile = `-env:UserInstallation=${pathToFileURL(path.join(home, 'profile')).href}`;
      const given = [profile, '--headless', '--norestore', '--nolockcheck', '--convert-to', 'pdf', '--outdir', home];
      const command = [...(await withoutNetwork()), program, ...given, path.join(home, 'document')];
      await run(command, { home, longestMs });
      await mkdir(path.dirname(target), { recursive: true });
      // Beside its place first: the folder of documents and the one of derivatives may be on different disks.
      const next = `${target}.${process.pid}.next`;
      await copyFile(path.join(home, 'document.pdf'), next).catch(() => {
        throw new ChildFailure('failed', 'no PDF came out');
      });
      await rename(next, target);
    } finally {
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    }
  };
  const result = queue.then(convert);
  queue = result.catch(() => undefined);
  return result;
};
