import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { foldersUpTo, makeFolder, replaceFile, syncAll, syncFile, syncFolder } from './durable-files.ts';
import { digestOf, type OcflInventory, VERSION_NAME, versionNumber } from './inventory.ts';
import {
  checkContentPath,
  DECLARATION,
  LAYOUT_FILES,
  type NewVersion,
  nextInventory,
  PLACE,
  pathOfSource,
  placeOf,
  type StoredVersion,
  type VersionFile,
} from './next-inventory.ts';
import { diskTree, type ObjectTree } from './object-tree.ts';

/**
 * One OCFL 1.1 object for each record, in a storage root for each tenant: `<root>/<tenant>/<aaa>/<bbb>/<ccc>/<hash>`.
 * On disk a version is staged beside the objects, synced, and appears by one rename; in a bucket its root inventory is
 * written last (s3/s3-ocfl-store.ts). What a crash leaves is finished or set aside by `recover`.
 */
export interface OcflStore {
  /** The caller holds the record's lock: two versions of one object are never written at once. */
  addVersion(tenantId: number, version: NewVersion): Promise<StoredVersion>;
  /** @throws AppError NOT_FOUND for what is no content path. */
  open(tenantId: number, objectId: string, contentPath: string, range?: { start: number; end: number }): Readable;
  /** Where the file stands, or a copy of it, for a program that reads files. */
  localFile(tenantId: number, objectId: string, contentPath: string): Promise<string>;
  inventory(tenantId: number, objectId: string): Promise<OcflInventory | null>;
  /** Finishes a version whose root inventory was not written, sets aside one that is not whole. */
  recover(tenantId: number, objectId: string): Promise<'whole' | 'finished' | 'set_aside' | 'absent'>;
  /** The files of an object, for whoever checks them. */
  tree(tenantId: number, objectId: string): ObjectTree;
  treeAt(tenantId: number, place: string): ObjectTree;
  /** False when nothing stands where the tenant's records should: a disk that is not mounted, a bucket that is gone. */
  isThere(tenantId: number): Promise<boolean>;
  /** All that stands in the store: objects by their place, and what is none. */
  list(): AsyncGenerator<StoredPlace>;
  /** Moves an object (or one file of it) into the quarantine and answers where it stands now. */
  setAside(tenantId: number, place: string, file?: string): Promise<string>;
  /** Puts bytes in the place of a damaged or missing file, which is set aside first. The caller has checked them. */
  putBack(tenantId: number, objectId: string, contentPath: string, source: string): Promise<void>;
}
export interface StoredPlace {
  tenantId: number;
  /** `aaa/bbb/ccc/hash` of an object, or the path of a stranger. */
  place: string;
  isObject: boolean;
}

export interface OcflStoreOptions {
  /** Called before each step that changes the store; a test throws here to stand for a crash. */
  beforeStep?: (step: string) => void;
}

export const WORKSPACE = '.workspace';
const QUARANTINE = '.quarantine';
const MISSING = 'ENOENT';
const ROOT_NAMES = new Set(['0=ocfl_1.1', 'ocfl_layout.json', 'extensions']);

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

const sidecarOf = (json: string): string => `${digestOf('sha512', json)}  inventory.json\n`;

/** A hard link where the filesystem has them; a copy otherwise. Answers whether it is a copy. */
const place = async (source: string, target: string): Promise<boolean> => {
  try {
    await link(source, target);
    return false;
  } catch (error) {
    if (!hasCode(error, 'EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK')) throw error;
    await copyFile(source, target);
    return true;
  }
};

/** What was written into a workspace and has to be on the disk before a rename shows it. */
interface Written {
  files: string[];
  folders: string[];
}
const writeInto = async (folder: string, name: string, bytes: string, written: Written): Promise<void> => {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  written.files.push(file);
};
const writeInventory = async (folder: string, json: string, written: Written): Promise<void> => {
  await writeInto(folder, 'inventory.json', json, written);
  await writeInto(folder, 'inventory.json.sha512', sidecarOf(json), written);
  written.folders.push(folder);
};

const readJson = async (file: string): Promise<OcflInventory | null> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as OcflInventory;
  } catch (error) {
    if (hasCode(error, MISSING) || error instanceof SyntaxError) return null;
    throw error;
  }
};

