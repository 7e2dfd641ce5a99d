import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { dataRoot } from '../../../db/embedded/ensure.mjs';
import { tryLock } from '../../../db/embedded/lock.mjs';
import { parentOf } from '../../../db/embedded/processes.mjs';
import { ensureBuilt, ensurePrograms } from './build.mjs';
import { openDatabase, prepareDatabase } from './database.mjs';
import { assertNodeVersion, ensureInstalled } from './install.mjs';
import { refuse } from './messages.mjs';
import { assertPortFree, readPort, untilHealthy } from './port.mjs';
import { commandOf } from './programs.mjs';
import { keepAlive } from './service.mjs';

const say = (line) => console.log(`· ${line}`);

/**
 * Brings up database, web and worker and keeps them up until a signal, or until one of them cannot be kept alive.
 * Whatever has been opened is closed again in reverse order, however far it came.
 */
export const bringUp = async ({ mode, onUp = () => {} }) => {
  const life = new AbortController();
  const closers = [];
  let failure;
  const fail = (error) => {
    failure ??= error;
    life.abort();
  };
  endWithSignalsAndParent(() => life.abort());
  try {
    const services = await open({ mode, signal: life.signal, closers, fail });
    const close = onUp(services);
    if (close) {
      closers.push(close);
    }
    await untilAborted(life.signal);
    if (!failure) {
      say('正在停止 / stopping');
    }
  } catch (error) {
    if (!life.signal.aborted) {
      fail(error);
    }
  } finally {
    for (const close of closers.reverse()) {
      await close();
    }
  }
  if (failure) {
    throw failure;
  }
};

const open = async ({ mode, signal, closers, fail }) => {
  assertNodeVersion();
  const dataDir = dataRoot();
  closers.push(await takeDataDir(dataDir));
  const port = readPort();
  await assertPortFree(port);
  await ensureInstalled({ signal, say });

  const isBuilt = mode === 'production';
  const commandFor = (source) => commandOf(source, { isBuilt });
  if (isBuilt) {
    await ensurePrograms({ signal, say });
  }
  // The pages need no database, so both go on at once. Their failure is heard when the database is ready, because
  // loading data is not something to be cut off halfway.
  const built = isBuilt ? ensureBuilt({ signal, say }) : Promise.resolve();
  built.catch(() => {});
  const database = await openDatabase({ dataDir, onFailure: fail });
  closers.push(database.close);
  signal.throwIfAborted();
  const prepared = await prepareDatabase({
    url: database.url,
    dataDir,
    command: commandFor('server/cli/prepare.ts'),
    signal,
  });
  if (prepared.demo) {
    say('已载入演示数据 / the demonstration district is loaded');
  }
  await built;
  signal.throwIfAborted();

  const env = { DATABASE_URL: database.url, DATA_DIR: dataDir, PORT: port, NODE_ENV: mode };
  const logDir = mode === 'production' ? path.join(dataDir, 'logs') : undefined;
  const services = [
    keepAlive({ name: 'web', command: commandFor('server/web.ts'), env, logDir, onGiveUp: fail }),
    keepAlive({ name: 'worker', command: commandFor('jobs/worker.ts'), env, logDir, onGiveUp: fail }),
  ];
  closers.push(() => Promise.all(services.map((service) => service.stop())));
  await untilHealthy(port, signal);
  announce({ port, dataDir, logDir });
  return services;
};

/** One start to a data folder: two would migrate, load and build over each other. */
const takeDataDir = async (dataDir) => {
  let release;
  try {
    makeFolder(dataDir);
    release = await tryLock(path.join(dataDir, 'start.lock'));
  } catch (error) {
    throw refuse('DATA_NOT_WRITABLE', { path: dataDir, reason: error.code });
  }
  if (!release) {
    throw refuse('ALREADY_RUNNING', { path: dataDir });
  }
  return release;
};

/**
 * Level by level, for the true reason of a refusal: Node's own recursion reports a read-only disk as something missing,
 * and never ends in /proc. Open for passing through, closed for listing: the account of Postgres has its folder below.
 */
const makeFolder = (folder) => {
  if (existsSync(folder)) {
    return;
  }
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o711 });
};

const announce = ({ port, dataDir, logDir }) => {
  console.log(`\n  兰台 Lantai  http://localhost:${port}\n`);
  const file = path.join(dataDir, 'demo-accounts.json');
  const accounts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  if (accounts.length > 0) {
    console.log('  演示账号 demonstration accounts');
    for (const { loginName, password, role } of accounts) {
      console.log(`    ${loginName.padEnd(18)} ${password.padEnd(18)} ${role}`);
    }
    console.log('');
  }
  if (logDir) {
    say(`日志 / logs: ${logDir}`);
  }
  say('按 Ctrl-C 停止 / Ctrl-C stops all of it');
};

const endWithSignalsAndParent = (end) => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, end);
  }
  // npm and its shell, which stand between us and the terminal, may be killed without a word to us.
  if (process.env.npm_lifecycle_event) {
    const begun = lineage();
    setInterval(() => lineage() !== begun && end(), 500).unref();
  }
};

const lineage = () => `${process.ppid} ${parentOf(process.ppid) ?? ''}`;

const untilAborted = (signal) =>
  signal.aborted ? undefined : new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
