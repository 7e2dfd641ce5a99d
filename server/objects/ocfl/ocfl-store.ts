import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '@/server/domain/shared/app-error';
import { makeFolder, replaceFile, syncFile, syncFolder, writeDurably } from './durable-files.ts';
import {
  type DigestMap,
  digestOf,
  INVENTORY_TYPE,
  type OcflInventory,
  VERSION_NAME,
  versionNumber,
} from './inventory.ts';

/**
 * One OCFL 1.1 object for each record, in a storage root for each tenant: `<root>/<tenant>/<aaa>/<bbb>/<ccc>/<hash>`
 * (extension 0004). A version is staged beside the objects, synced, and appears by one rename; what a crash leaves is
 * finished or set aside by `recover`.
 */
export interface VersionFile {
  /** Name under which the version knows the file. */
  logicalPath: string;
  /** Absolute path of the received bytes, on the same filesystem. It stays where it is. */
  source: string;
  sha512: string;
  sha256: string;
  sm3: string;
  /** Short and harmless, e.g. `tif`: it ends the name on disk. */
  extension: string;
}

export interface NewVersion {
  objectId: string;
  add: readonly VersionFile[];
  /** Logical paths that the new version no longer has; the bytes stay. */
  remove?: readonly string[];
  message: string;
  user: { name: string; address: string };
  /** Instant in ISO form. */
  created: string;
}

export interface StoredVersion {
  version: string;
  /** Content path by logical path of what this version added. */
  contentPaths: ReadonlyMap<string, string>;
}

export interface OcflStore {
  /** The caller holds the record's lock: two versions of one object are never written at once. */
  addVersion(tenantId: number, version: NewVersion): Promise<StoredVersion>;
  open(tenantId: number, objectId: string, contentPath: string, range?: { start: number; end: number }): Readable;
  /** Where the file stands, for a reader that needs a path. @throws AppError NOT_FOUND for what is no content path. */
  pathOf(tenantId: number, objectId: string, contentPath: string): string;
  inventory(tenantId: number, objectId: string): Promise<OcflInventory | null>;
  /** Finishes a version whose root inventory was not written, sets aside one that is not whole. */
  recover(tenantId: number, objectId: string): Promise<'whole' | 'finished' | 'set_aside' | 'absent'>;
  folderOf(tenantId: number, objectId: string): string;
}

export interface OcflStoreOptions {
  /** Called before each step that changes the disk; a test throws here to stand for a crash. */
  beforeStep?: (step: string) => void;
}

const LAYOUT = '0004-hashed-n-tuple-storage-layout';
const LAYOUT_CONFIG = {
  extensionName: LAYOUT,
  digestAlgorithm: 'sha256',
  tupleSize: 3,
  numberOfTuples: 3,
  shortObjectRoot: false,
};
const DECLARATION = '0=ocfl_object_1.1';
const CONTENT_PATH = /^v\d+\/content\/[0-9a-z-]+(?:\.[0-9a-z]{1,8})?$/;
const WORKSPACE = '.workspace';
const QUARANTINE = '.quarantine';
const MISSING = 'ENOENT';

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

const withPath = (map: DigestMap, digest: string, file: string): DigestMap => {
  const paths = map[digest] ?? [];
  return paths.includes(file) ? map : { ...map, [digest]: [...paths, file] };
};

const without = (map: DigestMap, gone: ReadonlySet<string>): DigestMap =>
  Object.fromEntries(
    Object.entries(map)
      .map(([digest, paths]) => [digest, paths.filter((file) => !gone.has(file))] as const)
      .filter(([, paths]) => paths.length > 0),
  );

/** The inventory after the new version. Bytes that the object holds already are named again, not stored again. */
const nextInventory = (before: OcflInventory | null, version: NewVersion) => {
  const head = `v${before ? versionNumber(before.head) + 1 : 1}`;
  const gone = new Set([...(version.remove ?? []), ...version.add.map((file) => file.logicalPath)]);
  let manifest: DigestMap = before?.manifest ?? {};
  let state = without(before ? (before.versions[before.head]?.state ?? {}) : {}, gone);
  let sha256: DigestMap = before?.fixity?.sha256 ?? {};
  let sm3: DigestMap = before?.fixity?.sm3 ?? {};
  const toStore = new Map<string, VersionFile>();
  const contentPaths = new Map<string, string>();
  version.add.forEach((file, index) => {
    const known = manifest[file.sha512]?.[0];
    const name = `${String(index + 1).padStart(6, '0')}-${file.sha512.slice(0, 12)}${file.extension ? `.${file.extension}` : ''}`;
    const contentPath = known ?? `${head}/content/${name}`;
    if (!known) toStore.set(contentPath, file);
    manifest = withPath(manifest, file.sha512, contentPath);
    sha256 = withPath(sha256, file.sha256, contentPath);
    sm3 = withPath(sm3, file.sm3, contentPath);
    state = withPath(state, file.sha512, file.logicalPath);
    contentPaths.set(file.logicalPath, contentPath);
  });
  const { created, message, user } = version;
  const inventory: OcflInventory = {
    id: version.objectId,
    type: INVENTORY_TYPE,
    digestAlgorithm: 'sha512',
    head,
    manifest,
    versions: { ...before?.versions, [head]: { created, state, message, user } },
    fixity: { sha256, sm3 },
  };
  return { inventory, toStore, contentPaths };
};

