import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { plantCanaries } from '../proofs/canary-world';
import { createDatabase, dropDatabase, dropForgotten } from './databases';
import { freePort, ROOT, runScript, type Service, startService, untilHealthy } from './processes';
import { isWorldUp, rememberWorld, type ServedWorld } from './world';

type Closer = () => Promise<void> | void;

interface Build {
  ensureBuilt(options: { say(line: string): void }): Promise<void>;
  ensurePrograms(options: { say(line: string): void }): Promise<void>;
}
const quiet = { say: () => undefined };

const serve = async (
  adminUrl: string,
  dataDir: string,
  scripts: readonly string[],
  closers: Closer[],
): Promise<ServedWorld> => {
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const env = {
    DATABASE_URL: adminUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
  };
  const services: Service[] = [];
  for (const script of scripts) {
    const service = startService(script, env);
    services.push(service);
    closers.push(async () => {
      await service.stop();
      if (process.env.LANTAI_E2E_LOGS) console.log(`--- ${script} on ${port}\n${service.said()}`);
    });
  }
  const web = services[0];
  if (web) await untilHealthy(baseUrl, web);
  return { baseUrl, adminUrl, dataDir };
};

const plantInto = async (adminUrl: string): Promise<void> => {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await plantCanaries(admin);
  } finally {
    await admin.end();
  }
};

const build = async (closers: Closer[]): Promise<void> => {
  const cluster = await ensureDatabase({ purpose: 'test' });
  closers.push(() => cluster.stop());
  await dropForgotten(cluster.url);
  const root = mkdtempSync(path.join(tmpdir(), 'lantai-e2e-'));
  closers.push(() => rmSync(root, { recursive: true, force: true }));
  // The district's photographs and documents lie in its data folder.
  const [districtData, canaryData] = [path.join(root, 'district'), path.join(root, 'canary')];
  mkdirSync(districtData);
  const database = async (purpose: string, like?: string): Promise<string> => {
    const url = await createDatabase(cluster.url, purpose, like);
    closers.push(() => dropDatabase(cluster.url, url));
    return url;
  };
  const districtUrl = await database('district');
  const { ensureBuilt, ensurePrograms } = (await import(path.join(ROOT, 'server/cli/lib/build.mjs'))) as Build;
  await ensurePrograms(quiet);
  const prepared = runScript('server/cli/prepare.ts', { DATABASE_URL: districtUrl, DATA_DIR: districtData });
  await Promise.all([prepared, ensureBuilt(quiet)]);
  cpSync(districtData, canaryData, { recursive: true });
  const canaryUrl = await database('canary', 'district');
  await plantInto(canaryUrl);
  const [district, canary] = await Promise.all([
    serve(districtUrl, districtData, ['server/web.ts', 'jobs/worker.ts'], closers),
    serve(canaryUrl, canaryData, ['server/web.ts'], closers),
  ]);
  rememberWorld({ district, canary });
};

/** Database, district, build, processes; answers what takes all of it down again. A world that is up is joined. */
export default async (): Promise<() => Promise<void>> => {
  if (isWorldUp()) return async () => undefined;
  const closers: Closer[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    await build(closers);
    return closeAll;
  } catch (error) {
    await closeAll();
    throw error;
  }
};
