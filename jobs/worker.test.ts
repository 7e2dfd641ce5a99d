import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Pools, withTenantDb } from '@/db/client';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testAdminUrl, testPools } from '@/db/testing/test-db';
import { audit } from '@/server/audit/audit';
import { setLogSink } from '@/server/observability/logger';
import { defineJobContract, enqueue } from '@/server/outbox/job-contract';
import { mintScope } from '@/server/tenancy/mint-scope';
import { bindSingle, bindStepwise } from './bind.ts';
import { prepareQueue } from './prepare-queue.ts';
import { openQueues } from './queue.ts';
import { startWorker } from './run-worker.ts';
import { installSchedules, SCHEDULES } from './schedules.ts';

const payload = z.object({});
const quick = defineJobContract({ name: 'test.quick', payload, mode: 'single' });
const slow = defineJobContract({ name: 'test.slow', payload, mode: 'stepwise' });
const patient = defineJobContract({ name: 'test.patient', payload, mode: 'stepwise', isBackground: true });

let pools: Pools;
let tenant: TestTenant;
beforeAll(async () => {
  setLogSink(() => undefined);
  pools = await testPools();
  tenant = await makeTenant('township');
  await prepareQueue(await testAdminUrl());
});
afterAll(() => {
  setLogSink((line) => process.stdout.write(`${line}\n`));
});

const scope = () =>
  mintScope({
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    tenantName: tenant.name,
    tenantKind: tenant.kind,
    accountId: tenant.worker.accountId,
    actorName: '周某',
    roles: [],
    requestId: 'test',
  });

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const states = async (): Promise<Record<string, number>> => {
  const { rows } = await (await testAdmin()).query('select state, count(*)::int as n from job_run group by state');
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
};

describe('the worker on the database queue', () => {
  it('does what is owed and gives back on a stop what it could not finish', async () => {
    let seen = 0;
    let isSlowRunning = false;
    const bindings = [
      bindSingle(quick, async () => {
        seen += 1;
      }),
      bindStepwise(slow, async ({ signal }) => {
        isSlowRunning = true;
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      }),
    ];
    const act = scope();
    await withTenantDb(pools, act, async (tdb) => {
      for (let n = 0; n < 10; n += 1) await enqueue(tdb, act, quick, {});
      await enqueue(tdb, act, slow, {});
    });
    const dataDir = tempFolder('worker');
    const worker = await startWorker({ databaseUrl: await testAdminUrl(), dataDir, bindings });
    await until(async () => (await states()).done === 10 && isSlowRunning);
    await worker.stop();
    expect(seen).toBe(10);
    expect(await states()).toEqual({ done: 10, owed: 1 });
  });

  it('does what somebody waits for while hours of background work are owed', async () => {
    const act = scope();
    let asked = 0;
    let begun = 0;
    const bindings = [
      bindSingle(quick, async () => {
        asked += 1;
      }),
      bindStepwise(patient, async ({ signal }) => {
        begun += 1;
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      }),
    ];
    await withTenantDb(pools, act, async (tdb) => {
      for (let n = 0; n < 20; n += 1) await enqueue(tdb, act, patient, {});
    });
    const dataDir = tempFolder('worker');
    const worker = await startWorker({ databaseUrl: await testAdminUrl(), dataDir, bindings });
    await until(async () => begun === 2);
    await withTenantDb(pools, act, (tdb) => enqueue(tdb, act, quick, {}));
    await until(async () => asked === 1);
    await worker.stop();
    expect(begun).toBe(2);
    await (await testAdmin()).query("delete from job_run where name = 'test.patient'");
  });

  it('does not do what was rolled back', async () => {
    const act = scope();
    const before = await states();
    await withTenantDb(pools, act, async (tdb) => {
      await enqueue(tdb, act, quick, {});
      throw new Error('changed my mind');
    }).catch(() => undefined);
    expect(await states()).toEqual(before);
  });

  it('keeps exactly the schedules of the table', async () => {
    const { queue, background } = openQueues(await testAdminUrl());
    await installSchedules(queue, [...SCHEDULES, { name: 'old.one', pattern: '0 3 * * *', run: async () => ({}) }]);
    await installSchedules(queue);
    const present = (await queue.producer.getJobSchedulers()).map((scheduler) => scheduler.key).sort();
    await Promise.all([queue.producer.close(), background.producer.close()]);
    expect(present).toEqual([
      'audit.seal',
      'exam.hand-in',
      'fixity.sweep',
      'four-property.recheck',
      'inspection.escalate',
      'outbox.sweep',
      'rating.warn-expiry',
      'register.remind',
      'report.watch',
      'safety.remind',
      'session.purge',
      'text.read-again',
      'training.remind-people',
      'upload.forget',
      'use.remind',
      'virus.scan-again',
    ]);
  });
});

describe('the schedules', () => {
  const run = async (name: string, dataDir: string) => {
    const schedule = SCHEDULES.find((candidate) => candidate.name === name);
    return schedule?.run({ pools, dataDir, stopping: new AbortController().signal });
  };

  it('seal the audit log and sign a checkpoint, once', async () => {
    const act = scope();
    await withTenantDb(pools, act, (tdb) => audit(tdb, act, { action: 'test.act', objectKind: 'test' }));
    const dataDir = tempFolder('seal');
    // An open transaction of another test's database holds sealing up.
    await until(async () => (await run('audit.seal', dataDir))?.events === 1);
    expect(await run('audit.seal', dataDir)).toEqual({ events: 0, checkpoints: 0 });
    const lines = readFileSync(path.join(dataDir, 'checkpoints', `audit-${tenant.id}.jsonl`), 'utf8')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ tenantId: tenant.id, sealNumber: 1 });
  });

  it('purge expired sessions and old idempotency keys, and nothing else', async () => {
    const admin = await testAdmin();
    const account = tenant.worker.accountId;
    await admin.query(
      `insert into login_session (id, user_id, expires_at, ends_at) values
         ('live', $1, now() + interval '1 hour', now() + interval '1 day'),
         ('idle', $1, now() - interval '1 hour', now() + interval '1 day'),
         ('over', $1, now() + interval '1 hour', now() - interval '1 day')`,
      [account],
    );
    await admin.query(
      `insert into idempotency_key (tenant_id, account_id, procedure, key, input_hash, created_at) values
         ($1, $2, 'p', 'new', 'h', now()), ($1, $2, 'p', 'old', 'h', now() - interval '8 days')`,
      [tenant.id, account],
    );
    expect(await run('session.purge', '')).toEqual({ sessions: 2, idempotencyKeys: 1 });
    const { rows } = await admin.query('select id from login_session');
    expect(rows).toEqual([{ id: 'live' }]);
  });
});
