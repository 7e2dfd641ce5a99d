import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { identityOf, isRunning } from './processes.mjs';

/**
 * What is remembered of a cluster between starts, in `<data dir>.json`, readable by its owner alone: the password of
 * the superuser, the port, the settings that it runs with, and the processes that use it at the moment.
 */
export const readState = (dataDir) => {
  try {
    return JSON.parse(readFileSync(stateFile(dataDir), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) {
      return {};
    }
    throw error;
  }
};

export const writeState = (dataDir, state) => {
  const draft = `${stateFile(dataDir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, stateFile(dataDir));
};

export const newPassword = () => randomBytes(24).toString('base64url');

/** Users whose process is gone did not say goodbye; they count no longer. */
export const livingUsers = (state) => (state.users ?? []).filter(isRunning);

export const ownIdentity = () => identityOf(process.pid);

/** The wanted port when nobody listens on it, else one that the system chooses. */
export const freePort = async (wanted) => (wanted && (await canListen(wanted)) ? wanted : canListen(0));

const canListen = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const chosen = server.address().port;
      server.close(() => resolve(chosen));
    });
  });

const stateFile = (dataDir) => `${dataDir}.json`;
