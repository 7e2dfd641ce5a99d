import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from './messages.mjs';
import { ROOT } from './repository.mjs';
import { reasonIn } from './run.mjs';

const MOST_ENDS_A_MINUTE = 5;
const FIRST_PAUSE_MS = 250;
const COMPLAINT_LENGTH = 4_000;
const STOP_MS = 30_000;
const LOG_LIMIT = 20 * 1024 * 1024;

/**
 * Keeps one long-running process alive: begins it again when it ends, a little later each time, and calls `onGiveUp`
 * when it ends too often. The child holds a channel to us and ends itself when that breaks.
 */
export const keepAlive = ({ name, command, env, logDir, onGiveUp }) => {
  let child;
  let stopping = false;
  let replacing = false;
  let replacement = Promise.resolve();
  let ends = [];
  let complaint = '';

  const begin = () => {
    const log = logDir ? openLog(path.join(logDir, `${name}.log`)) : undefined;
    child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      // A group of its own: Ctrl-C reaches us alone, and we end the children in order.
      detached: true,
      stdio: ['ignore', log ?? 'inherit', 'pipe', 'ipc'],
    });
    complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complaint = (complaint + text).slice(-COMPLAINT_LENGTH);
      writeSync(log ?? process.stderr.fd, text);
    });
    child.once('close', () => log && closeSync(log));
    child.once('exit', () => {
      if (!stopping && !replacing) {
        void beginAgain();
      }
    });
  };

  const beginAgain = async () => {
    const now = Date.now();
    ends = [...ends.filter((time) => now - time < 60_000), now];
    if (ends.length > MOST_ENDS_A_MINUTE) {
      console.error(reasonIn(complaint, 8));
      onGiveUp(refuse('SERVICE_DIES', { name, log: logDir ? path.join(logDir, `${name}.log`) : '' }));
      return;
    }
    await sleep(FIRST_PAUSE_MS * 2 ** (ends.length - 1));
    if (complaint.trim() === 'PORT_IN_USE') {
      onGiveUp(refuse('PORT_IN_USE', { port: env.PORT }));
      return;
    }
    if (!stopping && hasEnded(child)) {
      begin();
    }
  };

  const replace = async () => {
    replacing = true;
    await end(child);
    replacing = false;
    if (!stopping) {
      begin();
    }
  };

  begin();
  return {
    stop: async () => {
      stopping = true;
      await end(child);
    },
    /** For development, when a source file changed. One after the other, however fast the changes come. */
    restart: () => {
      replacement = replacement.then(replace);
      return replacement;
    },
  };
};

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

const end = async (child) => {
  if (hasEnded(child)) {
    return;
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
};

const openLog = (file) => {
  mkdirSync(path.dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) {
    renameSync(file, `${file}.1`);
  }
  return openSync(file, 'a', 0o600);
};
