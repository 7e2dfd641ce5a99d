import { fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstLine, refuse } from './messages.mjs';
import { ROOT } from './repository.mjs';

/** The database that DATABASE_URL names, or the packaged one, which is begun again when it ends by itself. */
export const openDatabase = async ({ dataDir, onFailure }) => {
  const given = process.env.DATABASE_URL;
  if (given) {
    if (!/^postgres(ql)?:\/\//.test(given) || !URL.canParse(given)) {
      throw refuse('DATABASE_URL_INVALID');
    }
    return { url: given, close: async () => {} };
  }
  const { startCluster } = await import('../../../db/embedded/cluster.mjs');
  const start = () => startCluster({ dataDir: path.join(dataDir, 'postgres') });
  let closing = false;
  let cluster = await start();
  let reviving = Promise.resolve();

  const watch = () => {
    void cluster.exited.then(() => {
      if (!closing) {
        // A second's rest, so that a server which cannot live does not keep the machine busy.
        reviving = sleep(1_000).then(revive).catch(onFailure);
      }
    });
  };
  const revive = async () => {
    if (!closing) {
      // The port is kept, so web and worker find it again without being told.
      cluster = await start();
      watch();
    }
  };
  watch();
  return {
    url: cluster.url,
    close: async () => {
      closing = true;
      await reviving;
      await cluster.stop();
    },
  };
};

/** Migrates and loads the demonstration in a child: what it needs is built or read from TypeScript, and we are neither. */
export const prepareDatabase = ({ url, dataDir, command, signal }) =>
  new Promise((resolve, reject) => {
    const child = fork(command.at(-1), [], {
      cwd: ROOT,
      execArgv: command.slice(0, -1),
      env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      signal,
    });
    let report;
    let complaint = '';
    child.on('message', (message) => {
      report = message;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complaint += text;
    });
    child.once('error', reject);
    child.once('close', () => {
      if (report?.ok) {
        resolve(report);
      } else {
        reject(refuse(report?.code ?? 'PREPARE_FAILED', { detail: firstLine(report?.message ?? complaint) }));
      }
    });
  });
