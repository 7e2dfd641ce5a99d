import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import type { VersionFile } from './next-inventory.ts';
import type { ObjectTree } from './object-tree.ts';
import { createOcflStore } from './ocfl-store.ts';
import { validateObject } from './validate-object.ts';

const FIXTURES = process.env.OCFL_FIXTURES ?? path.resolve('../shared/conformance/ocfl/1.1');
const folder = mkdtempSync(path.join(tmpdir(), 'ocfl-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codesOf = (name: string): string[] => name.match(/[EW]\d{3}/g) ?? [];
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

/* The editors' fixtures are theirs and lie beside the repository; below we break objects of our own, always. */
for (const kind of existsSync(FIXTURES) ? ['good-objects', 'warn-objects', 'bad-objects'] : []) {
  describe(`agrees with the fixtures of the OCFL editors in ${FIXTURES}`, () => {
    test.each(readdirSync(path.join(FIXTURES, kind)))(`${kind} %s`, async (name) => {
      const found = (await validateObject(path.join(FIXTURES, kind, name))).map(({ code }) => code);
      expect(found).toEqual(expect.arrayContaining(codesOf(name)));
      if (kind === 'good-objects') expect(found).toEqual([]);
      if (kind !== 'bad-objects') expect(found.filter((code) => code.startsWith('E'))).toEqual([]);
    });
  });
}

type Inventory = { id?: string; head?: string; digestAlgorithm?: string; manifest?: object; versions?: object };
/** Changes the inventory and gives it the digest it then has: the change itself is the only fault. */
const rewrite = (root: string, change: (inventory: Inventory) => void, folders: readonly string[] = ['.', 'v2']) => {
  for (const at of folders) {
    const file = path.join(root, at, 'inventory.json');
    const inventory = JSON.parse(readFileSync(file, 'utf8')) as Inventory;
    change(inventory);
    put(file, JSON.stringify(inventory));
    put(`${file}.sha512`, `${hash('sha512', JSON.stringify(inventory))} inventory.json\n`);
  }
};
/** What is stored may not be written to: it is put in place of the old one. */
const put = (file: string, content: string) => {
  rmSync(file, { force: true });
  writeFileSync(file, content);
};
const contentOf = (root: string): string =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('content'))
    .map((entry) => path.join(entry.parentPath, entry.name))[0] ?? '';

const DAMAGES: readonly [code: string, what: string, damage: (root: string) => void][] = [
  ['E003', 'no declaration', (root) => rmSync(path.join(root, '0=ocfl_object_1.1'))],
  ['E007', 'another declaration', (root) => put(path.join(root, '0=ocfl_object_1.1'), 'ocfl_object_9\n')],
  ['E063', 'no inventory', (root) => rmSync(path.join(root, 'inventory.json'))],
  ['E058', 'no sidecar', (root) => rmSync(path.join(root, 'inventory.json.sha512'))],
  [
    'E060',
    'another inventory than its sidecar says',
    (root) => put(path.join(root, 'inventory.json.sha512'), `${'0'.repeat(128)} inventory.json\n`),
  ],
  ['E061', 'a sidecar that is none', (root) => put(path.join(root, 'inventory.json.sha512'), 'nothing\n')],
  ['E092', 'other bytes', (root) => put(contentOf(root), 'other')],
  ['E092', 'a file that is gone', (root) => rmSync(contentOf(root))],
  ['E023', 'a file of no manifest', (root) => put(path.join(path.dirname(contentOf(root)), 'extra.txt'), 'extra')],
  ['E001', 'a file beside the inventory', (root) => put(path.join(root, 'extra.txt'), 'extra')],
  ['E010', 'a version that is gone', (root) => rmSync(path.join(root, 'v1'), { recursive: true })],
  ['E036', 'no id', (root) => rewrite(root, (inventory) => delete inventory.id)],
  ['E036', 'no head', (root) => rewrite(root, (inventory) => delete inventory.head)],
  ['E041', 'no manifest', (root) => rewrite(root, (inventory) => delete inventory.manifest)],
  [
    'E040',
    'a head that does not exist',
    (root) => rewrite(root, (inventory) => Object.assign(inventory, { head: 'v7' })),
  ],
  [
    'E064',
    'two newest inventories',
    (root) => rewrite(root, (inventory) => Object.assign(inventory, { contentDirectory: 'content' }), ['.']),
  ],
];
test.each(DAMAGES)('finds %s in an object with %s', async (code, what, damage) => {
  const at = path.join(folder, `damage-${code}-${what.length}`);
  const store = createOcflStore(at);
  await store.addVersion(1, { ...by, objectId: ID, add: [incoming('1.txt', '一')], message: '一' });
  await store.addVersion(1, { ...by, objectId: ID, add: [incoming('2.txt', '二')], message: '二' });
  const declaration = readdirSync(at, { recursive: true, withFileTypes: true }).find(
    (entry) => entry.name === '0=ocfl_object_1.1',
  );
  const root = declaration?.parentPath ?? '';
  expect(await errorsOf(root)).toEqual([]);
  damage(root);
  expect((await errorsOf(root)).map((fault) => fault.code)).toContain(code);
});

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
