import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isRunning } from './processes.mjs';

const SETTLE_MS = 60;

/**
 * Takes a lock file that holds the identity of its owner. Returns the release, or undefined when a living process has
 * it. A lock whose owner is dead is replaced, so that nothing has to be cleaned up by hand after a crash.
 */
export const tryLock = async (path) => {
  const mine = identityOf(process.pid);
  const release = () => {
    if (ownerOf(path) === mine) {
      rmSync(path, { force: true });
    }
  };
  try {
    writeFileSync(path, mine, { flag: 'wx', mode: 0o644 });
    return release;
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
  }
  const owner = ownerOf(path);
  if (owner === undefined || owner === '' || isRunning(owner)) {
    // An empty file is a lock that is being written at this moment, unless it stays empty.
    return owner === '' && (await staysEmpty(path)) ? takeOver(path, mine, release) : undefined;
  }
  return takeOver(path, mine, release);
};

/** Runs `work` while holding the lock; waits for another holder, at most `milliseconds`. */
export const withLock = async (path, work, milliseconds = 90_000) => {
  const deadline = Date.now() + milliseconds;
  let release = await tryLock(path);
  while (!release) {
    if (Date.now() > deadline) {
      throw Object.assign(new Error(`${path} is held by another process`), { code: 'LOCK_HELD' });
    }
    await sleep(50);
    release = await tryLock(path);
  }
  try {
    return await work();
  } finally {
    release();
  }
};

/** Two processes may find the same dead owner; the one whose name stands in the file after a moment has the lock. */
const takeOver = async (path, mine, release) => {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o644 });
  renameSync(draft, path);
  await sleep(SETTLE_MS);
  return ownerOf(path) === mine ? release : undefined;
};

const staysEmpty = async (path) => {
  await sleep(SETTLE_MS);
  return ownerOf(path) === '';
};

const ownerOf = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
};
