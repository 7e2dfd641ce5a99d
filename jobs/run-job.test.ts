import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listOwedRuns, markRung, reviveSilentRuns } from '@/db/queries/job-run.queries';
import { testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { AppError } from '@/server/domain/shared/app-error';
import { setLogSink } from '@/server/observability/logger';
import { defineJobContract, enqueue, type JobContract } from '@/server/outbox/job-contract';
import { mintScope } from '@/server/tenancy/mint-scope';
import { bindSingle, bindStepwise, type JobBinding, type Steps } from './bind.ts';
import { indexBindings } from './registry.ts';
import { MAX_ATTEMPTS, runJob } from './run-job.ts';

const payload = z.object({ title: z.string() });
const single = defineJobContract({ name: 'test.single', payload, mode: 'single' });
const stepwise = defineJobContract({ name: 'test.stepwise', payload, mode: 'stepwise' });

let pools: Pools;
let tenant: TestTenant;
beforeAll(async () => {
  setLogSink(() => undefined);
  pools = await testPools();
  tenant = await makeTenant('township');
});
afterAll(() => setLogSink((line) => process.stdout.write(`${line}\n`)));
beforeEach(async () => {
  await (await testAdmin()).query('delete from job_run');
  await (await testAdmin()).query('delete from notice');
});

const scopeOf = (of: TestTenant) =>
  mintScope({
    tenantId: of.id,
    tenantSlug: of.slug,
    tenantName: of.name,
    tenantKind: of.kind,
    accountId: of.worker.accountId,
    actorName: of.worker.displayName,
    roles: of.worker.roles,
    requestId: 'test',
  });

const owe = async (contract: JobContract, title = '一') => {
  const scope = scopeOf(tenant);
  const id = await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, contract, { title }));
  return { tenantId: tenant.id, id };
};

const runtime = (bindings: JobBinding[], stopping = new AbortController().signal) => ({
  pools,
  objects: testObjects(),
  bindings: indexBindings(bindings),
  stopping,
});

const rowOf = async (key: { id: string }) => {
  const { rows } = await (await testAdmin()).query('select * from job_run where id = $1', [key.id]);
  return rows[0];
};

/** A use case with an effect that shows in the database: a notice. */
const leaveNotice = bindSingle(single, async (tdb, scope, { title }, job) => {
  await tdb.insertInto('notice').values({ tenantId: scope.tenantId, id: job.id, kind: 'test', title }).execute();
  return { title };
});
const countNotices = async (): Promise<number> => {
  const { rows } = await (await testAdmin()).query("select count(*)::int as n from notice where kind = 'test'");
  return rows[0].n;
};

