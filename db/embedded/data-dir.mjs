import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { canEnter, postgresAccount } from './account.mjs';
import { locateBinaries, makeSharedDir, SHARED_DIR } from './binaries.mjs';
import { ClusterError } from './failure.mjs';

/**
 * Makes sure that a cluster exists at `dataDir` and answers with what is needed to run it. `dataDir` becomes a symbolic
 * link when root keeps the repository where the account of Postgres cannot go.
 */
export const prepareDataDir = ({ dataDir, password, passwordIsNew, sync }) => {
  const account = postgresAccount(dataDir);
  const binaries = locateBinaries(account);
  const stored = storedMajor(dataDir);
  if (stored === undefined) {
    create({ dataDir, account, binaries, password, sync });
  } else if (stored !== binaries.major) {
    throw new ClusterError('CLUSTER_VERSION', `${dataDir}: Postgres ${stored}, packaged: ${binaries.major}`);
  }
  const cluster = { dir: realpathSync(dataDir), account, binaries };
  return { ...cluster, lacksPassword: stored !== undefined && passwordIsNew };
};

/** One statement outside any server, as superuser; the cluster must be stopped. */
export const runOffline = ({ dir, account, binaries }, statement) => {
  const run = spawnSync(binaries.postgres, ['--single', '-D', dir, 'postgres'], {
    ...account,
    cwd: '/',
    input: `${statement}\n`,
    encoding: 'utf8',
  });
  // Single-user mode ends with 0 even when the statement failed.
  const problem = run.error?.message ?? /^.*\b(?:ERROR|FATAL|PANIC):.*$/m.exec(run.stderr)?.[0];
  if (problem || run.status !== 0) {
    throw new ClusterError('CLUSTER_FAILED', problem ?? run.stderr.trim());
  }
};

/** Built beside its final place and renamed, so that an interrupted creation is never taken for a cluster. */
const create = ({ dataDir, account, binaries, password, sync }) => {
  const home = placeFor(dataDir, account);
  const draft = `${home}.new`;
  const passwordFile = `${home}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account) {
      chownSync(draft, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    initialise({ draft, passwordFile, account, binaries, sync });
    runOffline({ dir: draft, account, binaries }, 'create database lantai');
    renameSync(draft, home);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

const initialise = ({ draft, passwordFile, account, binaries, sync }) => {
  const run = spawnSync(
    binaries.initdb,
    [
      ...['-D', draft, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums'],
      ...['--encoding=UTF8', ...localeOptions()],
      ...(sync ? [] : ['--no-sync']),
    ],
    { ...account, cwd: '/', encoding: 'utf8' },
  );
  if (run.status !== 0) {
    const problem = run.error?.message ?? (run.stderr.trim() || run.stdout.trim());
    const code = problem.includes('could not look up effective user') ? 'ACCOUNT_NAMELESS' : 'CLUSTER_FAILED';
    throw new ClusterError(code, problem);
  }
};

/** macOS has no C.UTF-8; the pair sorts and classifies the same way. */
const localeOptions = () =>
  process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=en_US.UTF-8'] : ['--locale=C.UTF-8'];

const placeFor = (dataDir, account) => {
  vacate(dataDir);
  if (canEnter(account, path.dirname(dataDir))) {
    return dataDir;
  }
  makeSharedDir();
  // A new folder each time: whoever removed the link meant to begin anew, and old data is not ours to overwrite.
  const shared = mkdtempSync(path.join(SHARED_DIR, `${path.basename(dataDir)}-`));
  chmodSync(shared, 0o711);
  symlinkSync(path.join(shared, 'cluster'), dataDir);
  return path.join(shared, 'cluster');
};

/** Frees the place of an empty folder or of a link that leads nowhere; never of somebody's files. */
const vacate = (dataDir) => {
  const found = lstatSync(dataDir, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    rmSync(dataDir);
  } else if (found) {
    try {
      rmdirSync(dataDir);
    } catch {
      throw new ClusterError('CLUSTER_FOREIGN', `${dataDir} holds something else than a Postgres cluster`);
    }
  }
};

/** Undefined where there is no cluster yet. */
const storedMajor = (dataDir) => {
  try {
    return readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw new ClusterError('CLUSTER_FOREIGN', `${dataDir} belongs to another user (${error.code})`);
  }
};
