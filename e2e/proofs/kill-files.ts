import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { loadDemoIfEmpty } from '@/db/demo/load';
import { ensureDatabase } from '@/db/embedded/ensure.mjs';
import { migrateToLatest } from '@/db/migrate';
import { fsck } from '@/server/cli/fsck';
import type { ScopeParts } from '@/server/tenancy/mint-scope';
import { emptyDatabase } from './scratch-database.ts';

/** Where the killed processes work, as whom, and on which records. */
export interface KillWorld {
  url: string;
  dataDir: string;
  scope: ScopeParts;
  items: { id: string; code: string }[];
}
/** What a process has acknowledged before it was killed. */
export type Said =
  | { kind: 'ready' }
  | { kind: 'received'; id: string; sha256: string }
  | { kind: 'attached'; ids: string[] }
  | { kind: 'confirmed'; id: string };

export interface KillReport {
  kills: number;
  /** Kills that fell while the records of a batch were being linked side by side. */
  inLinking: number;
  /** Files whose receipt was acknowledged, and acts that were. */
  received: number;
  attached: number;
  confirmed: number;
  stored: number;
  pagesRead: number;
  lost: number;
  doubled: number;
  breaches: number;
  seconds: number;
}

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
const LONGEST_LIFE_MS = 5_000;
/** Linking the records of a batch takes about so long here. */
const LINKING_MS = 250;
const LONGEST_WAIT_MS = 15_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Worker {
  child: ChildProcess;
  ready: Promise<void>;
  ended: Promise<number | null>;
}
const start = (world: KillWorld, hear: (said: Said) => void): Worker => {
  const env = { ...process.env, KILL_WORLD: JSON.stringify(world), NODE_ENV: 'test' as const };
  const child = fork(CHILD, [], { execArgv: ['--import', 'tsx'], env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  let rest = '';
  let isReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter((one) => one.startsWith('{"kind"'))) {
      const said = JSON.parse(line) as Said;
      if (said.kind === 'ready') isReady();
      else hear(said);
    }
  });
  // `close` and not `exit`: what was said before the kill is still in the pipe.
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, ready: Promise.race([ready, ended.then(() => undefined)]), ended };
};

/** Stands for the minutes after which a silent job is taken up again. */
const letTimePass = (admin: Client) =>
  admin.query(
    `update job_run set rung_at = rung_at - interval '5 minutes', available_at = least(available_at, now()) where state in ('owed', 'running')`,
  );

const count = async (admin: Client, query: string, values: unknown[]): Promise<number> =>
  (await admin.query<{ n: number }>(`select count(*)::int as n from (${query}) q`, values)).rows[0]?.n ?? 0;

const examine = async (admin: Client, world: KillWorld, heard: readonly Said[]) => {
  const unit = world.scope.tenantId;
  const received = heard.filter((said) => said.kind === 'received');
  const attached = heard.flatMap((said) => (said.kind === 'attached' ? said.ids : []));
  const confirmed = heard.flatMap((said) => (said.kind === 'confirmed' ? [said.id] : []));
  const lostUploads = await count(
    admin,
    `select r.id from json_to_recordset($2::json) as r(id uuid, sha256 text) where not exists (select 1 from upload u
      where u.tenant_id = $1 and u.id = r.id and u.sha256 = r.sha256 and u.state in ('received', 'used'))`,
    [unit, JSON.stringify(received)],
  );
  const lostFiles = await count(
    admin,
    `select id from unnest($2::uuid[]) as a(id) where not exists (select 1 from digital_file f
      where f.tenant_id = $1 and f.id = a.id and f.state = 'stored')`,
    [unit, attached],
  );
  const lostLinks = await count(
    admin,
    `select u.id from upload u where u.tenant_id = $1 and u.link_batch_id = any ($2::uuid[]) and not exists (select 1 from digital_file f
      where f.tenant_id = u.tenant_id and f.upload_id = u.id and f.state = 'stored')`,
    [unit, confirmed],
  );
  const doubled =
    (await count(
      admin,
      'select upload_id from digital_file where tenant_id = $1 group by upload_id having count(*) > 1',
      [unit],
    )) +
    (await count(
      admin,
      'select item_id from digital_file where tenant_id = $1 group by item_id, sequence having count(*) > 1',
      [unit],
    )) +
    (await count(
      admin,
      'select file_id from page_text where tenant_id = $1 group by file_id, page having count(*) > 1',
      [unit],
    ));
  const stored = await count(admin, `select id from digital_file where tenant_id = $1 and state = 'stored'`, [unit]);
  const pagesRead = await count(admin, 'select file_id from page_text where tenant_id = $1', [unit]);
  // A picture that was stored and never read is work that was lost.
  const unread = Math.max(0, stored - pagesRead);
  const lost = lostUploads + lostFiles + lostLinks + unread;
  return {
    received: received.length,
    attached: attached.length,
    confirmed: confirmed.length,
    stored,
    pagesRead,
    lost,
    doubled,
  };
};