describe('a single job', () => {
  it('has its effect once, however often and by however many the bell is heard', async () => {
    const before = await countNotices();
    const key = await owe(single);
    const done = await Promise.all(Array.from({ length: 4 }, () => runJob(runtime([leaveNotice]), key)));
    await runJob(runtime([leaveNotice]), key);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await countNotices()).toBe(before + 1);
    expect(await rowOf(key)).toMatchObject({ state: 'done', result: { title: '一' }, error_code: null });
  });

  it('waits for the relay, which notes that it rang while the bell is being answered', async () => {
    const key = await owe(single);
    const relay = withSystemDb(pools, async (sdb) => {
      await markRung(sdb, [{ ...key, attempts: 0 }]);
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await runJob(runtime([leaveNotice]), key)).toBe(true);
    await relay;
    expect(await rowOf(key)).toMatchObject({ state: 'done' });
  });

  it('acts for the person who asked, without roles', async () => {
    const key = await owe(single);
    const seen: unknown[] = [];
    const look = bindSingle(single, async (_tdb, scope) => {
      seen.push([scope.tenantId, scope.accountId, scope.actorName, scope.roles, scope.permissions.size]);
    });
    await runJob(runtime([look]), key);
    expect(seen).toEqual([[tenant.id, tenant.worker.accountId, tenant.worker.displayName, [], 0]]);
  });

  it('sees the rows of its own tenant only', async () => {
    const other = await makeTenant('township');
    const key = await owe(single);
    let tenants: number[] = [];
    const look = bindSingle(single, async (tdb) => {
      tenants = (await tdb.selectFrom('membership').select('tenantId').execute()).map((row) => row.tenantId);
    });
    await runJob(runtime([look]), key);
    expect(tenants).toContain(tenant.id);
    expect(tenants).not.toContain(other.id);
  });

  it('fails at once when the use case refuses', async () => {
    const key = await owe(single);
    const refuse = bindSingle(single, async () => {
      throw new AppError('IMPORT_NOT_READY');
    });
    await runJob(runtime([refuse]), key);
    expect(await rowOf(key)).toMatchObject({ state: 'failed', error_code: 'IMPORT_NOT_READY', attempts: 1 });
  });

  it('is tried again after an error, later each time, and gives up', async () => {
    const before = await countNotices();
    const key = await owe(single);
    const stumble = bindSingle(single, async (...args) => {
      await leaveNotice.work(args[0] as never, args[1], args[2] as never, args[3] as never);
      throw new Error('the disk is full');
    });
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      await runJob(runtime([stumble]), key);
      const row = await rowOf(key);
      expect(row).toMatchObject({ attempts: attempt, error_code: 'INTERNAL', error_detail: 'the disk is full' });
      expect(row.state).toBe(attempt < MAX_ATTEMPTS ? 'owed' : 'failed');
      if (attempt < MAX_ATTEMPTS) {
        expect(row.available_at.getTime()).toBeGreaterThan(Date.now());
        expect(await withSystemDb(pools, (sdb) => listOwedRuns(sdb, 10))).toEqual([]);
      }
    }
    expect(await countNotices()).toBe(before);
  });

  it('fails when nobody knows its name or its payload does not parse', async () => {
    const unknown = await owe(single);
    await runJob(runtime([]), unknown);
    expect(await rowOf(unknown)).toMatchObject({ state: 'failed', error_code: 'INTERNAL' });
    const broken = await owe(single);
    await (await testAdmin()).query(`update job_run set payload = '{"title": 3}' where id = $1`, [broken.id]);
    await runJob(runtime([leaveNotice]), broken);
    expect(await rowOf(broken)).toMatchObject({
      state: 'failed',
      error_code: 'BAD_INPUT',
      error_detail: 'title: invalid_type',
    });
  });

  it('is not begun when it was cancelled', async () => {
    const key = await owe(single);
    await (await testAdmin()).query(`update job_run set state = 'cancelled' where id = $1`, [key.id]);
    expect(await runJob(runtime([leaveNotice]), key)).toBe(false);
    expect(await rowOf(key)).toMatchObject({ state: 'cancelled', attempts: 0 });
  });

  it('is not begun for ever when it kills its process each time', async () => {
    const key = await owe(single);
    await (await testAdmin()).query('update job_run set attempts = 12 where id = $1', [key.id]);
    await runJob(runtime([leaveNotice]), key);
    expect(await rowOf(key)).toMatchObject({ state: 'failed', error_code: 'INTERNAL' });
  });
});

describe('a stepwise job', () => {
  const bind = (work: (steps: Steps<{ title: string }>) => Promise<unknown>) => bindStepwise(stepwise, work);

  it('reports progress and ends with its result', async () => {
    const key = await owe(stepwise);
    const work = bind(async ({ progress }) => {
      await progress(3, 10);
      expect(await rowOf(key)).toMatchObject({ state: 'running', progress_done: 3, progress_total: 10 });
      return { rows: 10 };
    });
    expect(await runJob(runtime([work]), key)).toBe(true);
    expect(await rowOf(key)).toMatchObject({ state: 'done', result: { rows: 10 } });
  });

  it('stops at the next step when somebody cancels it', async () => {
    const key = await owe(stepwise);
    let steps = 0;
    const work = bind(async ({ progress }) => {
      for (; steps < 5; steps += 1) {
        if (steps === 2) await (await testAdmin()).query(`update job_run set state = 'cancelled'`);
        await progress(steps, 5);
      }
    });
    expect(await runJob(runtime([work]), key)).toBe(false);
    expect(steps).toBe(2);
    expect(await rowOf(key)).toMatchObject({ state: 'cancelled' });
  });

  it('is left alone while another worker gives signs of life, and taken over when it falls silent', async () => {
    const key = await owe(stepwise);
    let inner: boolean | undefined;
    const work = bind(async () => {
      inner = await runJob(runtime([bind(async () => 'second')]), key);
      await (await testAdmin()).query(`update job_run set rung_at = now() - interval '2 minutes'`);
      expect(await withSystemDb(pools, reviveSilentRuns)).toBe(1);
      expect(await runJob(runtime([bind(async () => 'second')]), key)).toBe(true);
      return 'first';
    });
    expect(await runJob(runtime([work]), key)).toBe(false);
    expect(inner).toBe(false);
    expect(await rowOf(key)).toMatchObject({ state: 'done', result: 'second', attempts: 2 });
  });

  it('is given back, not failed, when its process stops', async () => {
    const key = await owe(stepwise);
    const stopping = new AbortController();
    const work = bind(async ({ progress }) => {
      stopping.abort(new Error('stop'));
      await progress(1, 2);
    });
    await runJob(runtime([work], stopping.signal), key);
    expect(await rowOf(key)).toMatchObject({ state: 'owed', attempts: 0, error_code: null });
  });
});

