import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ChildFailure } from '@/server/objects/child-pool';
import { findProgram } from './find-program.ts';

/**
 * Office documents as PDF, by LibreOffice where the machine has it. It is a program of its own, run for one document
 * at a time with a profile that is thrown away, without macros and with an end.
 */
const NAMES = ['soffice', 'libreoffice'];
const LONGEST_MS = 90_000;

/** Where LibreOffice is; null when the machine has none. */
export const findOffice = (): Promise<string | null> => findProgram(NAMES);

const run = (program: string, given: readonly string[], home: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: 'production',
      PATH: process.env.PATH ?? '',
      HOME: home,
      LANG: 'C.UTF-8',
    };
    const child = spawn(program, given, {
      env,
      cwd: home,
      stdio: 'ignore',
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL',
    });
    child.once('error', (error) => reject(new ChildFailure('failed', error.message)));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new ChildFailure(signal ? 'timed_out' : 'failed', `the conversion ended with ${code ?? signal}`));
    });
  });

let queue: Promise<unknown> = Promise.resolve();

/**
 * Writes the document as PDF to `target`.
 * @throws ChildFailure when LibreOffice is not there, or cannot read the document in time
 */
export const convertOffice = (file: string, target: string): Promise<void> => {
  const convert = async (): Promise<void> => {
    const program = await findOffice();
    if (!program) throw new ChildFailure('failed', 'LibreOffice is not installed');
    const home = await mkdtemp(path.join(tmpdir(), 'lantai-office-'));
    try {
      await copyFile(file, path.join(home, 'document'));
      const profile = `-env:UserInstallation=${pathToFileURL(path.join(home, 'profile')).href}`;
      const given = [profile, '--headless', '--norestore', '--nolockcheck', '--convert-to', 'pdf', '--outdir', home];
      await run(program, [...given, path.join(home, 'document')], home);
      await mkdir(path.dirname(target), { recursive: true });
      // Beside its place first: the folder of documents and the one of derivatives may be on different disks.
      const next = `${target}.${process.pid}.next`;
      await copyFile(path.join(home, 'document.pdf'), next).catch(() => {
        throw new ChildFailure('failed', 'no PDF came out');
      });
      await rename(next, target);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  };
  const result = queue.then(convert);
  queue = result.catch(() => undefined);
  return result;
};
