import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { mintScope } from '@/server/tenancy/mint-scope';
import { countDigests } from './digests.ts';
import { createDiskStore } from './disk-store.ts';
import { objectKey } from './object-store.ts';
import { openObject, readObject } from './read-object.ts';
import { sniffType } from './sniff-type.ts';
import { receiveUpload, registerUpload, safeFileName } from './store-upload.ts';

const newStore = () => {
  const root = tempFolder('store');
  return { root, store: createDiskStore(root) };
};
const filesIn = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100)]);
const upload = (stream: Readable | Buffer, fileName = '照片.png') => ({ stream, fileName, maxBytes: 1_000_000 });
const typeOf = (bytes: Buffer) => sniffType(bytes.subarray(0, 4096), bytes.subarray(-65_536), bytes.length);

describe('the disk store', () => {
  it('hashes both ways as the standards say', () => {
    const digests = countDigests();
    digests.update(Buffer.from('a'));
    digests.update(Buffer.from('bc'));
    expect(digests.finish()).toEqual({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      // GB/T 32905-2016, A.1
      sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
      size: 3,
    });
  });

  it('keeps what a stream brings, and equal bytes of a tenant once', async () => {
    const { root, store } = newStore();
    const parts = Array.from({ length: 50 }, (_, n) => Buffer.alloc(3_000, n));
    const first = await store.put(7, Readable.from(parts), { maxBytes: 1_000_000 });
    const second = await store.put(7, Buffer.concat(parts), { maxBytes: 1_000_000 });
    expect(second).toEqual(first);
    expect(first.key).toBe(`7/${first.sha256.slice(0, 2)}/${first.sha256}`);
    expect(filesIn(root)).toHaveLength(1);
    expect(readFileSync(path.join(root, first.key)).equals(Buffer.concat(parts))).toBe(true);
    expect(await store.stat(first.key)).toEqual({ size: 150_000 });
    const range = await store.open(first.key, { start: 2_999, end: 3_000 }).toArray();
    expect(Buffer.concat(range)).toEqual(Buffer.from([0, 1]));
  });

  it('keeps nothing of what is too large or breaks off', async () => {
    const { root, store } = newStore();
    await expect(store.put(1, Buffer.alloc(11), { maxBytes: 10 })).rejects.toMatchObject({ code: 'UPLOAD_TOO_LARGE' });
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(5);
        throw new Error('connection reset');
      })(),
    );
    await expect(store.put(1, broken, { maxBytes: 10 })).rejects.toThrow('connection reset');
    expect(filesIn(root)).toEqual([]);
  });

  it('opens nothing outside itself', () => {
    const { store } = newStore();
    for (const key of ['../../etc/passwd', '1/aa/../../x', '/etc/passwd', '1/aa/xyz']) {
      expect(() => store.open(key)).toThrow();
    }
  });

  it('does not hand out damaged bytes', async () => {
    const { root, store } = newStore();
    const { key, sha256, size } = await store.put(1, Buffer.from('原文'), { maxBytes: 100 });
    const identity = { tenantId: 1, sha256, sizeBytes: size };
    expect((await readObject(store, identity)).toString()).toBe('原文');
    writeFileSync(path.join(root, key), '改文');
    await expect(readObject(store, identity)).rejects.toMatchObject({ code: 'OBJECT_DAMAGED' });
    await expect(openObject(store, identity)).rejects.toMatchObject({ code: 'OBJECT_DAMAGED' });
    const gone = { ...identity, sha256: 'ab'.repeat(32) };
    await expect(readObject(store, gone)).rejects.toMatchObject({ code: 'OBJECT_DAMAGED' });
  });

  it('breaks a large download off when its bytes are damaged', async () => {
    const { root, store } = newStore();
    const bytes = Buffer.alloc(17 * 1024 * 1024, 1);
    const { sha256, size } = await store.put(1, bytes, { maxBytes: size20 });
    const identity = { tenantId: 1, sha256, sizeBytes: size };
    expect(Buffer.concat(await (await openObject(store, identity)).toArray())).toHaveLength(size);
    bytes[5] = 2;
    writeFileSync(path.join(root, objectKey(1, sha256)), bytes);
    await expect((await openObject(store, identity)).toArray()).rejects.toMatchObject({ code: 'OBJECT_DAMAGED' });
  });
});
const size20 = 20 * 1024 * 1024;

