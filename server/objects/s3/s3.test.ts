import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { createStores } from '../create-stores.ts';
import type { VersionFile } from '../ocfl/next-inventory.ts';
import type { OcflStore } from '../ocfl/ocfl-store.ts';
import { validateObject } from '../ocfl/validate-object.ts';
import { checkBucket } from './check-bucket.ts';
import { createLocalCopies } from './local-copies.ts';
import { createBucket } from './s3-bucket.ts';
import { createS3OcflStore } from './s3-ocfl-store.ts';
import { longestChain } from './s3-staging.ts';
import { startTestS3, type TestS3 } from './testing/s3-server.ts';

let store: TestS3;
const folder = tempFolder('s3');
beforeAll(async () => {
  store = await startTestS3();
});
beforeEach(() => {
  store.objects.clear();
  store.interfere = () => null;
});
afterAll(async () => {
  await store.stop();
});

const hash = (algorithm: string, bytes: string) => createHash(algorithm).update(bytes).digest('hex');
const incoming = (logicalPath: string, bytes: string): VersionFile => {
  const source = path.join(folder, `in-${hash('sha256', bytes)}`);
  writeFileSync(source, bytes);
  const [sha512 = '', sha256 = '', sm3 = ''] = ['sha512', 'sha256', 'sm3'].map((name) => hash(name, bytes));
  return { logicalPath, source, extension: 'txt', sha512, sha256, sm3 };
};
const ID = 'urn:uuid:019b0000-0000-7000-8000-000000000001';
const by = {
  user: { name: '方清越', address: 'urn:lantai:account:1' },
  created: '2026-11-21T08:00:00Z',
  message: '挂接',
};
const stores = () => createStores({ dataDir: mkdtempSync(path.join(folder, 'data-')), s3: store.settings });
const keys = () => [...store.objects.keys()].map((key) => key.slice('lantai/'.length)).sort();

