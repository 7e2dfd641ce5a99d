import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import type { VersionFile } from './next-inventory.ts';
import type { ObjectTree } from './object-tree.ts';
import { createOcflStore } from './ocfl-store.ts';
import { tidyWorkspaces } from './tidy-workspaces.ts';
import { validateObject } from './validate-object.ts';

const folder = tempFolder('ocfl');

const hash = (algorithm: string, bytes: string) => createHash(algorithm).update(bytes).digest('hex');
const incoming = (logicalPath: string, bytes: string): VersionFile => {
  const source = path.join(folder, `in-${hash('sha256', bytes)}`);
  writeFileSync(source, bytes);
  const [sha512, sha256, sm3] = ['sha512', 'sha256', 'sm3'].map((name) => hash(name, bytes));
  return { logicalPath, source, extension: 'txt', sha512: sha512 ?? '', sha256: sha256 ?? '', sm3: sm3 ?? '' };
};
const ID = 'urn:uuid:019b0000-0000-7000-8000-000000000001';
const by = { user: { name: '方清越', address: 'urn:lantai:account:1' }, created: '2026-11-21T08:00:00Z' };
const errorsOf = async (at: ObjectTree | string) =>
  (await validateObject(at)).filter(({ code }) => code.startsWith('E'));

test('what is written is valid, keeps every version and stores equal bytes once', async () => {
  const store = createOcflStore(path.join(folder, 'a'));
  await store.addVersion(1, {
    ...by,
    objectId: ID,
    add: [incoming('0001.txt', '甲'), incoming('0002.txt', '乙')],
    message: '挂接',
  });
  const second = await store.addVersion(1, {
    ...by,
    objectId: ID,
    add: [incoming('0003.txt', '甲')],
    remove: ['0002.txt'],
    message: '重扫',
  });
  expect(second.version).toBe('v2');
  expect(await validateObject(store.tree(1, ID))).toEqual([]);
  const inventory = await store.inventory(1, ID);
  expect(
    Object.values(inventory?.versions.v2?.state ?? {})
      .flat()
      .sort(),
  ).toEqual(['0001.txt', '0003.txt']);
  expect(Object.values(inventory?.manifest ?? {}).flat()).toHaveLength(2);
  const contentPath = second.contentPaths.get('0003.txt') ?? '';
  expect(await text(store.open(1, ID, contentPath))).toBe('甲');
  expect(() => store.open(1, ID, 'v1/content/../../inventory.json')).toThrow();
});

test('a workspace that a killed process has left is gone after a day, one that is worked in stays', async () => {
  const root = path.join(folder, 'tidy');
  const left = path.join(root, '.workspace', '1', 'left');
  mkdirSync(path.join(left, 'v1'), { recursive: true });
  mkdirSync(path.join(root, '.workspace', '1', 'used'));
  utimesSync(left, new Date(), new Date(Date.now() - 25 * 3_600_000));
  expect(await tidyWorkspaces(root)).toBe(1);
  expect(readdirSync(path.join(root, '.workspace', '1'))).toEqual(['used']);
  expect(await tidyWorkspaces(path.join(root, 'nowhere'))).toBe(0);
});

/* Let the n-th step fail, for every n until none fails; after recovery the object is valid and holds what was promised. */
test('a crash at any step leaves the old version or the new one', async () => {
  let crashes = 0;
  for (let failAt = 1; ; failAt += 1) {
    const root = path.join(folder, `crash-${failAt}`);
    await createOcflStore(root).addVersion(1, { ...by, objectId: ID, add: [incoming('1.txt', '一')], message: '一' });
    let count = 0;
    const store = createOcflStore(root, {
      beforeStep: () => {
        count += 1;
        if (count === failAt) throw new Error('crash');
      },
    });
    const isDone = await store
      .addVersion(1, { ...by, objectId: ID, add: [incoming('2.txt', '二'), incoming('3.txt', '三')], message: '二' })
      .then(
        () => true,
        () => false,
      );
    const after = createOcflStore(root);
    await after.recover(1, ID);
    expect(await errorsOf(after.tree(1, ID)), `step ${failAt}`).toEqual([]);
    const head = (await after.inventory(1, ID))?.head;
    expect(isDone ? ['v2'] : ['v1', 'v2']).toContain(head);
    if (isDone) break;
    crashes += 1;
  }
  expect(crashes).toBeGreaterThan(4);
});