describe('the end of a job', () => {
  const toldOf = async (key: { id: string }) => {
    const { rows } = await (await testAdmin()).query(
      `select n.account_id, n.kind, n.title, n.link from notice n, job_run j
       where j.id = $1 and n.tenant_id = j.tenant_id and n.kind <> 'test' and n.created_at >= j.created_at`,
      [key.id],
    );
    return rows;
  };
  const refuse = bindSingle(single, async () => {
    throw new AppError('IMPORT_NOT_READY');
  });
  const linked = defineJobContract({ ...single, name: 'test.linked', resultLink: ({ title }) => `somewhere/${title}` });
  const toAsker = () => ({ account_id: tenant.worker.accountId });

  it('is told to the person who asked, once however often the bell is heard', async () => {
    const key = await owe(single);
    await Promise.all(Array.from({ length: 3 }, () => runJob(runtime([leaveNotice]), key)));
    expect(await toldOf(key)).toEqual([{ ...toAsker(), kind: 'job_done', title: 'test.single', link: 'jobs' }]);
  });

  it('opens the result where the job has one, also when it goes by steps', async () => {
    const stepwiseLinked = defineJobContract({ ...linked, mode: 'stepwise' });
    const key = await owe(stepwiseLinked, 'x');
    await runJob(runtime([bindStepwise(stepwiseLinked, async () => null)]), key);
    expect(await toldOf(key)).toEqual([{ ...toAsker(), kind: 'job_done', title: 'test.linked', link: 'somewhere/x' }]);
  });

  it('is told when it fails for good, not while it is tried again', async () => {
    const key = await owe(single);
    const stumble = bindSingle(single, () => Promise.reject(new Error('the disk is full')));
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) await runJob(runtime([stumble]), key);
    expect(await toldOf(key)).toEqual([]);
    await runJob(runtime([stumble]), key);
    expect(await toldOf(key)).toEqual([{ ...toAsker(), kind: 'job_failed', title: 'test.single', link: 'jobs' }]);
  });

  it('is told when the use case refuses or nobody knows the job', async () => {
    for (const bindings of [[refuse], []]) {
      await (await testAdmin()).query('delete from notice');
      const key = await owe(single);
      await runJob(runtime(bindings), key);
      expect(await toldOf(key)).toEqual([{ ...toAsker(), kind: 'job_failed', title: 'test.single', link: 'jobs' }]);
    }
  });

  it('of a job that nobody asked for is told to nobody, and a cancelled one neither', async () => {
    const key = await owe(single);
    await (await testAdmin()).query('update job_run set requested_by = null where id = $1', [key.id]);
    await runJob(runtime([leaveNotice]), key);
    const cancelled = await owe(single);
    await (await testAdmin()).query(`update job_run set state = 'cancelled' where id = $1`, [cancelled.id]);
    await runJob(runtime([leaveNotice]), cancelled);
    expect([...(await toldOf(key)), ...(await toldOf(cancelled))]).toEqual([]);
  });

  it('is not told when what was done is rolled back', async () => {
    const key = await owe(single);
    const takenAway = bindSingle(single, async (tdb) => {
      await tdb.updateTable('jobRun').set({ attempts: 9 }).where('id', '=', key.id).execute();
    });
    expect(await runJob(runtime([takenAway]), key)).toBe(false);
    expect(await toldOf(key)).toEqual([]);
  });
});