describe('a bucket, against the S3-like server of this test', () => {
  it('takes and gives files with any name, in ranges, in parts, page by page', async () => {
    const bucket = createBucket(store.settings, 1_000);
    const bytes = randomBytes(4_321);
    const file = path.join(folder, 'large');
    writeFileSync(file, bytes);
    await bucket.putFile('a/大 (1)+&!.bin', file);
    expect((await bucket.read('a/大 (1)+&!.bin'))?.equals(bytes)).toBe(true);
    const range = await bucket.open('a/大 (1)+&!.bin', { start: 10, end: 12 }).toArray();
    expect(Buffer.concat(range)).toEqual(bytes.subarray(10, 13));
    for (let n = 0; n < 8; n += 1) await bucket.putBytes(`b/${n}/x`, String(n));
    expect((await bucket.entries('b')).map(({ name }) => name)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    const listed: string[] = [];
    for await (const { key } of bucket.list('b/')) listed.push(key);
    expect(listed).toHaveLength(8);
    await bucket.move('a/大 (1)+&!.bin', 'c/moved');
    expect(await bucket.stat('a/大 (1)+&!.bin')).toBeNull();
    expect(await bucket.stat('c/moved')).toEqual({ size: 4_321 });
    expect(await bucket.read('nothing')).toBeNull();
  });

  it('asks again when the store is out of breath, and says so when it stays so or refuses the key', async () => {
    const bucket = createBucket(store.settings);
    let failures = 0;
    store.interfere = () => {
      failures += 1;
      return failures === 1 ? 503 : failures === 2 ? 'cut' : null;
    };
    await bucket.putBytes('x', 'bytes');
    expect((await bucket.read('x'))?.toString()).toBe('bytes');
    const stranger = createBucket({ ...store.settings, secretAccessKey: 'wrong' });
    await expect(stranger.read('x')).rejects.toMatchObject({ status: 403 });
  });

  it('is refused when the bytes are not those that were promised', async () => {
    const file = path.join(folder, 'changed');
    writeFileSync(file, 'changed');
    await expect(createBucket(store.settings).putFile('x', file, hash('sha256', 'promised'))).rejects.toThrow(
      'Mismatch',
    );
    expect(store.objects.size).toBe(0);
  });
});

describe('an answer that is not the one expected, by the S3-like server of this test', () => {
  it('counts for nothing: in a bucket that is not there nothing is kept, read, listed or missed', async () => {
    const nowhere = createBucket({ ...store.settings, bucket: 'elsewhere' }, 1_000);
    const file = path.join(folder, 'for-nowhere');
    writeFileSync(file, randomBytes(2_500));
    const isAbsent = { status: 404 };
    await expect(nowhere.putBytes('x', 'bytes')).rejects.toMatchObject(isAbsent);
    await expect(nowhere.putFile('x', file)).rejects.toMatchObject(isAbsent);
    await expect(createBucket({ ...store.settings, bucket: 'elsewhere' }).putFile('x', file)).rejects.toMatchObject(
      isAbsent,
    );
    // An object that is not there is null; a bucket that is not there must not make every file a missing one.
    await expect(nowhere.read('x')).rejects.toMatchObject(isAbsent);
    await expect(nowhere.stat('x')).rejects.toMatchObject(isAbsent);
    await expect(nowhere.entries('x')).rejects.toMatchObject(isAbsent);
    await expect(nowhere.remove('x')).rejects.toMatchObject(isAbsent);
    await expect(nowhere.open('x').toArray()).rejects.toMatchObject(isAbsent);
    expect(store.objects.size).toBe(0);
  });

  it('counts for nothing: a part that is refused, a range that is ignored, a redirection', async () => {
    const bucket = createBucket(store.settings, 1_000);
    const file = path.join(folder, 'in-parts');
    writeFileSync(file, randomBytes(2_500));
    let puts = 0;
    store.interfere = (method) => {
      if (method === 'PUT') puts += 1;
      return method === 'PUT' && puts === 2 ? 404 : null;
    };
    await expect(bucket.putFile('parts', file)).rejects.toMatchObject({ status: 404 });
    store.interfere = () => null;
    expect(await bucket.stat('parts')).toBeNull();
    await bucket.putBytes('whole', '0123456789');
    store.interfere = () => 200;
    await expect(bucket.open('whole', { start: 2, end: 3 }).toArray()).rejects.toMatchObject({ status: 200 });
    await expect(bucket.entries('')).rejects.toThrow('no list');
    store.interfere = () => 301;
    await expect(bucket.putBytes('whole', 'new')).rejects.toMatchObject({ status: 301 });
  });

  it('is told in one line by the check of a bucket, which leaves nothing in it', async () => {
    expect(await checkBucket(store.settings)).toEqual({
      done: [
        'bucket',
        'put',
        'get',
        'range',
        'list',
        'multipart',
        'move',
        'wrong bucket',
        'record',
        'upload',
        'delete',
      ],
      failed: null,
    });
    expect(store.objects.size).toBe(0);
    const whyOf = async (changed: Partial<typeof store.settings>) =>
      (await checkBucket({ ...store.settings, ...changed })).failed;
    expect(await whyOf({ bucket: 'elsewhere' })).toMatchObject({
      step: 'bucket',
      why: expect.stringMatching(/^there is no bucket "elsewhere"/),
    });
    expect(await whyOf({ secretAccessKey: 'wrong' })).toMatchObject({
      why: expect.stringContaining('access is refused'),
    });
    store.interfere = (method, key) => (method === 'GET' && key !== '' ? 500 : null);
    expect(await whyOf({})).toMatchObject({ step: 'get', why: expect.stringMatching(/^500/) });
    expect(store.objects.size).toBe(0);
  }, 30_000);
});

describe('the stores in a bucket, against the S3-like server of this test', () => {
  it('keeps uploads in pieces and hands them over as one file', async () => {
    const { staging } = stores();
    const id = uuidv7();
    expect(await staging.sizeOf(1, id)).toBeNull();
    await staging.create(1, id);
    expect(await staging.sizeOf(1, id)).toBe(0);
    expect(await staging.append(1, id, 0, Readable.from([Buffer.from('上半')]), 12)).toBe(6);
    await expect(staging.append(1, id, 0, Readable.from([Buffer.from('上')]), 12)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await expect(staging.append(1, id, 6, Readable.from([Buffer.alloc(7)]), 12)).rejects.toMatchObject({
      code: 'UPLOAD_TOO_LARGE',
    });
    // Another server goes on.
    expect(await stores().staging.append(1, id, 6, Readable.from([Buffer.from('下半')]), 12)).toBe(12);
    expect(readFileSync(await staging.localFile(1, id), 'utf8')).toBe('上半下半');
    await staging.quarantine(1, id);
    expect(await staging.sizeOf(1, id)).toBeNull();
    expect(keys().every((key) => key.startsWith('quarantine/staging/1/'))).toBe(true);
  });

  it('never falls behind what was acknowledged when two senders sent the same stretch', () => {
    const part = (offset: number, size: number) => ({ key: `${offset}-${size}`, offset, size });
    const chain = longestChain([part(0, 5), part(5, 5), part(0, 7), part(12, 9)]);
    expect(chain.map(({ key }) => key)).toEqual(['0-5', '5-5']);
  });

  it('keeps equal bytes of a tenant once', async () => {
    const objects = stores();
    const first = await objects.put(7, Buffer.from('abc'), { maxBytes: 10 });
    await objects.put(7, Readable.from([Buffer.from('a'), Buffer.from('bc')]), { maxBytes: 10 });
    expect(keys()).toEqual([`objects/${first.key}`]);
    expect(await text(objects.open(first.key))).toBe('abc');
    await expect(objects.put(7, Buffer.alloc(11), { maxBytes: 10 })).rejects.toMatchObject({
      code: 'UPLOAD_TOO_LARGE',
    });
  });

  it('keeps records as valid OCFL objects in versions, which any server reads', async () => {
    const { records } = stores();
    await records.addVersion(1, { ...by, objectId: ID, add: [incoming('1.txt', '甲'), incoming('2.txt', '乙')] });
    const next = { ...by, objectId: ID, add: [incoming('3.txt', '甲')], remove: ['2.txt'] };
    const { version, contentPaths } = await records.addVersion(1, next);
    expect(version).toBe('v2');
    expect(await validateObject(records.tree(1, ID))).toEqual([]);
    const contentPath = contentPaths.get('3.txt') ?? '';
    expect(await text(stores().records.open(1, ID, contentPath))).toBe('甲');
    expect(readFileSync(await stores().records.localFile(1, ID, contentPath), 'utf8')).toBe('甲');
    const places = [];
    for await (const place of records.list()) places.push(place);
    expect(places).toMatchObject([{ tenantId: 1, isObject: true }]);
  });
});

const storeThatFails = (step: (name: string) => void): OcflStore =>
  createS3OcflStore(createBucket(store.settings), createLocalCopies(path.join(folder, 'copies'), 1e9), {
    beforeStep: step,
  });

/* Let the n-th step fail, for every n until none fails; after recovery the object is valid and holds what was promised. */
describe.each(['first', 'second'])('a crash at any step of the %s version in a bucket', (which) => {
  it('leaves what was before or the whole version', async () => {
    let crashes = 0;
    for (let failAt = 1; ; failAt += 1) {
      store.objects.clear();
      if (which === 'second')
        await storeThatFails(() => undefined).addVersion(1, { ...by, objectId: ID, add: [incoming('1.txt', '一')] });
      let count = 0;
      const failing = storeThatFails(() => {
        count += 1;
        if (count === failAt) throw new Error('crash');
      });
      const add = [incoming('2.txt', '二'), incoming('3.txt', '三')];
      const isDone = await failing.addVersion(1, { ...by, objectId: ID, add }).then(
        () => true,
        () => false,
      );
      const before = [...store.objects.values()].length;
      const after = storeThatFails(() => undefined);
      await after.recover(1, ID);
      const head = (await after.inventory(1, ID))?.head ?? null;
      const news = which === 'first' ? [null, 'v1'] : ['v1', 'v2'];
      expect(isDone ? [news[1]] : news).toContain(head);
      if (head) expect(await validateObject(after.tree(1, ID)), `step ${failAt}`).toEqual([]);
      // Nothing is thrown away: what was not finished stands in the quarantine.
      expect(store.objects.size).toBeGreaterThanOrEqual(before);
      if (!head || head === 'v1') {
        await after.addVersion(1, { ...by, objectId: ID, add });
        expect(await validateObject(after.tree(1, ID)), `again after step ${failAt}`).toEqual([]);
      }
      if (isDone) break;
      crashes += 1;
    }
    expect(crashes).toBeGreaterThan(5);
  });
});
