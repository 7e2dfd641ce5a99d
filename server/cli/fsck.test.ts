import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testAdminUrl, testPools } from '@/db/testing/test-db';
import { audit } from '@/server/audit/audit';
import { sealAll } from '@/server/audit/testing/seal-all';
import { createDiskStore } from '@/server/objects/disk-store';
import { storeUpload } from '@/server/objects/store-upload';
import { mintScope } from '@/server/tenancy/mint-scope';
import { fsck } from './fsck.ts';

let pools: Pools;
let tenant: TestTenant;
const dataDir = mkdtempSync(path.join(tmpdir(), 'lantai-fsck-'));
const objects = path.join(dataDir, 'objects');
const said: string[] = [];

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
const check = async (): Promise<number> => fsck(await testAdminUrl(), dataDir);
/** Breaks one thing, looks, and puts it back. */
const whileBroken = async (breakIt: string, mendIt: string): Promise<number> => {
  const admin = await testAdmin();
  await admin.query(breakIt);
  const breaches = await check();
  await admin.query(mendIt);
  return breaches;
};

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
  pools = await testPools();
  tenant = await makeTenant('township');
  const act = scope();
  await withTenantDb(pools, act, async (tdb) => {
    await storeUpload(tdb, act, createDiskStore(objects), {
      stream: Buffer.from('a,b\n1,2\n'),
      fileName: 'a.csv',
      maxBytes: 100,
    });
    await audit(tdb, act, { action: 'use.registerVisit', objectKind: 'reading_visit', objectId: VISIT });
  });
  await (await testAdmin()).query(
    `insert into reading_visit (tenant_id, id, visited_on, visitor_name, channel, purpose, subject, result, handler_name, created_by)
     values ($1, $2, '2026-11-20', '吴某', 'onsite', 'work', '查阅', 'found', '周某', $3)`,
    [tenant.id, VISIT, tenant.worker.accountId],
  );
  await sealAll(pools, dataDir);
});
beforeEach(() => void said.splice(0));
const VISIT = uuidv7();

describe('fsck', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await check(), said.join('\n')).toBe(0);
    expect(said.filter((line) => line.startsWith('ok')).length).toBe(5);
  });

  it('finds an event that was edited', async () => {
    const restore = `update audit_event set actor_name = '周某' where action = 'object.store'`;
    expect(await whileBroken(`update audit_event set actor_name = '吴某' where action = 'object.store'`, restore)).toBe(
      1,
    );
    expect(said.join('\n')).toContain('EVENTS_CHANGED');
  });

  it('finds a job that nobody takes up', async () => {
    const broken = `insert into job_run (tenant_id, id, name, payload, available_at, created_at)
      values (${tenant.id}, '${uuidv7()}', 'test.x', '{}', now() - interval '1 hour', now() - interval '1 hour')`;
    expect(await whileBroken(broken, 'delete from job_run')).toBe(1);
    expect(said.join('\n')).toContain('owed and silent: test.x');
  });

  it('finds a row of whose making no event tells', async () => {
    const broken = `insert into course_session (tenant_id, id, title, kind, mode, hours, held_on, check_in_code, created_by)
      values (${tenant.id}, '${uuidv7()}', '业务培训', 'special', 'onsite', 2, '2026-11-20', '1234', '${tenant.worker.accountId}')`;
    expect(await whileBroken(broken, 'delete from course_session')).toBe(1);
    expect(said.join('\n')).toContain('course_session');
  });

  it('finds files that are gone, changed or strange', async () => {
    const [file] = readdirSync(objects, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const place = path.join(file?.parentPath ?? '', file?.name ?? '');
    writeFileSync(place, 'a,b\n1,3\n');
    writeFileSync(path.join(objects, 'stranger.txt'), 'x');
    expect(await check()).toBe(2);
    rmSync(place);
    rmSync(path.join(objects, 'stranger.txt'));
    expect(await check()).toBe(1);
    expect(said.join('\n')).toContain('missing');
    writeFileSync(place, 'a,b\n1,2\n');
    expect(await check()).toBe(0);
  });
});
