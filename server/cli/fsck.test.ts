import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testAdminUrl, testPools } from '@/db/testing/test-db';
import { audit } from '@/server/audit/audit';
import { sealAll } from '@/server/audit/testing/seal-all';
import { objectIdOf } from '@/server/features/digital/commit-files';
import { storeFile } from '@/server/features/digital/testing/store-file';
import { createStores } from '@/server/objects/create-stores';
import { createDiskStore } from '@/server/objects/disk-store';
import { placeOf } from '@/server/objects/ocfl/next-inventory';
import { storeUpload } from '@/server/objects/store-upload';
import { mintScope } from '@/server/tenancy/mint-scope';
import { fsck } from './fsck.ts';

let pools: Pools;
let tenant: TestTenant;
const dataDir = tempFolder('fsck');
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
    expect(said.filter((line) => line.startsWith('ok')).length).toBe(7);
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

  describe('over the files of records', () => {
    const stores = createStores(dataDir);
    let itemId: string;
    let object: string;
    beforeAll(async () => {
      const fonds = await makeFonds(tenant);
      const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
      itemId = (await callEach(tenant).archive.create({ ...record, title: '防汛通知', documentDate: '20240506' })).id;
      const act = scope();
      for (const text of ['第一页', '第二页']) await storeFile(pools, act, stores, itemId, `${text}.txt`, text);
      object = path.join(dataDir, 'records', String(tenant.id), placeOf(objectIdOf(itemId)));
      await (await testAdmin()).query('delete from job_run');
    });
    const content = () => path.join(object, 'v1', 'content', readdirSync(path.join(object, 'v1', 'content'))[0] ?? '');

    it('finds a byte that was changed and a file that is gone', async () => {
      expect(await check(), said.join('\n')).toBe(0);
      writeFileSync(content(), '第壹页');
      expect(await check()).toBe(1);
      expect(said.join('\n')).toContain(`changed ${tenant.id}`);
      const name = content();
      rmSync(name);
      expect(await check()).toBe(1);
      expect(said.join('\n')).toContain(`missing ${tenant.id}`);
      writeFileSync(name, '第一页');
      expect(await check()).toBe(0);
    });

    it('finds an extra file and moves it aside only when it is asked to', async () => {
      const extra = path.join(object, 'v1', 'content', 'extra.txt');
      writeFileSync(extra, '?');
      expect(await check()).toBe(1);
      expect(existsSync(extra)).toBe(true);
      expect(await fsck(await testAdminUrl(), dataDir, { setsAside: true })).toBe(1);
      expect(existsSync(extra)).toBe(false);
      expect(await check()).toBe(0);
      const kept = readdirSync(path.join(dataDir, 'records', '.quarantine', String(tenant.id)));
      expect(kept.some((name) => name.includes('extra.txt'))).toBe(true);
    });

    it('finds a row without a file and an object without a row', async () => {
      const admin = await testAdmin();
      const aside = `${object}-away`;
      renameSync(object, aside);
      expect(await check()).toBeGreaterThanOrEqual(2);
      expect(said.join('\n')).toContain(`missing ${tenant.id} ${objectIdOf(itemId)} v1/content`);
      renameSync(aside, object);
      const { rows } = await admin.query('select * from digital_file where item_id = $1', [itemId]);
      await admin.query('delete from digital_file where item_id = $1', [itemId]);
      expect(await check()).toBe(1);
      expect(said.join('\n')).toContain('object without a row');
      for (const row of rows)
        await admin.query('insert into digital_file select * from json_populate_record(null::digital_file, $1)', [
          JSON.stringify(row),
        ]);
      expect(await check()).toBe(0);
    });

    it('finds bytes of an upload that no row names, and lets be what was begun for a promise never given', async () => {
      const uploadId = uuidv7({ msecs: Date.now() - 60_000 });
      const file = path.join(dataDir, 'staging', String(tenant.id), uploadId);
      writeFileSync(file, '');
      expect(await check()).toBe(0);
      writeFileSync(file, 'received');
      expect(await check()).toBe(1);
      expect(said.join('\n')).toContain(`upload without a row ${tenant.id} ${uploadId}`);
      rmSync(file);
      expect(await check()).toBe(0);
    });

    it('finds a file of the newest version that no row names, and an acknowledged upload without its bytes', async () => {
      const admin = await testAdmin();
      const { rows } = await admin.query(
        'select * from digital_file where item_id = $1 order by sequence desc limit 1',
        [itemId],
      );
      await admin.query('delete from digital_file where id = $1', [rows[0].id]);
      expect(await check()).toBe(1);
      expect(said.join('\n')).toContain('without a row');
      await admin.query('insert into digital_file select * from json_populate_record(null::digital_file, $1)', [
        JSON.stringify(rows[0]),
      ]);
      const file = path.join(dataDir, 'staging', String(tenant.id), rows[0].upload_id);
      await admin.query(`update upload set state = 'received' where id = $1`, [rows[0].upload_id]);
      renameSync(file, `${file}.away`);
      expect(await check()).toBe(2);
      renameSync(`${file}.away`, file);
      await admin.query(`update upload set state = 'used' where id = $1`, [rows[0].upload_id]);
      expect(await check()).toBe(0);
    });
  });
});