/** Whether a version's folder holds an inventory that its sidecar vouches for. */
const isWhole = async (folder: string): Promise<boolean> => {
  const json = await readFile(path.join(folder, 'inventory.json')).catch(() => null);
  const sidecar = await readFile(path.join(folder, 'inventory.json.sha512'), 'utf8').catch(() => '');
  return json !== null && sidecar.startsWith(digestOf('sha512', json));
};

/** Objects stand four folders deep; whatever else is met on the way is a stranger. */
const listPlaces = async function* (at: string, tenantId: number, place: string): AsyncGenerator<StoredPlace> {
  const depth = place === '' ? 0 : place.split('/').length;
  for (const entry of await readdir(path.join(at, place), { withFileTypes: true })) {
    const next = place === '' ? entry.name : `${place}/${entry.name}`;
    if (entry.isDirectory() && PLACE.test(next)) yield { tenantId, place: next, isObject: true };
    else if (entry.isDirectory() && depth < 3 && /^[0-9a-f]{3}$/.test(entry.name))
      yield* listPlaces(at, tenantId, next);
    else if (depth > 0 || !ROOT_NAMES.has(entry.name)) yield { tenantId, place: next, isObject: false };
  }
};

export const createOcflStore = (root: string, options: OcflStoreOptions = {}): OcflStore => {
  const step = options.beforeStep ?? (() => undefined);
  const storageRoot = (tenantId: number) => path.join(root, String(tenantId));
  const folderAt = (tenantId: number, place: string): string => path.join(storageRoot(tenantId), place);
  const folderOf = (tenantId: number, objectId: string): string => folderAt(tenantId, placeOf(objectId));
  const pathOf = (tenantId: number, objectId: string, contentPath: string): string =>
    path.join(folderOf(tenantId, objectId), checkContentPath(contentPath));

  const ensureRoot = async (tenantId: number): Promise<void> => {
    const at = storageRoot(tenantId);
    if (await stat(path.join(at, '0=ocfl_1.1')).catch(() => null)) return;
    for (const [name, text] of LAYOUT_FILES) {
      await makeFolder(path.dirname(path.join(at, name)));
      await replaceFile(path.join(at, name), text);
    }
    await syncFolder(at);
  };

  /** Nothing in it counts before it is renamed, so that its own name need not outlast a power cut. */
  const workspaceOf = async (tenantId: number): Promise<string> => {
    const folder = path.join(root, WORKSPACE, String(tenantId), randomUUID());
    await mkdir(folder, { recursive: true });
    return folder;
  };

  const stage = async (folder: string, toStore: ReadonlyMap<string, VersionFile>, head: string, json: string) => {
    const versionFolder = path.join(folder, head);
    const content = path.join(versionFolder, 'content');
    const written: Written = { files: [], folders: toStore.size > 0 ? [content] : [] };
    await mkdir(toStore.size > 0 ? content : versionFolder, { recursive: true });
    for (const [contentPath, file] of toStore) {
      step(`place ${contentPath}`);
      const target = path.join(folder, contentPath);
      // A link names bytes that were synced when they were received; a copy has to be.
      if (await place(await pathOfSource(file), target)) written.files.push(target);
    }
    step('stage inventory');
    await writeInventory(versionFolder, json, written);
    return written;
  };

  const publishRoot = async (object: string, json: string): Promise<void> => {
    step('root inventory');
    await replaceFile(path.join(object, 'inventory.json'), json);
    step('root sidecar');
    await replaceFile(path.join(object, 'inventory.json.sha512'), sidecarOf(json));
    await syncFolder(object);
  };

  /** The first version: the whole object appears by one rename. */
  const publishObject = async (
    workspace: string,
    { tenantId, object }: { tenantId: number; object: string },
    json: string,
    written: Written,
  ): Promise<void> => {
    await writeInto(workspace, DECLARATION, 'ocfl_object_1.1\n', written);
    await writeInventory(workspace, json, written);
    step('sync object');
    await syncAll(written.files, written.folders);
    const above = path.dirname(object);
    await mkdir(above, { recursive: true });
    step('rename object');
    await rename(workspace, object);
    // All of them: one that another record has made a moment ago may not be on the disk yet.
    await syncAll([], foldersUpTo(above, storageRoot(tenantId)));
  };

  const addVersion: OcflStore['addVersion'] = async (tenantId, version) => {
    await ensureRoot(tenantId);
    const object = folderOf(tenantId, version.objectId);
    const before = await readJson(path.join(object, 'inventory.json'));
    const { inventory, toStore, contentPaths } = nextInventory(before, version);
    const json = `${JSON.stringify(inventory, null, 1)}\n`;
    const workspace = await workspaceOf(tenantId);
    try {
      const written = await stage(workspace, toStore, inventory.head, json);
      if (before) {
        step('sync version');
        await syncAll(written.files, written.folders);
        step('rename version');
        await rename(path.join(workspace, inventory.head), path.join(object, inventory.head));
        await syncFolder(object);
        await publishRoot(object, json);
      } else await publishObject(workspace, { tenantId, object }, json, written);
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
    return { version: inventory.head, contentPaths };
  };

  const setAside: OcflStore['setAside'] = async (tenantId, place, file) => {
    const from = path.join(folderAt(tenantId, place), file ?? '');
    const name = `${path.basename(place)}${file ? `-${file.replaceAll('/', '-')}` : ''}-${randomUUID()}`;
    const aside = path.join(root, QUARANTINE, String(tenantId), name);
    await makeFolder(path.dirname(aside));
    await rename(from, aside);
    await syncFolder(path.dirname(aside));
    await syncFolder(path.dirname(from));
    return aside;
  };

  const putBack: OcflStore['putBack'] = async (tenantId, objectId, contentPath, source) => {
    const target = pathOf(tenantId, objectId, contentPath);
    const next = path.join(await workspaceOf(tenantId), 'next');
    await copyFile(source, next);
    await syncFile(next);
    if (await stat(target).catch(() => null)) await setAside(tenantId, placeOf(objectId), contentPath);
    await makeFolder(path.dirname(target));
    await rename(next, target);
    await syncFolder(path.dirname(target));
    await rm(path.dirname(next), { recursive: true, force: true });
  };

  const list = async function* (): AsyncGenerator<StoredPlace> {
    for (const entry of await readdir(root, { withFileTypes: true }).catch(() => [])) {
      if (!entry.isDirectory() || !/^\d+$/.test(entry.name)) continue;
      yield* listPlaces(path.join(root, entry.name), Number(entry.name), '');
    }
  };

  const recover: OcflStore['recover'] = async (tenantId, objectId) => {
    const object = folderOf(tenantId, objectId);
    const names = await readdir(object).catch(() => null);
    if (!names) return 'absent';
    for (const name of names.filter((one) => one.endsWith('.next'))) await rm(path.join(object, name));
    const newest = names
      .filter((name) => VERSION_NAME.test(name))
      .sort((a, b) => versionNumber(b) - versionNumber(a))[0];
    if (!newest) return 'whole';
    const folder = path.join(object, newest);
    if (!(await isWhole(folder))) {
      await setAside(tenantId, placeOf(objectId), newest);
      return 'set_aside';
    }
    const [own, above] = await Promise.all(
      [folder, object].map((at) => readFile(path.join(at, 'inventory.json')).catch(() => Buffer.alloc(0))),
    );
    if (above?.equals(own ?? Buffer.alloc(0)) && (await isWhole(object))) return 'whole';
    await publishRoot(object, (own ?? Buffer.alloc(0)).toString('utf8'));
    return 'finished';
  };

  return {
    addVersion,
    recover,
    setAside,
    putBack,
    list,
    isThere: (tenantId) => stat(path.join(storageRoot(tenantId), '0=ocfl_1.1')).then(Boolean, () => false),
    tree: (tenantId, objectId) => diskTree(folderOf(tenantId, objectId)),
    treeAt: (tenantId, place) => diskTree(folderAt(tenantId, place)),
    inventory: (tenantId, objectId) => readJson(path.join(folderOf(tenantId, objectId), 'inventory.json')),
    localFile: async (tenantId, objectId, contentPath) => pathOf(tenantId, objectId, contentPath),
    open: (tenantId, objectId, contentPath, range) =>
      createReadStream(pathOf(tenantId, objectId, contentPath), { ...range, highWaterMark: 1 << 20 }),
  };
};
