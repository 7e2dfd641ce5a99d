import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformance } from '@/db/testing/conformance';
import { tempFolder } from '@/db/testing/temp-folder';
import type { VersionFile } from './next-inventory.ts';
import { createOcflStore } from './ocfl-store.ts';
import { validateObject } from './validate-object.ts';

const FIXTURES = conformance('ocfl/1.1');
const folder = tempFolder('ocfl');
const hash = (algorithm: string, bytes: string) => createHash(algorithm).update(bytes).digest('hex');
const errorsOf = async (at: string) => (await validateObject(at)).filter(({ code }) => code.startsWith('E'));

/* The editors' fixtures are theirs and lie beside the repository; below we break objects of our own, always. */
const KINDS = ['good-objects', 'warn-objects', 'bad-objects'];
test.skipIf(FIXTURES === null)('is asked about the fixtures of the OCFL editors: they are not at hand', () => {
  expect(KINDS.map((kind) => readdirSync(path.join(FIXTURES ?? '', kind)).length > 5)).toEqual([true, true, true]);
});
for (const kind of FIXTURES ? KINDS : []) {
  describe('agrees with the fixtures of the OCFL editors', () => {
    test.each(readdirSync(path.join(FIXTURES ?? '', kind)))(`${kind} %s`, async (name) => {
      const found = (await validateObject(path.join(FIXTURES ?? '', kind, name))).map(({ code }) => code);
      expect(found).toEqual(expect.arrayContaining(name.match(/[EW]\d{3}/g) ?? []));
      if (kind === 'good-objects') expect(found).toEqual([]);
      if (kind !== 'bad-objects') expect(found.filter((code) => code.startsWith('E'))).toEqual([]);
    });
  });
}

