import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { createPools, type Pools, withTenantDb } from '@/db/client';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { migrateToLatest } from '@/db/migrate';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { leaveMark, MARKS_TABLE } from './jobs-contract.ts';
import { emptyDatabase } from './scratch-database.ts';
import { makeScratchTenant } from './scratch-tenant.ts';

const KILLS = 20;
const JOBS_A_KILL = 20;
const PATIENCE_MS = 300_000;
const WORKER = fileURLToPath(new URL('./jobs-worker.ts', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

interface BackendReport {
  backend: string;
  jobs: number;
  kills: number;
  /** Jobs that a kill interrupted and that were begun again. */
  begunAgain: number;
  lost: number;
  doubled: number;
  seconds: number;
}
export interface JobsReport {
  backends: BackendReport[];
  skipped: string[];
  jobs: number;
  lost: number;
  doubled: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Starts the worker and waits until it takes jobs. */
const startWorkerProcess = async (env: Record<string, string>): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER], {
    cwd: REPOSITORY,
    env: { ...process.env, REDIS_URL: undefined, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('worker started')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it started`)));
  });
  return child;
};

const gone = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()));

const enqueueSome = async (pools: Pools, scope: TenantScope, from: number): Promise<void> => {
  for (let number = from; number < from + JOBS_A_KILL; number += 1) {
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, leaveMark, { number }));
  }
};

const countOpen = async (admin: Client): Promise<number> => {
  const { rows } = await admin.query<{ n: number }>(
    `select count(*)::int as n from job_run where state in ('owed', 'running')`,
  );
  return rows[0]?.n ?? 0;
};

const readFigures = async (
  admin: Client,
  jobs: number,
): Promise<Pick<BackendReport, 'begunAgain' | 'lost' | 'doubled'>> => {
  const { rows } = await admin.query<{ done: number; again: number; marks: number; marked: number }>(
    `select (select count(*)::int from job_run where state = 'done') as done,
       (select count(*)::int from job_run where attempts > 1) as again,
       (select count(*)::int from proof_mark) as marks,
       (select count(distinct number)::int from proof_mark) as marked`,
  );
  const { done = 0, again = 0, marks = 0, marked = 0 } = rows[0] ?? {};
  return { begunAgain: again, lost: jobs - Math.min(done, marked), doubled: marks - marked };
};

/** Kills the worker at random moments while jobs keep coming, then lets a last one finish. */
const proveBackend = async (backend: string, url: string, env: Record<string, string>): Promise<BackendReport> => {
  await migrateToLatest(url);
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(MARKS_TABLE);
  const pools = createPools(url, 4);
  const startedAt = Date.now();
  try {
    const scope = await makeScratchTenant(pools, `proof-${backend}`);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const worker = await startWorkerProcess({ ...env, DATABASE_URL: url });
      await enqueueSome(pools, scope, kill * JOBS_A_KILL);
      await pause(Math.random() * 1_200);
      const end = gone(worker);
      worker.kill('SIGKILL');
      await end;
      console.log(`${backend}: kill ${kill + 1} of ${KILLS}, ${await countOpen(admin)} jobs open`);
    }
    const last = await startWorkerProcess({ ...env, DATABASE_URL: url });
    const until = Date.now() + PATIENCE_MS;
    while ((await countOpen(admin)) > 0 && Date.now() < until) await pause(500);
    const end = gone(last);
    last.kill('SIGTERM');
    await end;
    const jobs = KILLS * JOBS_A_KILL;
    const figures = await readFigures(admin, jobs);
    return { backend, jobs, kills: KILLS, ...figures, seconds: Math.round((Date.now() - startedAt) / 1000) };
  } finally {
    await pools.close();
    await admin.end();
  }
};

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A Redis of its own, with its log on disk as production has it. Null: there is no such program here. */
const startRedis = async (folder: string): Promise<{ url: string; stop(): Promise<void> } | null> => {
  const program = process.env.REDIS_SERVER ?? 'redis-server';
  if (spawnSync(program, ['--version']).status !== 0) return null;
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''];
  const child = spawn(program, [...options, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    const end = gone(child);
    child.kill('SIGTERM');
    await end;
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
};

const withScratch = async <T>(clusterUrl: string, purpose: string, run: (url: string) => Promise<T>): Promise<T> => {
  const scratch = await emptyDatabase(clusterUrl, purpose);
  try {
    return await run(scratch.url);
  } finally {
    await scratch.drop();
  }
};

/** `npm run verify -- jobs`. REDIS_SERVER names the program where it is not on the path. */
export const run = async (): Promise<JobsReport> => {
  const cluster = await ensureDatabase({ purpose: 'test' });
  const folder = mkdtempSync(path.join(tmpdir(), 'lantai-jobs-'));
  const backends: BackendReport[] = [];
  const skipped: string[] = [];
  const prove = async (backend: string, env: Record<string, string>): Promise<void> => {
    const settings = { DATA_DIR: folder, NODE_ENV: 'test', ...env };
    const report = await withScratch(cluster.url, `jobs_${backend}`, (url) => proveBackend(backend, url, settings));
    console.log(JSON.stringify(report));
    backends.push(report);
  };
  try {
    await prove('postgres', {});
    const redis = await startRedis(folder);
    if (redis) await prove('redis', { REDIS_URL: redis.url }).finally(redis.stop);
    else skipped.push('redis: no redis-server on this machine');
    const total = (figure: 'jobs' | 'lost' | 'doubled') => backends.reduce((sum, report) => sum + report[figure], 0);
    return { backends, skipped, jobs: total('jobs'), lost: total('lost'), doubled: total('doubled') };
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
