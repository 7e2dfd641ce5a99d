import { createHash } from 'node:crypto';
import {
  checkInventory,
  digestOf,
  FIXITY_HASHES,
  minorVersion,
  type OcflInventory,
  type OcflProblem,
  pathsOf,
  type Report,
  VERSION_NAME,
  versionNumber,
} from './inventory.ts';
import { diskTree, type ObjectTree } from './object-tree.ts';

const REGISTERED_EXTENSIONS = new Set([
  '0001-digest-algorithms',
  '0002-flat-direct-storage-layout',
  '0003-hash-and-id-n-tuple-storage-layout',
  '0004-hashed-n-tuple-storage-layout',
  '0005-mutable-head',
  '0006-flat-omit-prefix-storage-layout',
  '0007-n-tuple-omit-prefix-storage-layout',
  '0008-schema-registry',
  '0009-digest-algorithms',
  '0010-differential-n-tuple-omit-prefix-storage-layout',
  '0011-direct-clean-path-layout',
  'initial',
]);
const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
const DECLARATION = /^0=ocfl_object_(1\.[01])$/;

const hashFile = async (
  tree: ObjectTree,
  file: string,
  algorithms: readonly string[],
): Promise<Map<string, string>> => {
  const hashes = algorithms.map((name) => [name, createHash(FIXITY_HASHES[name] ?? name)] as const);
  for await (const chunk of tree.open(file)) for (const [, hash] of hashes) hash.update(chunk);
  return new Map(hashes.map(([name, hash]) => [name, hash.digest('hex')]));
};

interface ReadInventory {
  inventory: OcflInventory | null;
  bytes: Buffer;
  algorithm: string;
}

/** An inventory with its sidecar; null when there is none. */
const readInventory = async (
  tree: ObjectTree,
  folder: string,
  where: string,
  report: Report,
): Promise<ReadInventory | null> => {
  const bytes = await tree.read(inFolder(folder, 'inventory.json'));
  if (!bytes) return null;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    report('E033', `${where}: no JSON`);
    return { inventory: null, bytes, algorithm: '' };
  }
  const inventory = checkInventory(value, (code, detail) => report(code, `${where}: ${detail}`));
  const algorithm = String((value as { digestAlgorithm?: unknown }).digestAlgorithm ?? 'sha512');
  await checkSidecar(tree, folder, where, bytes, algorithm, report);
  return { inventory, bytes, algorithm };
};

const checkSidecar = async (
  tree: ObjectTree,
  folder: string,
  where: string,
  bytes: Buffer,
  algorithm: string,
  report: Report,
) => {
  const sidecar = (await tree.read(inFolder(folder, `inventory.json.${algorithm}`)))?.toString('utf8') ?? null;
  if (sidecar === null) {
    report('E058', `${where}: no inventory.json.${algorithm}`);
    return;
  }
  const match = /^([0-9a-f]+)[ \t]+inventory\.json\s*$/i.exec(sidecar);
  if (!match) report('E061', `${where}: the sidecar's text`);
  else if (algorithm in FIXITY_HASHES && match[1]?.toLowerCase() !== digestOf(algorithm, bytes))
    report('E060', `${where}: the sidecar's digest`);
};

const checkRoot = async (tree: ObjectTree, report: Report): Promise<{ versions: string[]; minor: number | null }> => {
  const versions: string[] = [];
  let minor: number | null = null;
  for (const { name, isFolder } of await tree.entries('')) {
    const declared = DECLARATION.exec(name)?.[1];
    if (isFolder && VERSION_NAME.test(name)) versions.push(name);
    else if (isFolder && (name === 'logs' || name === 'extensions')) continue;
    else if (!isFolder && declared) {
      minor = Number(declared.slice(2));
      const text = (await tree.read(name))?.toString('utf8');
      if (text !== `ocfl_object_${declared}\n`) report('E007', name);
    } else if (!isFolder && /^inventory\.json(?:\.sha(?:512|256))?$/.test(name)) continue;
    else report('E001', name);
  }
  if (minor === null) report('E003', 'no declaration of an OCFL object');
  for (const { name, isFolder } of await tree.entries('extensions')) {
    if (!isFolder) report('E067', `extensions/${name}`);
    else if (!REGISTERED_EXTENSIONS.has(name)) report('W013', `extensions/${name}`);
  }
  return { versions, minor };
};

const stateByPath = (inventory: OcflInventory, version: string) =>
  new Map(
    pathsOf(inventory.versions[version]?.state).map(([digest, logical]) => [
      logical,
      { digest: digest.toLowerCase(), files: inventory.manifest[digest] ?? [] },
    ]),
  );

/** The content of a version must be the same in every inventory that names it; its remarks should be. */
const compareVersions = (root: OcflInventory, older: OcflInventory, where: string, report: Report): void => {
  for (const [name, version] of Object.entries(older.versions)) {
    const now = root.versions[name];
    if (!now) {
      report('E066', `${where}: ${name} is unknown to the root`);
      continue;
    }
    const before = stateByPath(older, name);
    const after = stateByPath(root, name);
    const isSame =
      before.size === after.size &&
      [...before].every(([logical, one]) => {
        const other = after.get(logical);
        if (!other) return false;
        if (older.digestAlgorithm === root.digestAlgorithm && one.digest !== other.digest) return false;
        return one.files.some((file) => other.files.includes(file));
      });
    if (!isSame) report('E066', `${where}: ${name}`);
    const remarks = (entry: typeof version) => JSON.stringify([entry.created, entry.message, entry.user]);
    if (remarks(version) !== remarks(now)) report('W011', `${where}: ${name}`);
  }
};

