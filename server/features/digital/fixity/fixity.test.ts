import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { forgetUploads, startDueSweeps } from '@/jobs/verify-due';
import { createStores } from '@/server/objects/create-stores';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeFile } from '../testing/store-file.ts';
import { repairFile, repairOf } from './repair-file.ts';
import { startSweep, verifyFiles } from './verify-files.ts';

let pools: Pools;
let unit: TestTenant;
let stranger: TestTenant;
let itemId: string;
let objects: ObjectStore;
const dataDir = tempFolder('fixity');
const secondCopy = path.join(dataDir, 'copy');
const records = path.join(dataDir, 'records');

beforeAll(async () => {
  pools = await testPools();
  objects = createStores({ dataDir, secondCopy });
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  const made = await (await callAs(unit)).archive.create({
    fondsId: fonds.id,
    categoryCode: 'WS',
    filingYear: 2024,
    retentionCode: 'Y',
    orgCode: 'BGS',
    title: '柳溪镇人民政府关于防汛工作的通知',
    documentDate: '20240506',
  });
  itemId = made.id;
  for (const n of [1, 2, 3]) await storeFile(pools, scopeOf(unit), objects, itemId, `000${n}.txt`, `第${n}页`);
  cpSync(records, secondCopy, { recursive: true });
});
/** Every test begins with a whole store that was never verified. */
beforeEach(async () => {
  rmSync(records, { recursive: true, force: true });
  cpSync(secondCopy, records, { recursive: true });
  const admin = await testAdmin();
  for (const table of ['fixity_incident', 'fixity_sweep', 'todo', 'notice'])
    await admin.query(`delete from ${table} where tenant_id = $1`, [unit.id]);
  await admin.query('delete from job_run where tenant_id = $1', [unit.id]);
  await admin.query('update digital_file set verified_at = null, verify_result = null, stored_at = now()');
});