describe('sniffType', () => {
  it('tells a film by the brand of its first box, and no other box for one', () => {
    const box = (brand: string) =>
      Buffer.from(`\u0000\u0000\u0000\u0018ftyp${brand}\u0000\u0000\u0002\u0000`, 'latin1');
    expect(['isom', 'mp42', 'avc1'].map((brand) => typeOf(box(brand)))).toEqual(Array(3).fill('video/mp4'));
    expect(['heic', 'avif', 'M4A '].map((brand) => typeOf(box(brand)))).toEqual([null, null, null]);
  });

  it('tells the type from the bytes', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('目录').addRow(['题名']);
    const xlsx = Buffer.from(await workbook.xlsx.writeBuffer());
    expect(typeOf(xlsx)).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(typeOf(PNG)).toBe('image/png');
    expect(typeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]))).toBe('image/jpeg');
    expect(typeOf(Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'))).toBe('image/webp');
    expect(typeOf(Buffer.from('%PDF-1.7\n'))).toBe('application/pdf');
    expect(typeOf(Buffer.from('PK\u0003\u0004 anything', 'latin1'))).toBe('application/zip');
    expect(typeOf(Buffer.from('题名,年度\n关于机构改革的通知,2023\n'))).toBe('text/csv');
    expect(typeOf(iconv.encode('题名,年度\n关于机构改革的通知,2023\n', 'gb18030'))).toBe('text/csv');
    const cutInside = Buffer.from('题'.repeat(3_000));
    expect(sniffType(cutInside.subarray(0, 4096), cutInside, cutInside.length)).toBe('text/csv');
  });

  it('takes in nothing that a machine or a browser would run', () => {
    for (const bytes of [
      '<svg onload="x">',
      '<!DOCTYPE html>',
      '\uFEFF <html>',
      'MZ\u0090\0\u0003',
      '\u007fELF\u0002\u0001',
      '',
      'a\0b',
    ]) {
      expect(typeOf(Buffer.from(bytes)), JSON.stringify(bytes)).toBeNull();
    }
  });
});

describe('an upload', () => {
  let pools: Pools;
  let tenant: TestTenant;
  beforeAll(async () => {
    pools = await testPools();
    tenant = await makeTenant('township');
  });
  const scopeOf = (of: TestTenant, accountId: string | null = of.worker.accountId) =>
    mintScope({
      tenantId: of.id,
      tenantSlug: of.slug,
      tenantName: of.name,
      tenantKind: of.kind,
      accountId,
      actorName: '周某',
      roles: [],
      requestId: 'test',
    });

  it('leaves a row and an event in the same transaction', async () => {
    const { store } = newStore();
    const received = await receiveUpload(store, tenant.id, upload(PNG, 'C:\\照片\\库房 一.png'));
    const scope = scopeOf(tenant);
    const stored = await withTenantDb(pools, scope, (tdb) => registerUpload(tdb, scope, received));
    const row = await withTenantDb(pools, scope, (tdb) => findStoredObject(tdb, tenant.id, stored.id));
    expect(row).toMatchObject({
      fileName: '库房 一.png',
      mediaType: 'image/png',
      sizeBytes: PNG.length,
      sha256: stored.sha256,
    });
    const { rows } = await (await testAdmin()).query(
      'select action, object_label from audit_event where object_id = $1',
      [stored.id],
    );
    expect(rows).toEqual([{ action: 'object.store', object_label: '库房 一.png' }]);
    expect(scope.acts.events).toBe(1);
  });

  it('does not believe the name or the declared type', async () => {
    const { root, store } = newStore();
    const html = { ...upload(Buffer.from('<html><script>'), '照片.png'), declaredType: 'image/png' };
    await expect(receiveUpload(store, tenant.id, html)).rejects.toMatchObject({ code: 'UPLOAD_TYPE_REFUSED' });
    const pictureOnly = { ...upload(Buffer.from('%PDF-1.7')), accept: ['image/png'] as const };
    await expect(receiveUpload(store, tenant.id, pictureOnly)).rejects.toMatchObject({ code: 'UPLOAD_TYPE_REFUSED' });
    expect(filesIn(root)).toEqual([]);
  });

  it('cannot be registered in another tenant or by nobody', async () => {
    const { store } = newStore();
    const received = await receiveUpload(store, tenant.id, upload(PNG));
    const other = scopeOf(await makeTenant('township'));
    const nobody = scopeOf(tenant, null);
    for (const scope of [other, nobody]) {
      const attempt = withTenantDb(pools, scope, (tdb) => registerUpload(tdb, scope, received));
      await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('keeps a name readable and harmless', () => {
    expect(safeFileName('2023年目录（终稿）.xlsx')).toBe('2023年目录（终稿）.xlsx');
    expect(safeFileName('../../etc/passwd')).toBe('passwd');
    expect(safeFileName('a\r\nSet-Cookie: x.png')).toBe('aSet-Cookie: x.png');
    expect(safeFileName('exe\u202Efdp.png')).toBe('exefdp.png');
    expect(safeFileName(' .. ')).toBe('file');
    expect(Array.from(safeFileName(`${'长'.repeat(300)}.xlsx`))).toHaveLength(200);
    expect(safeFileName(`${'长'.repeat(300)}.xlsx`)).toMatch(/\.xlsx$/);
  });
});
