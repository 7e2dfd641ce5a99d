import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { postgresAccount } from './account.mjs';
import { prepareDataDir, runOffline } from './data-dir.mjs';
import { withLock } from './lock.mjs';
import { findPostmaster, launchPostmaster, stopPostmaster, sweepLeftovers } from './postmaster.mjs';
import { eventually } from './processes.mjs';
import { freePort, livingUsers, newPassword, ownIdentity, readState, writeState } from './state.mjs';

const ATTACH_MS = 30_000;

/** For two cores. What protects data is at its strict value; a throw-away cluster may relax it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  fsync: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
};

/**
 * Starts the packaged Postgres on `dataDir`, creating the cluster when there is none, or joins it when it runs already.
 * Whatever an earlier run left behind, a dead pid file or a living server without a parent, is taken care of.
 * The last process that calls `stop` ends the server.
 */
export const startCluster = async ({ dataDir, settings = {} }) => {
  const place = path.resolve(dataDir);
  mkdirSync(path.dirname(place), { recursive: true });
  const running = await withLock(lockOf(place), () => join(place, { ...SETTINGS, ...settings }));
  void running.exited.then(() => running.watchdog?.dismiss());
  let stopping;
  return {
    pid: running.pid,
    url: `postgres://postgres:${running.password}@127.0.0.1:${running.port}/lantai`,
    exited: running.exited,
    stop: () => {
      stopping ??= withLock(lockOf(place), () => leave(place, running));
      return stopping;
    },
  };
};

const lockOf = (dataDir) => `${dataDir}.lock`;

const join = async (dataDir, settings) => {
  const state = readState(dataDir);
  const users = livingUsers(state);
  const found = existsSync(dataDir) ? findPostmaster(dataDir, postgresAccount(dataDir)) : undefined;
  if (!found) {
    return launch(dataDir, settings, state);
  }
  // An orphan that runs with the wanted settings is as good as a new server; living users forbid a restart anyway.
  const isWanted = users.length > 0 || state.settings === JSON.stringify(settings);
  if (!isWanted || !state.password || !(await eventually(found.isReady, ATTACH_MS))) {
    await stopPostmaster(found);
    return launch(dataDir, settings, state);
  }
  writeState(dataDir, { ...state, users: [...users, ownIdentity()] });
  return { ...found, password: state.password, watchdog: users.length === 0 ? found.guard() : undefined };
};

const launch = async (dataDir, settings, state) => {
  const password = state.password ?? newPassword();
  // Written before the cluster is made: a cluster whose password nobody knows is worse than an unused password.
  writeState(dataDir, { ...state, password });
  const sync = settings.fsync !== 'off';
  const cluster = prepareDataDir({ dataDir, password, passwordIsNew: state.password === undefined, sync });
  await sweepLeftovers(cluster.dir);
  if (cluster.lacksPassword) {
    runOffline(cluster, `alter role postgres password '${password}'`);
  }
  const port = await freePort(state.port);
  const launched = await launchPostmaster({
    ...cluster,
    logFile: `${dataDir}.log`,
    settings: { ...settings, port: String(port) },
  });
  writeState(dataDir, { password, port, settings: JSON.stringify(settings), users: [ownIdentity()] });
  return { ...launched, password, watchdog: launched.guard() };
};

const leave = async (dataDir, running) => {
  running.watchdog?.dismiss();
  const state = readState(dataDir);
  const users = livingUsers(state);
  // One entry for each `startCluster`, and a process may have called it more than once.
  const others = [...users];
  others.splice(others.indexOf(ownIdentity()), 1);
  writeState(dataDir, { ...state, users: others });
  if (others.length === 0) {
    await stopPostmaster(running);
  }
};
