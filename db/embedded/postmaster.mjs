import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync, rmSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError } from './failure.mjs';
import { eventually, isKnown, isPostmasterOf, postgresProcessesIn, signal } from './processes.mjs';

const READY_MS = 120_000;
const STOP_MS = 30_000;
const LOG_LIMIT = 10 * 1024 * 1024;

/** The living server of a data directory, whoever started it. */
export const findPostmaster = (dataDir, account) => {
  const dir = realpathSync(dataDir);
  const noted = readPidFile(dir);
  return noted && isPostmasterOf(noted.pid, dir) ? handleOf({ ...noted, dir, account }) : undefined;
};

export const launchPostmaster = async ({ dir, account, binaries, logFile, settings }) => {
  const logStart = openLog(logFile);
  const child = spawn(
    binaries.postgres,
    ['-D', dir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...account,
      cwd: '/',
      env: { PATH: process.env.PATH },
      // A group of its own: Ctrl-C must reach us alone, for Postgres has to outlive those who still write to it.
      detached: true,
      stdio: ['ignore', logStart.fd, logStart.fd],
    },
  );
  closeSync(logStart.fd);
  let ended = false;
  child.once('error', () => {
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  child.unref();
  const isReady = () => readPidFile(dir)?.pid === child.pid && readPidFile(dir).ready;
  if (!(await eventually(() => ended || isReady(), READY_MS)) || ended) {
    child.kill('SIGQUIT');
    throw new ClusterError('CLUSTER_FAILED', reasonIn(logFile, logStart.offset));
  }
  return handleOf({ pid: child.pid, port: Number(settings.port), dir, account });
};

/** Clients are cut off and the state is written out; harder means only when that does not end. */
export const stopPostmaster = async ({ pid, dir }) => {
  const isGone = () => !isPostmasterOf(pid, dir);
  for (const [name, patience] of [
    ['SIGINT', STOP_MS],
    ['SIGQUIT', 5_000],
  ]) {
    if (isGone()) {
      break;
    }
    signal(pid, name);
    await eventually(isGone, patience);
  }
  await killLeftovers(dir, 5_000);
};

/**
 * After the server was killed its processes end on their own, but one in the middle of a statement may take a while,
 * and two servers must never write to one directory. Only when all are gone may the pid file be removed, and it is
 * removed only when Postgres itself would stumble over it: the pid was given to a stranger, or is that of a dead server
 * whose parent has not looked, which Postgres takes for living.
 */
export const sweepLeftovers = async (dir) => {
  await killLeftovers(dir, 5_000);
  const noted = readPidFile(dir);
  if (noted && isKnown(noted.pid)) {
    rmSync(path.join(dir, 'postmaster.pid'));
  }
};

const killLeftovers = async (dir, patience) => {
  const areGone = () => postgresProcessesIn(dir).length === 0;
  if (await eventually(areGone, patience)) {
    return;
  }
  for (const pid of postgresProcessesIn(dir)) {
    signal(pid, 'SIGKILL');
  }
  if (!(await eventually(areGone, patience))) {
    throw new ClusterError('CLUSTER_FAILED', `processes ${postgresProcessesIn(dir)} of ${dir} cannot be ended`);
  }
};

const handleOf = ({ pid, port, dir, account }) => ({
  pid,
  port,
  dir,
  isReady: () => readPidFile(dir)?.ready === true,
  exited: untilGone(pid, dir),
  guard: () => guard(pid, account),
});

/** Polled, because an adopted server is nobody's child. Holds no process open. */
const untilGone = async (pid, dir) => {
  while (isPostmasterOf(pid, dir)) {
    await sleep(1_000, undefined, { ref: false });
  }
};

/**
 * A shell that waits for the end of a pipe which only we hold open. When we die without a word it stops Postgres, so
 * that a killed start leaves no server behind.
 */
const guard = (pid, account) => {
  if (process.platform === 'win32') {
    return { dismiss: () => {} };
  }
  const shell = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => {});
  shell.unref();
  shell.stdin.on('error', () => {});
  shell.stdin.unref();
  return { dismiss: () => shell.kill('SIGKILL') };
};

/** Lines of postmaster.pid: pid, directory, start, port, socket folder, address, shared memory, status. */
const readPidFile = (dir) => {
  try {
    const lines = readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch {
    return undefined;
  }
};

const openLog = (file) => {
  let offset = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (offset > LOG_LIMIT) {
    truncateSync(file);
    offset = 0;
  }
  return { fd: openSync(file, 'a', 0o600), offset };
};

const reasonIn = (logFile, offset) => {
  const lines = readFileSync(logFile).subarray(offset).toString('utf8').trim().split('\n');
  return lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
};
