import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const NOBODY_ON_LINUX = 65534;

/**
 * The account that Postgres runs under: Postgres refuses root, so root hands over to the owner of the data directory,
 * or to `nobody`, which every system has. Undefined: the account that we run under ourselves.
 */
export const postgresAccount = (dataDir) => {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const owner = ownerOf(dataDir);
  if (owner && owner.uid !== 0) {
    return owner;
  }
  return process.platform === 'linux'
    ? { uid: NOBODY_ON_LINUX, gid: NOBODY_ON_LINUX }
    : { uid: idOfNobody('-u'), gid: idOfNobody('-g') };
};

/** Whether the account can pass through every folder on the way to `dir`. A folder such as /root often bars it. */
export const canEnter = (account, dir) =>
  account === undefined || spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', dir], { ...account, cwd: '/' }).status === 0;

const ownerOf = (dataDir) => {
  try {
    const { uid, gid } = statSync(dataDir);
    return { uid, gid };
  } catch {
    return undefined;
  }
};

const idOfNobody = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