const checkVersionFolder = async (
  tree: ObjectTree,
  name: string,
  root: OcflInventory,
  report: Report,
): Promise<void> => {
  const content = root.contentDirectory ?? 'content';
  for (const entry of await tree.entries(name)) {
    if (entry.isFolder && entry.name === content) {
      if ((await tree.entries(`${name}/${content}`)).length === 0) report('W003', `${name}/${content} is empty`);
    } else if (entry.isFolder) report('W002', `${name}/${entry.name}`);
    else if (!/^inventory\.json(?:\.sha(?:512|256))?$/.test(entry.name)) report('E015', `${name}/${entry.name}`);
  }
  const read = await readInventory(tree, name, name, report);
  if (!read) {
    report('W010', `${name} has no inventory`);
    return;
  }
  const { inventory } = read;
  if (!inventory) return;
  if (inventory.id !== root.id) report('E037', `${name}: id ${inventory.id}`);
  if ((inventory.contentDirectory ?? 'content') !== content) report('E019', `${name}: contentDirectory`);
  if (inventory.head !== name) report('E040', `${name}: head ${inventory.head}`);
  if (inventory.digestAlgorithm !== root.digestAlgorithm) report('W004', `${name}: digestAlgorithm differs`);
  compareVersions(root, inventory, name, report);
  const described = new Set(pathsOf(inventory.manifest).map(([, file]) => file));
  const number = versionNumber(name);
  for (const version of Object.keys(root.versions).filter((other) => versionNumber(other) <= number))
    for (const file of await tree.filesUnder(`${version}/${content}`))
      if (!described.has(file)) report('E023', `${name}: ${file} is not in its manifest`);
};

const checkFiles = async (
  tree: ObjectTree,
  inventories: readonly OcflInventory[],
  report: Report,
  isRead: (file: string) => boolean,
): Promise<void> => {
  const root = inventories[0];
  if (!root) return;
  const content = root.contentDirectory ?? 'content';
  const present = new Set<string>();
  for (const version of Object.keys(root.versions))
    for (const file of await tree.filesUnder(`${version}/${content}`)) present.add(file);
  const expected = new Map<string, Map<string, { algorithm: string; digest: string; code: 'E092' | 'E093' }>>();
  const expect = (file: string, algorithm: string, digest: string, code: 'E092' | 'E093') => {
    const entry = expected.get(file) ?? new Map();
    entry.set(`${algorithm}:${digest.toLowerCase()}:${code}`, { algorithm, digest: digest.toLowerCase(), code });
    expected.set(file, entry);
  };
  for (const inventory of inventories) {
    for (const [digest, file] of pathsOf(inventory.manifest)) expect(file, inventory.digestAlgorithm, digest, 'E092');
    for (const [algorithm, map] of Object.entries(inventory.fixity ?? {}))
      if (algorithm in FIXITY_HASHES)
        for (const [digest, file] of pathsOf(map)) expect(file, algorithm, digest, 'E093');
  }
  for (const file of present) if (!expected.has(file)) report('E023', `${file} is in no manifest`);
  for (const [file, digests] of expected) {
    const wanted = [...digests.values()];
    if (!present.has(file)) {
      for (const code of new Set(wanted.map((one) => one.code))) report(code, `${file} is missing`);
      continue;
    }
    if (!isRead(file)) continue;
    const found = await hashFile(tree, file, [...new Set(wanted.map((one) => one.algorithm))]);
    for (const { algorithm, digest, code } of wanted)
      if (found.get(algorithm) !== digest) report(code, `${file}: ${algorithm} differs`);
  }
};

const checkSpecVersions = (
  byVersion: readonly { name: string; type: string }[],
  root: OcflInventory,
  report: Report,
) => {
  let highest = 0;
  for (const { name, type } of [...byVersion, { name: 'root', type: root.type }]) {
    const minor = minorVersion(type);
    if (minor < highest) report('E103', `${name} follows an older specification than its predecessor`);
    highest = Math.max(highest, minor);
  }
};

/**
 * Validates one OCFL object with the digests of all its files. Reads everything, changes nothing.
 * @param isRead whether a file's bytes are read; the others only have to be there
 * @returns the problems found, in the order of finding; no E code means that the object is valid
 */
export const validateObject = async (
  object: string | ObjectTree,
  isRead: (file: string) => boolean = () => true,
): Promise<OcflProblem[]> => {
  const tree = typeof object === 'string' ? diskTree(object) : object;
  const problems: OcflProblem[] = [];
  const report: Report = (code, detail) => problems.push({ code, detail });
  const { versions, minor } = await checkRoot(tree, report);
  const read = await readInventory(tree, '', 'root', report);
  if (!read) {
    report('E063', 'no inventory in the root');
    return problems;
  }
  const root = read.inventory;
  if (!root) return problems;
  if (minor !== null && minorVersion(root.type) > minor) report('E038', 'the inventory is newer than the declaration');
  const named = Object.keys(root.versions);
  for (const name of named) if (!versions.includes(name)) report('E010', `folder ${name} is missing`);
  for (const name of versions) if (!named.includes(name)) report('E046', `${name} is not in the inventory`);
  const ordered = named.filter((name) => versions.includes(name)).sort((a, b) => versionNumber(a) - versionNumber(b));
  const inventories = [root];
  const types: { name: string; type: string }[] = [];
  for (const name of ordered) {
    await checkVersionFolder(tree, name, root, report);
    const own = await readInventory(tree, name, name, () => undefined);
    if (own?.inventory) {
      inventories.push(own.inventory);
      types.push({ name, type: own.inventory.type });
    }
    if (name === root.head && own && !own.bytes.equals(read.bytes)) report('E064', `the root differs from ${name}`);
  }
  checkSpecVersions(types, root, report);
  await checkFiles(tree, inventories, report, isRead);
  return problems;
};