const caller = () => callEach(unit);
const filesOf = async () => (await caller().digital.files({ itemId })).files;
const contentFile = (n: number): string => {
  const found = readdirSync(records, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\d{6}-/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .find((file) => readFileSync(file, 'utf8') === `第${n}页`);
  return found ?? '';
};
const sweep = async (kind: 'due' | 'all' = 'all', onProgress = async () => undefined) => {
  const scope = scopeOf(unit);
  const { sweepId } = await withTenantDb(pools, scope, (tdb) => startSweep(tdb, scope, { kind, withSm3: true }));
  return verifyFiles({ pools, scope, payload: { sweepId }, objects, progress: onProgress });
};
const incidents = async () => (await caller().fixity.incidents({})).rows;
const repair = async (incidentId: string) =>
  repairFile({ pools, scope: scopeOf(unit), payload: { incidentId }, objects });

describe('a sweep', () => {
  it('says of every file when it was last found whole', async () => {
    expect((await filesOf()).map((file) => file.verifyResult)).toEqual([null, null, null]);
    expect(await sweep()).toEqual({ files: 3, faults: 0 });
    for (const file of await filesOf()) {
      expect(file.verifyResult).toBe('intact');
      expect(Date.now() - Date.parse(file.verifiedAt ?? '')).toBeLessThan(60_000);
    }
    const overview = await caller().fixity.overview();
    expect(overview.rows).toMatchObject([{ filingYear: 2024, categoryCode: 'WS', files: 3, verified: 3, overdue: 0 }]);
    expect(overview.lastSweep).toMatchObject({ state: 'done', fileCount: 3, faultCount: 0, isFailed: false });
  });

  it('tells changed, missing and extra apart, each with an owner, a to-do and a message', async () => {
    writeFileSync(contentFile(1), '第1頁');
    rmSync(contentFile(2));
    writeFileSync(path.join(path.dirname(contentFile(3)), 'extra.txt'), '?');
    expect(await sweep()).toEqual({ files: 3, faults: 3 });
    expect((await filesOf()).map((file) => file.verifyResult)).toEqual(['changed', 'missing', 'intact']);
    const found = await incidents();
    expect(found.map((row) => [row.kind, row.state, row.fileName]).sort()).toEqual([
      ['changed', 'open', '0001.txt'],
      ['missing', 'open', '0002.txt'],
      ['untracked', 'open', null],
    ]);
    expect(found.every((row) => row.ownerName !== null)).toBe(true);
    const admin = await testAdmin();
    const count = async (table: string) =>
      (
        await admin.query(`select count(*)::int as n from ${table} where tenant_id = $1 and kind = 'fixity_incident'`, [
          unit.id,
        ])
      ).rows[0].n;
    expect(await count('todo')).toBe(3);
    expect(await count('notice')).toBeGreaterThanOrEqual(3);
    // A second sweep says the same of the same incidents.
    await sweep();
    expect(await incidents()).toHaveLength(3);
    expect(await count('todo')).toBe(3);
  });

  it('tells a damaged and a missing inventory', async () => {
    const root = path.dirname(path.dirname(path.dirname(contentFile(1))));
    writeFileSync(path.join(root, 'inventory.json'), '{}');
    await sweep();
    const [incident] = await incidents();
    expect(incident).toMatchObject({ kind: 'changed', path: 'inventory.json', fileId: null });
    await caller().fixity.repair({ id: incident?.id ?? '' });
    expect(await repair(incident?.id ?? '')).toEqual({ repair: 'inventory' });
    expect((await caller().fixity.incidentById({ id: incident?.id ?? '' })).state).toBe('repaired');
    expect(await sweep()).toMatchObject({ faults: 0 });
    const life = await caller().archive.history({ id: itemId, kind: 'file' });
    const told = life.rows.map((entry) => [entry.action, entry.subject]);
    expect(told).toContainEqual(['digital.fault_changed', 'inventory.json']);
    expect(told).toContainEqual(['digital.fault_repaired', 'inventory.json']);
    expect(told).toContainEqual(['digital.verified', '3']);
  });

  it('goes on where it was stopped', async () => {
    const scope = scopeOf(unit);
    const { sweepId } = await withTenantDb(pools, scope, (tdb) =>
      startSweep(tdb, scope, { kind: 'all', withSm3: false }),
    );
    const stop = async () => {
      throw new Error('stopped');
    };
    await expect(verifyFiles({ pools, scope, payload: { sweepId }, objects, progress: stop })).rejects.toThrow(
      'stopped',
    );
    // The one record was read and marked before the stop: nothing is left for the second run.
    expect(await verifyFiles({ pools, scope, payload: { sweepId }, objects, progress: async () => undefined })).toEqual(
      {
        files: 0,
        faults: 0,
      },
    );
  });

  it('stops where the store is away instead of calling everything missing', async () => {
    rmSync(records, { recursive: true });
    await expect(sweep()).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    expect(await incidents()).toEqual([]);
  });

  it('is begun by the schedule once a day for who has something due, and not for others', async () => {
    await startDueSweeps(pools);
    const admin = await testAdmin();
    const owed = async () =>
      (await admin.query(`select tenant_id from job_run where name = 'digital.verify-files'`)).rows.map(
        (row) => row.tenant_id,
      );
    expect(await owed()).toEqual([unit.id]);
    await startDueSweeps(pools);
    expect(await owed()).toEqual([unit.id]);
    await expect(caller().fixity.startSweep({})).rejects.toMatchObject({ message: 'FIXITY_UNDER_WAY' });
    await caller().fixity.startSweep({ itemId });
  });

  it('takes what is permanent after 18 days and calls it late after 30', async () => {
    const admin = await testAdmin();
    const age = (days: number) =>
      admin.query(`update digital_file set verified_at = now() - make_interval(days => $1), verify_result = 'intact'`, [
        days,
      ]);
    await age(17);
    expect(await sweep('due')).toEqual({ files: 0, faults: 0 });
    await age(19);
    expect((await caller().fixity.overview()).total).toMatchObject({ verified: 3, overdue: 0 });
    expect(await sweep('due')).toEqual({ files: 3, faults: 0 });
    await age(31);
    expect((await caller().fixity.overview()).total).toMatchObject({ verified: 0, overdue: 3 });
  });
});

describe('an incident', () => {
  it('is repaired from the second copy, what stood there is kept, and both are compared', async () => {
    writeFileSync(contentFile(1), '第1頁');
    rmSync(contentFile(2));
    await sweep();
    for (const { id, kind, fileId, state } of await incidents()) {
      expect(repairOf({ kind, fileId, state }, true)).toBe('copy');
      // The server that answers here has no second copy.
      expect((await caller().fixity.incidentById({ id })).repair).toBeNull();
      await expect(caller().fixity.repair({ id })).rejects.toMatchObject({ message: 'REPAIR_IMPOSSIBLE' });
      expect(await repair(id)).toEqual({ repair: 'copy' });
      expect(await repair(id)).toEqual({ repair: 'none' });
    }
    expect((await filesOf()).map((file) => file.verifyResult)).toEqual(['intact', 'intact', 'intact']);
    expect(await sweep()).toEqual({ files: 3, faults: 0 });
    const kept = readdirSync(path.join(records, '.quarantine'), { recursive: true, withFileTypes: true });
    const texts = kept
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    expect(texts).toEqual(['第1頁']);
  });

  it('is not repaired from a copy that is damaged too', async () => {
    const file = contentFile(1);
    const copied = file.replace(records, secondCopy);
    writeFileSync(file, '第1頁');
    writeFileSync(copied, '第一页');
    await sweep();
    const [incident] = await incidents();
    await expect(repair(incident?.id ?? '')).rejects.toMatchObject({ code: 'REPAIR_IMPOSSIBLE' });
    expect(readFileSync(file, 'utf8')).toBe('第1頁');
    expect((await incidents())[0]?.state).toBe('open');
    writeFileSync(copied, '第1页');
  });

  it('about an extra file ends in the quarantine', async () => {
    writeFileSync(path.join(path.dirname(contentFile(3)), 'extra.txt'), '?');
    await sweep();
    const [incident] = await incidents();
    expect(await repair(incident?.id ?? '')).toEqual({ repair: 'set_aside' });
    expect(await sweep()).toEqual({ files: 3, faults: 0 });
  });

  it('is taken over, accepted with a reason, and not opened again for the same bytes', async () => {
    writeFileSync(contentFile(1), '第1頁');
    await sweep();
    const [{ id, rowVersion } = { id: '', rowVersion: 0 }] = await incidents();
    await caller().fixity.takeOver({ id, rowVersion });
    await expect(caller().fixity.accept({ id, rowVersion, reason: '过时' })).rejects.toMatchObject({
      message: 'INCIDENT_CLOSED',
    });
    const taken = await caller().fixity.incidentById({ id });
    expect(taken).toMatchObject({ state: 'handling', ownerAccountId: unit.worker.accountId });
    await caller().fixity.accept({ id, rowVersion: taken.rowVersion, reason: '原件缺页，以纸质为准' });
    await sweep();
    expect(await incidents()).toHaveLength(1);
    writeFileSync(contentFile(2), '另外的内容');
    expect((await sweep()) as object).toMatchObject({ faults: 2 });
    expect((await caller().fixity.incidents({ state: 'unsettled' })).rows).toHaveLength(1);
  });

  it('that a later sweep no longer finds is closed by it', async () => {
    writeFileSync(contentFile(1), '第1頁');
    await sweep();
    rmSync(records, { recursive: true });
    cpSync(secondCopy, records, { recursive: true });
    await sweep();
    expect(await incidents()).toMatchObject([{ state: 'repaired', reason: null }]);
  });

  it('is nothing to a stranger', async () => {
    writeFileSync(contentFile(1), '第1頁');
    await sweep();
    const [{ id, rowVersion } = { id: '', rowVersion: 0 }] = await incidents();
    const other = callEach(stranger);
    expect((await other.fixity.incidents({})).rows).toEqual([]);
    expect((await other.fixity.overview()).total.files).toBe(0);
    await expect(other.fixity.incidentById({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(other.fixity.takeOver({ id, rowVersion })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(other.fixity.accept({ id, rowVersion, reason: '不是我的' })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect(other.fixity.repair({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(other.fixity.startSweep({ itemId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });
});

describe('the room of a unit', () => {
  const limit = async (bytes: number | null) =>
    (await testAdmin()).query(
      `insert into storage_use (tenant_id, quota_bytes) values ($1, $2) on conflict (tenant_id) do update set quota_bytes = $2`,
      [unit.id, bytes],
    );
  const begin = async (sizeBytes: number) => caller().digital.beginUpload({ fileName: '甲.txt', sizeBytes });

  it('takes what just fits and refuses one byte more before it is sent', async () => {
    const { usedBytes, promisedBytes } = await caller().digital.storage();
    await limit(usedBytes + promisedBytes + 100);
    await expect(begin(101)).rejects.toMatchObject({ message: 'STORAGE_FULL' });
    await begin(100);
    await expect(begin(1)).rejects.toMatchObject({ message: 'STORAGE_FULL' });
    expect(await caller().digital.storage()).toMatchObject({ promisedBytes: promisedBytes + 100 });
    await limit(null);
    await begin(1);
  });

  it('is promised to one of two uploads at once', async () => {
    const { usedBytes, promisedBytes } = await caller().digital.storage();
    await limit(usedBytes + promisedBytes + 100);
    const outcomes = await Promise.allSettled([begin(60), begin(60), begin(60)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await limit(null);
  });

  it('is free again when an upload was left alone for two weeks', async () => {
    const before = (await caller().digital.storage()).promisedBytes;
    const { uploadId } = await begin(50);
    expect((await caller().digital.storage()).promisedBytes).toBe(before + 50);
    await (await testAdmin()).query(`update upload set created_at = now() - interval '15 days' where id = $1`, [
      uploadId,
    ]);
    await forgetUploads(pools, dataDir);
    expect((await caller().digital.storage()).promisedBytes).toBe(before);
    expect((await callEach(stranger).digital.storage()).promisedBytes).toBe(0);
  });
});

it('knows no id that it did not make', async () => {
  await expect(caller().fixity.incidentById({ id: uuidv7() })).rejects.toMatchObject({ message: 'NOT_FOUND' });
});