type Paths = Record<string, string[]>;
interface Version {
  created: string;
  state: Paths;
  user: { name?: string; address?: string };
}
interface Inventory {
  id: string;
  type: string;
  head: string;
  digestAlgorithm: string;
  contentDirectory?: string;
  manifest: Paths;
  versions: Record<string, Version>;
  fixity: Record<string, Paths>;
}
/** What is stored may not be written to: it is put in place of the old one. */
const put = (file: string, content: string): void => {
  rmSync(file, { force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
};
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
const says = (change: (inventory: Inventory) => void, folders?: readonly string[]) => (root: string) =>
  rewrite(root, change, folders);
const adds =
  (name: string, content = 'x') =>
  (root: string) =>
    put(path.join(root, name), content);
const drops = (name: string) => (root: string) => rmSync(path.join(root, name), { recursive: true });
const contentOf = (root: string): string =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('content'))
    .map((entry) => path.join(entry.parentPath, entry.name))[0] ?? '';

const newest = (inventory: Inventory): Version => inventory.versions.v2 ?? { created: '', state: {}, user: {} };
const firstOf = (paths: Paths): [digest: string, files: string[]] => Object.entries(paths)[0] ?? ['', []];
const renameVersion = (from: string, to: string) => (inventory: Inventory) => {
  inventory.versions[to] = inventory.versions[from] ?? newest(inventory);
  delete inventory.versions[from];
};
/** The same digest once more, in capitals. */
const repeatDigest = (paths: Paths): void => {
  const [digest, files] = firstOf(paths);
  paths[digest.toUpperCase()] = files;
};

const DAMAGES: readonly [code: string, what: string, damage: (root: string) => void][] = [
  ['E001', 'a file beside the inventory', adds('extra.txt')],
  ['E001', 'a folder beside the inventory', adds('extra/readme')],
  ['E003', 'no declaration', drops('0=ocfl_object_1.1')],
  ['E007', 'another declaration', adds('0=ocfl_object_1.1', 'ocfl_object_9\n')],
  ['E008', 'no version', says((inventory) => Object.assign(inventory, { versions: {} }))],
  ['E010', 'a version that is gone', drops('v1')],
  ['E010', 'a version that was passed over', says(renameVersion('v2', 'v3'))],
  ['E011', 'a name without the zeros of the others', says(renameVersion('v1', 'v01'))],
  ['E012', 'names of different lengths', says(renameVersion('v1', 'v001'))],
  ['E015', 'a file in a version beside its content', adds('v2/extra.txt')],
  ['E017', 'a content folder with a slash', says((inventory) => Object.assign(inventory, { contentDirectory: 'a/b' }))],
  ['E018', 'a content folder above', says((inventory) => Object.assign(inventory, { contentDirectory: '..' }))],
  [
    'E019',
    'another content folder in an older version',
    says((inventory) => Object.assign(inventory, { contentDirectory: 'other' }), ['v1']),
  ],
  ['E023', 'a file of no manifest', (root) => put(path.join(path.dirname(contentOf(root)), 'extra.txt'), 'extra')],
  ['E025', 'another algorithm', says((inventory) => Object.assign(inventory, { digestAlgorithm: 'md5' }))],
  ['E033', 'an inventory that is no JSON', adds('inventory.json', '{')],
  ['E033', 'an inventory that is a list', adds('inventory.json', '[]')],
  ['E036', 'no id', says((inventory) => Object.assign(inventory, { id: undefined }))],
  ['E036', 'no head', says((inventory) => Object.assign(inventory, { head: undefined }))],
  ['E037', 'an empty id', says((inventory) => Object.assign(inventory, { id: '' }))],
  ['E037', 'another id in an older version', says((inventory) => Object.assign(inventory, { id: 'urn:x:1' }), ['v1'])],
  ['E038', 'another type', says((inventory) => Object.assign(inventory, { type: 'inventory' }))],
  ['E040', 'a head that does not exist', says((inventory) => Object.assign(inventory, { head: 'v7' }))],
  ['E040', 'a head that is a number', says((inventory) => Object.assign(inventory, { head: 2 }))],
  ['E040', 'a head before the newest version', says((inventory) => Object.assign(inventory, { head: 'v1' }))],
  ['E041', 'no manifest', says((inventory) => Object.assign(inventory, { manifest: undefined }))],
  ['E043', 'no versions', says((inventory) => Object.assign(inventory, { versions: undefined }))],
  ['E046', 'a version of no name', says(renameVersion('v2', 'second'))],
  ['E046', 'a folder of a version that nobody knows', adds('v3/inventory.json', '{}')],
  ['E047', 'a version that is no block', says((inventory) => Object.assign(inventory.versions, { v2: 'x' }))],
  ['E048', 'a version without a time', says((inventory) => Object.assign(newest(inventory), { created: undefined }))],
  [
    'E049',
    'a time without a zone',
    says((inventory) => Object.assign(newest(inventory), { created: '2026-11-21T08:00:00' })),
  ],
  ['E050', 'a state of unknown bytes', says((inventory) => Object.assign(newest(inventory).state, { ab: ['9.txt'] }))],
  ['E051', 'a state that is no list', says((inventory) => Object.assign(newest(inventory), { state: { ab: 'x' } }))],
  ['E052', 'a name that climbs', says((inventory) => firstOf(newest(inventory).state)[1].push('a/../b.txt'))],
  ['E053', 'a name that begins at the root', says((inventory) => firstOf(newest(inventory).state)[1].push('/b.txt'))],
  ['E054', 'a user without a name', says((inventory) => Object.assign(newest(inventory), { user: {} }))],
  ['E057', 'fixity that is a list', says((inventory) => Object.assign(inventory, { fixity: [] }))],
  ['E058', 'no sidecar', drops('inventory.json.sha512')],
  [
    'E060',
    'another inventory than its sidecar says',
    adds('inventory.json.sha512', `${'0'.repeat(128)} inventory.json\n`),
  ],
  ['E060', 'the same in a version', adds('v1/inventory.json.sha512', `${'0'.repeat(128)} inventory.json\n`)],
  ['E061', 'a sidecar that is none', adds('inventory.json.sha512', 'nothing\n')],
  ['E063', 'no inventory', drops('inventory.json')],
  [
    'E064',
    'two newest inventories',
    says((inventory) => Object.assign(inventory, { contentDirectory: 'content' }), ['.']),
  ],
  [
    'E066',
    'another first version than it was',
    says((inventory) => firstOf(inventory.versions.v1?.state ?? {})[1].push('9.txt')),
  ],
  ['E067', 'a file among the extensions', adds('extensions/readme')],
  ['E092', 'other bytes', (root) => put(contentOf(root), 'other')],
  ['E092', 'a file that is gone', (root) => rmSync(contentOf(root))],
  [
    'E093',
    'another SM3 than it has',
    says((inventory) => Object.assign(inventory.fixity, { sm3: { ab: firstOf(inventory.manifest)[1] } })),
  ],
  [
    'E093',
    'fixity of a file that is not there',
    says((inventory) => Object.assign(inventory.fixity, { sm3: { ab: ['v1/content/9.txt'] } })),
  ],
  ['E094', 'a message that is none', says((inventory) => Object.assign(newest(inventory), { message: 5 }))],
  ['E095', 'a name that stands twice', says((inventory) => firstOf(newest(inventory).state)[1].push('1.txt', '1.txt'))],
  ['E095', 'a file that is a folder too', says((inventory) => firstOf(newest(inventory).state)[1].push('1.txt/2.txt'))],
  ['E096', 'a digest that stands twice', says((inventory) => repeatDigest(inventory.manifest))],
  ['E097', 'fixity that says a digest twice', says((inventory) => repeatDigest(inventory.fixity.sha256 ?? {}))],
  ['E099', 'content that climbs', says((inventory) => firstOf(inventory.manifest)[1].push('v1/content/../x'))],
  [
    'E100',
    'content that begins at the root',
    says((inventory) => firstOf(inventory.manifest)[1].push('/v1/content/x')),
  ],
  [
    'E101',
    'content under two digests',
    says((inventory) => Object.assign(inventory.manifest, { ['a'.repeat(128)]: [...firstOf(inventory.manifest)[1]] })),
  ],
  [
    'E103',
    'an older specification than before',
    says((inventory) => Object.assign(inventory, { type: 'https://ocfl.io/1.0/spec/#inventory' })),
  ],
  [
    'E107',
    'bytes of no version',
    says((inventory) => Object.assign(inventory.manifest, { ['a'.repeat(128)]: ['v1/content/9.txt'] })),
  ],
];

const incoming = (logicalPath: string, bytes: string): VersionFile => {
  const source = path.join(folder, `in-${hash('sha256', bytes)}`);
  writeFileSync(source, bytes);
  const [sha512 = '', sha256 = '', sm3 = ''] = ['sha512', 'sha256', 'sm3'].map((name) => hash(name, bytes));
  return { logicalPath, source, extension: 'txt', sha512, sha256, sm3 };
};
test.each(DAMAGES)('finds %s in an object with %s', async (code, what, damage) => {
  const at = path.join(folder, `damage-${code}-${hash('md5', what)}`);
  const store = createOcflStore(at);
  const objectId = 'urn:uuid:019b0000-0000-7000-8000-000000000001';
  const by = { objectId, user: { name: '方清越', address: 'urn:lantai:account:1' }, created: '2026-11-21T08:00:00Z' };
  await store.addVersion(1, { ...by, add: [incoming('1.txt', '一')], message: '一' });
  await store.addVersion(1, { ...by, add: [incoming('2.txt', '二')], message: '二' });
  const declaration = readdirSync(at, { recursive: true, withFileTypes: true }).find(
    (entry) => entry.name === '0=ocfl_object_1.1',
  );
  const root = declaration?.parentPath ?? '';
  expect(await errorsOf(root)).toEqual([]);
  damage(root);
  expect((await errorsOf(root)).map((fault) => fault.code)).toContain(code);
});