const linkingsBegun = async (admin: Client, unit: number): Promise<number> =>
  (
    await admin.query<{ n: number }>(
      "select coalesce(sum(attempts), 0)::int as n from job_run where tenant_id = $1 and name = 'digital.link-batch'",
      [unit],
    )
  ).rows[0]?.n ?? 0;

/** Waits until a batch is being linked, so that the kill falls between its records. */
const waitForLinking = async (admin: Client, unit: number, before: number): Promise<void> => {
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += 10) {
    if ((await linkingsBegun(admin, unit)) > before) break;
    await pause(10);
  }
  await pause(Math.random() * LINKING_MS);
};

/** Whether a batch was left with some records linked, or none yet, and others owed. */
const isInLinking = async (admin: Client, unit: number): Promise<boolean> =>
  (await count(admin, "select id from link_batch where tenant_id = $1 and state = 'linking'", [unit])) > 0;

/** Kills a process at a random moment of its work, every second time while it links; then lets one finish, and looks. */
export const proveKills = async (world: KillWorld, most: number, minutes = 120): Promise<KillReport> => {
  const startedAt = Date.now();
  const heard: Said[] = [];
  const hear = (said: Said): void => void heard.push(said);
  const admin = new Client({ connectionString: world.url });
  await admin.connect();
  let next = start(world, hear);
  let kills = 0;
  let inLinking = 0;
  const unit = world.scope.tenantId;
  try {
    for (; kills < most && Date.now() - startedAt < minutes * 60_000; kills += 1) {
      const worker = next;
      await worker.ready;
      await letTimePass(admin);
      const before = await linkingsBegun(admin, unit);
      worker.child.send('work');
      next = start(world, hear);
      if (kills % 2 === 1) await waitForLinking(admin, unit, before);
      else await pause(Math.random() * LONGEST_LIFE_MS);
      worker.child.kill('SIGKILL');
      await worker.ended;
      if (await isInLinking(admin, unit)) inLinking += 1;
      if (kills % 10 === 9) console.log(`kill ${kills + 1} of ${most}, ${heard.length} acknowledgements`);
    }
    await next.ready;
    await letTimePass(admin);
    next.child.send('finish');
    const code = await next.ended;
    if (code !== 0) throw new Error(`the last process ended with ${code}`);
    const found = await examine(admin, world, heard);
    const breaches = await fsck(world.url, world.dataDir);
    return { kills, inLinking, ...found, breaches, seconds: Math.round((Date.now() - startedAt) / 1000) };
  } finally {
    next.child.kill('SIGKILL');
    await admin.end();
  }
};

/** More than are linked in one transaction, so that two of them go side by side. */
const RECORDS = 18;
const openWorld = async (url: string, dataDir: string): Promise<KillWorld> => {
  await migrateToLatest(url);
  const { cast } = await loadDemoIfEmpty(url);
  const member = cast.members.find(({ login }) => login === 'liuxi.arch');
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    const tenant = (await admin.query('select id, slug, name, kind from tenant where slug = $1', ['liuxi'])).rows[0];
    const items = await admin.query(
      `select id, reference_code as code from archive_item where tenant_id = $1 and state = 'filed' order by id limit ${RECORDS}`,
      [tenant.id],
    );
    const scope = {
      tenantId: tenant.id,
      tenantSlug: tenant.slug,
      tenantName: tenant.name,
      tenantKind: tenant.kind,
      accountId: member?.accountId ?? null,
      actorName: member?.name ?? '',
      roles: ['unit_archivist'],
      requestId: 'proof',
    };
    return { url, dataDir, scope, items: items.rows };
  } finally {
    await admin.end();
  }
};

/** `npm run verify -- kills [--kills 100 --minutes 120]`: as many kills as the time allows, and the report says how many they were */
export const run = async (args: readonly string[]): Promise<KillReport> => {
  const { values } = parseArgs({
    args: [...args],
    options: { kills: { type: 'string', default: '100' }, minutes: { type: 'string', default: '120' } },
  });
  const cluster = await ensureDatabase({ purpose: 'test' });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lantai-kills-'));
  const scratch = await emptyDatabase(cluster.url, 'kills');
  try {
    return await proveKills(await openWorld(scratch.url, dataDir), Number(values.kills), Number(values.minutes));
  } finally {
    await scratch.drop();
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
