import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const HAS_PROC = existsSync('/proc/self/stat');

/** True while the system knows the pid, even for a process that has ended and waits for its parent to look. */
export const isKnown = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const isAlive = (pid) => isKnown(pid) && (!HAS_PROC || statFields(pid)?.state !== 'Z');

/**
 * Names one process for good. A pid alone is given to another process after a restart of the machine or the container,
 * so it is joined with the moment at which the process began. Undefined when there is no such process.
 */
export const identityOf = (pid) => {
  if (!HAS_PROC) {
    const started = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();
    return started ? `${pid}@${started}` : undefined;
  }
  const fields = statFields(pid);
  return fields && fields.state !== 'Z' ? `${pid}@${bootId()}:${fields.startTime}` : undefined;
};

/** Undefined where the system does not tell cheaply. */
export const parentOf = (pid) => (HAS_PROC ? statFields(pid)?.parent : undefined);

export const isRunning = (identity) => identityOf(Number.parseInt(identity, 10)) === identity;

/** All processes of a Postgres cluster stand in its data directory. */
export const postgresProcessesIn = (dir) => {
  if (!HAS_PROC) {
    return [];
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isPostgresIn(name, dir))
    .map(Number)
    .filter(isAlive);
};

/** True for a living Postgres of this data directory, false for another process that was given its old pid. */
export const isPostmasterOf = (pid, dir) => {
  if (!isAlive(pid)) {
    return false;
  }
  if (HAS_PROC) {
    return isPostgresIn(pid, dir);
  }
  return (spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').includes(dir);
};

/** Resolves to true once `condition` holds, to false when it does not within the time. */
export const eventually = async (condition, milliseconds) => {
  const deadline = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > deadline) {
      return false;
    }
    await sleep(20);
  }
  return true;
};

/** A signal to a process that may have ended a moment ago. */
export const signal = (pid, name) => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
};

const statFields = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold spaces, so counting starts behind the last bracket.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], parent: Number(fields[1]), startTime: fields[19] };
  } catch {
    return undefined;
  }
};

const bootId = () => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
};

/** The name too: somebody's shell may stand in the same directory. */
const isPostgresIn = (pid, dir) => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dir && readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
};