const writeInventory = async (folder: string, json: string): Promise<void> => {
  await writeDurably(path.join(folder, 'inventory.json'), json);
  await writeDurably(path.join(folder, 'inventory.json.sha512'), `${digestOf('sha512', json)}  inventory.json\n`);
};

/** A hard link where the filesystem has them; the staged copy otherwise. */
const place = async (source: string, target: string): Promise<void> => {
  try {
    await link(source, target);
  } catch (error) {
    if (!hasCode(error, 'EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK')) throw error;
    const { copyFile } = await import('node:fs/promises');
    await copyFile(source, target);
    // A link names bytes that were synced when they were received; a copy has to be.
    await syncFile(target);
  }
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

export const createOcflStore = (root: string, options: OcflStoreOptions = {}): OcflStore => {
  const step = options.beforeStep ?? (() => undefined);
  const storageRoot = (tenantId: number) => path.join(root, String(tenantId));
  const folderOf = (tenantId: number, objectId: string): string => {
    const hash = createHash('sha256').update(objectId).digest('hex');
    return path.join(storageRoot(tenantId), hash.slice(0, 3), hash.slice(3, 6), hash.slice(6, 9), hash);
  };

  const pathOf = (tenantId: number, objectId: string, contentPath: string): string => {
    if (!CONTENT_PATH.test(contentPath)) throw new AppError('NOT_FOUND', 'not a content path');
    return path.join(folderOf(tenantId, objectId), contentPath);
  };

  const ensureRoot = async (tenantId: number): Promise<void> => {
    const at = storageRoot(tenantId);
    const declared = path.join(at, '0=ocfl_1.1');
    if (await stat(declared).catch(() => null)) return;
    await makeFolder(path.join(at, 'extensions', LAYOUT));
    await replaceFile(
      path.join(at, 'extensions', LAYOUT, 'config.json'),
      `${JSON.stringify(LAYOUT_CONFIG, null, 2)}\n`,
    );
    const layout = { extension: LAYOUT, description: 'One object for each record, by the hash of its id.' };
    await replaceFile(path.join(at, 'ocfl_layout.json'), `${JSON.stringify(layout, null, 2)}\n`);
    await replaceFile(declared, 'ocfl_1.1\n');
    await syncFolder(at);
  };

  const workspaceOf = async (tenantId: number): Promise<string> => {
    const folder = path.join(root, WORKSPACE, String(tenantId), randomUUID());
    await makeFolder(folder);
    return folder;
  };

  const stage = async (folder: string, toStore: ReadonlyMap<string, VersionFile>, head: string, json: string) => {
    const versionFolder = path.join(folder, head);
    await makeFolder(toStore.size > 0 ? path.join(versionFolder, 'content') : versionFolder);
    for (const [contentPath, file] of toStore) {
      step(`place ${contentPath}`);
      await place(file.source, path.join(folder, contentPath));
    }
    if (toStore.size > 0) await syncFolder(path.join(versionFolder, 'content'));
    step('stage inventory');
    await writeInventory(versionFolder, json);
    await syncFolder(versionFolder);
  };

  const publishRoot = async (object: string, json: string): Promise<void> => {
    step('root inventory');
    await replaceFile(path.join(object, 'inventory.json'), json);
    step('root sidecar');
    await replaceFile(path.join(object, 'inventory.json.sha512'), `${digestOf('sha512', json)}  inventory.json\n`);
    await syncFolder(object);
  };

  const addVersion: OcflStore['addVersion'] = async (tenantId, version) => {
    await ensureRoot(tenantId);
    const object = folderOf(tenantId, version.objectId);
    const before = await readJson(path.join(object, 'inventory.json'));
    const { inventory, toStore, contentPaths } = nextInventory(before, version);
    const json = `${JSON.stringify(inventory, null, 1)}\n`;
    const workspace = await workspaceOf(tenantId);
    try {
      await stage(workspace, toStore, inventory.head, json);
      if (before) {
        step('rename version');
        await rename(path.join(workspace, inventory.head), path.join(object, inventory.head));
        await syncFolder(object);
        await publishRoot(object, json);
      } else {
        await writeDurably(path.join(workspace, DECLARATION), 'ocfl_object_1.1\n');
        await writeInventory(workspace, json);
        await syncFolder(workspace);
        await makeFolder(path.dirname(object));
        step('rename object');
        await rename(workspace, object);
        await syncFolder(path.dirname(object));
      }
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
    return { version: inventory.head, contentPaths };
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
      const aside = path.join(root, QUARANTINE, String(tenantId), `${path.basename(object)}-${newest}-${randomUUID()}`);
      await makeFolder(path.dirname(aside));
      await rename(folder, aside);
      await syncFolder(object);
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
    folderOf,
    inventory: (tenantId, objectId) => readJson(path.join(folderOf(tenantId, objectId), 'inventory.json')),
    pathOf,
    open: (tenantId, objectId, contentPath, range) => createReadStream(pathOf(tenantId, objectId, contentPath), range),
  };
};
