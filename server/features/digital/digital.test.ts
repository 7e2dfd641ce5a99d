import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { validateObject } from '@/server/objects/ocfl/validate-object';
import { openRecordFile, parseRange } from '@/server/objects/read-record-file';
import { commitFiles, objectIdOf } from './commit-files.ts';
import { finishUpload } from './finish-upload.ts';

let unit: TestTenant;
let stranger: TestTenant;
let itemId: string;

beforeAll(async () => {
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
});

const begin = async (fileName: string, bytes: string, folder = '') =>
  (await (await callAs(unit)).digital.beginUpload({ fileName, folder, sizeBytes: Buffer.byteLength(bytes) })).uploadId;
const send = async (uploadId: string, bytes: string, offset = 0) =>
  testObjects().staging.append(unit.id, uploadId, offset, Readable.from([Buffer.from(bytes)]), 1_000_000);
const upload = async (fileName: string, bytes: string) => {
  const uploadId = await begin(fileName, bytes);
  await send(uploadId, bytes);
  await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId);
  return uploadId;
};
const commit = async () => {
  const scope = scopeOf(unit);
  return withTenantDb(await testPools(), scope, (tdb) =>
    commitFiles(tdb, scope, { itemId }, { objects: testObjects() }),
  );
};
const folderOf = () => testObjects().records.tree(unit.id, objectIdOf(itemId));
const files = async (withOlder = false) => (await (await callAs(unit)).digital.files({ itemId, withOlder })).files;

describe('a file on its way into a record', () => {
  it('is kept in a valid OCFL object, in order, and read back byte for byte', async () => {
    const uploads = [await upload('0001.txt', '第一页'), await upload('0002.txt', '第二页')];
    await (await callAs(unit)).digital.attach({ itemId, uploadIds: uploads });
    expect((await files()).map((file) => [file.sequence, file.state])).toEqual([
      [1, 'committing'],
      [2, 'committing'],
    ]);
    expect(await commit()).toEqual({ stored: 2 });
    expect(await validateObject(folderOf())).toEqual([]);
    const [first] = await files();
    expect(first).toMatchObject({ fileName: '0001.txt', state: 'stored', ocflVersion: 'v1', mediaType: 'text/plain' });
    expect(first?.sha256).toBe(createHash('sha256').update('第一页').digest('hex'));
    const reference = await (await callAs(unit)).digital.downloadFile({ id: first?.id ?? '' });
    const record = reference.record ?? { objectId: '', contentPath: '' };
    expect(await text(await openRecordFile(testObjects(), { ...reference, record }))).toBe('第一页');
    expect(await text(await openRecordFile(testObjects(), { ...reference, record }, { start: 0, end: 2 }))).toBe('第');
  });

  it('is sent on from where it stopped, and refused when it is not what was promised', async () => {
    const uploadId = await begin('半.txt', '上半下半');
    expect(await send(uploadId, '上半')).toBe(6);
    await expect(send(uploadId, '下半', 0)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await send(uploadId, '下半', 6)).toBe(12);
    const finished = await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId);
    expect(finished.sha256).toBe(createHash('sha256').update('上半下半').digest('hex'));
    expect(await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId)).toEqual(finished);
  });

  it('is set aside when a browser would run it, whatever its name', async () => {
    const bytes = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
    const uploadId = await begin('照片.jpg', bytes);
    await send(uploadId, bytes);
    await expect(finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId)).rejects.toMatchObject({
      code: 'UPLOAD_TYPE_REFUSED',
    });
    expect(await testObjects().staging.sizeOf(unit.id, uploadId)).toBeNull();
    await expect((await callAs(unit)).digital.attach({ itemId, uploadIds: [uploadId] })).rejects.toMatchObject({
      message: 'UPLOAD_NOT_READY',
    });
  });

  it('is stored once when the job runs again after a crash between the store and the row', async () => {
    const before = (await files()).length;
    await (await callAs(unit)).digital.attach({ itemId, uploadIds: [await upload('0003.txt', '第三页')] });
    const scope = scopeOf(unit);
    const crash = withTenantDb(await testPools(), scope, async (tdb) => {
      await commitFiles(tdb, scope, { itemId }, { objects: testObjects() });
      throw new Error('crash');
    });
    await expect(crash).rejects.toThrow('crash');
    expect((await files()).at(-1)?.state).toBe('committing');
    expect(await commit()).toEqual({ stored: 1 });
    expect(await commit()).toEqual({ stored: 0 });
    expect((await files()).length).toBe(before + 1);
    expect(await validateObject(folderOf())).toEqual([]);
    const head = (await testObjects().records.inventory(unit.id, objectIdOf(itemId)))?.head;
    expect(head).toBe('v2');
  });
});

describe('nobody else', () => {
  it('uses an upload, sees a file or attaches to a record of another tenant', async () => {
    const uploadId = await upload('0009.txt', '第九页');
    const other = await callAs(stranger);
    const [file] = await files();
    await expect(other.digital.attach({ itemId, uploadIds: [uploadId] })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
    await expect(other.digital.files({ itemId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(other.digital.downloadFile({ id: file?.id ?? '' })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });

  it('sends more than there is room for', async () => {
    await (await testAdmin()).query(
      `insert into storage_use (tenant_id, quota_bytes) values ($1, 10) on conflict (tenant_id) do update set quota_bytes = 10`,
      [unit.id],
    );
    await expect(begin('大.txt', '超过十个字节的内容')).rejects.toMatchObject({ message: 'STORAGE_FULL' });
  });
});

it('reads a range as HTTP has it', () => {
  expect(parseRange(undefined, 100)).toBeNull();
  expect(parseRange('bytes=0-9', 100)).toEqual({ start: 0, end: 9 });
  expect(parseRange('bytes=90-', 100)).toEqual({ start: 90, end: 99 });
  expect(parseRange('bytes=-10', 100)).toEqual({ start: 90, end: 99 });
  expect(parseRange('bytes=0-5,7-9', 100)).toBeNull();
  expect(parseRange('bytes=100-', 100)).toBe(false);
});
