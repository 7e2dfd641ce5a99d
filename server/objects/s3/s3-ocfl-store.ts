import { randomUUID } from 'node:crypto';
import { digestOf, type OcflInventory, VERSION_NAME, versionNumber } from '../ocfl/inventory.ts';
import {
  checkContentPath,
  DECLARATION,
  LAYOUT_FILES,
  nextInventory,
  PLACE,
  pathOfSource,
  placeOf,
} from '../ocfl/next-inventory.ts';
import type { ObjectTree } from '../ocfl/object-tree.ts';
import type { OcflStore, OcflStoreOptions, StoredPlace } from '../ocfl/ocfl-store.ts';
import type { LocalCopies } from './local-copies.ts';
import type { Bucket } from './s3-bucket.ts';

const ROOT = 'records';
const QUARANTINE = 'quarantine/records';
const OBJECT_KEY = /^([0-9a-f]{3}\/[0-9a-f]{3}\/[0-9a-f]{3}\/[0-9a-f]{64})\//;

export const bucketTree = (bucket: Bucket, root: string): ObjectTree => {
  const at = (file: string): string => (file === '' ? root : `${root}/${file}`);
  return {
    entries: (folder) => bucket.entries(at(folder)),
    filesUnder: async (folder) => {
      const files: string[] = [];
      for await (const { key } of bucket.list(`${at(folder)}/`)) files.push(key.slice(root.length + 1));
      return files;
    },
    read: (file) => bucket.read(at(file)),
    open: (file) => bucket.open(at(file)),
  };
};

const sidecarOf = (json: string | Buffer): string => `${digestOf('sha512', json)}  inventory.json\n`;

/**
 * The record store in a bucket. There is no rename, but a put object is there wholly or not at all, so that the order
 * is the protocol: content, the version's inventory and sidecar, the declaration, the root's sidecar, and last the
 * root's inventory. Until that last put the object is what it was; `recover` finishes or sets aside what lies after it.
 */
export const createS3OcflStore = (bucket: Bucket, copies: LocalCopies, options: OcflStoreOptions = {}): OcflStore => {
  const step = options.beforeStep ?? (() => undefined);
  const keyAt = (tenantId: number, place: string): string => `${ROOT}/${tenantId}/${place}`;
  const keyOf = (tenantId: number, objectId: string): string => keyAt(tenantId, placeOf(objectId));
  const fileKey = (tenantId: number, objectId: string, contentPath: string): string =>
    `${keyOf(tenantId, objectId)}/${checkContentPath(contentPath)}`;
  const known = new Set<number>();

  const ensureRoot = async (tenantId: number): Promise<void> => {
    if (known.has(tenantId)) return;
    if (!(await bucket.stat(`${ROOT}/${tenantId}/0=ocfl_1.1`)))
      for (const [name, text] of LAYOUT_FILES) await bucket.putBytes(`${ROOT}/${tenantId}/${name}`, text);
    known.add(tenantId);
  };

  const readInventory = async (tenantId: number, objectId: string): Promise<OcflInventory | null> => {
    const bytes = await bucket.read(`${keyOf(tenantId, objectId)}/inventory.json`);
    return bytes ? (JSON.parse(bytes.toString('utf8')) as OcflInventory) : null;
  };

  const publishRoot = async (object: string, json: string | Buffer): Promise<void> => {
    step('declaration');
    if (!(await bucket.stat(`${object}/${DECLARATION}`)))
      await bucket.putBytes(`${object}/${DECLARATION}`, 'ocfl_object_1.1\n');
    step('root sidecar');
    await bucket.putBytes(`${object}/inventory.json.sha512`, sidecarOf(json));
    step('root inventory');
    await bucket.putBytes(`${object}/inventory.json`, json);
  };

  const addVersion: OcflStore['addVersion'] = async (tenantId, version) => {
    await ensureRoot(tenantId);
    const object = keyOf(tenantId, version.objectId);
    const { inventory, toStore, contentPaths } = nextInventory(
      await readInventory(tenantId, version.objectId),
      version,
    );
    const json = `${JSON.stringify(inventory, null, 1)}\n`;
    for (const [contentPath, file] of toStore) {
      step(`place ${contentPath}`);
      await bucket.putFile(`${object}/${contentPath}`, await pathOfSource(file), file.sha256);
    }
    step('version inventory');
    await bucket.putBytes(`${object}/${inventory.head}/inventory.json`, json);
    step('version sidecar');
    await bucket.putBytes(`${object}/${inventory.head}/inventory.json.sha512`, sidecarOf(json));
    await publishRoot(object, json);
    return { version: inventory.head, contentPaths };
  };

  const setAside: OcflStore['setAside'] = async (tenantId, place, file) => {
    const from = file ? `${keyAt(tenantId, place)}/${file}` : keyAt(tenantId, place);
    const aside = `${QUARANTINE}/${tenantId}/${place.split('/').at(-1)}-${randomUUID()}${file ? `/${file}` : ''}`;
    if (await bucket.stat(from)) await bucket.move(from, aside);
    const below: string[] = [];
    for await (const { key } of bucket.list(`${from}/`)) below.push(key);
    for (const key of below) await bucket.move(key, `${aside}${key.slice(from.length)}`);
    return aside;
  };

  const isWhole = async (folder: string): Promise<Buffer | null> => {
    const json = await bucket.read(`${folder}/inventory.json`);
    const sidecar = await bucket.read(`${folder}/inventory.json.sha512`);
    return json && sidecar?.toString('utf8') === sidecarOf(json) ? json : null;
  };

  const recover: OcflStore['recover'] = async (tenantId, objectId) => {
    const object = keyOf(tenantId, objectId);
    const entries = await bucket.entries(object);
    if (entries.length === 0) return 'absent';
    const newest = entries
      .filter(({ name, isFolder }) => isFolder && VERSION_NAME.test(name))
      .map(({ name }) => name)
      .sort((a, b) => versionNumber(b) - versionNumber(a))[0];
    if (!newest) return 'whole';
    const own = await isWhole(`${object}/${newest}`);
    if (!own) {
      await setAside(tenantId, placeOf(objectId), newest);
      return 'set_aside';
    }
    if ((await isWhole(object))?.equals(own)) return 'whole';
    await publishRoot(object, own);
    return 'finished';
  };

  const list = async function* (): AsyncGenerator<StoredPlace> {
    let last = '';
    for await (const { key } of bucket.list(`${ROOT}/`)) {
      const [, tenant = '', ...rest] = key.split('/');
      const inside = rest.join('/');
      const place = OBJECT_KEY.exec(inside)?.[1];
      if (place && PLACE.test(place)) {
        if (`${tenant}/${place}` !== last) yield { tenantId: Number(tenant), place, isObject: true };
        last = `${tenant}/${place}`;
      } else if (!LAYOUT_FILES.some(([name]) => name === inside))
        yield { tenantId: Number(tenant), place: inside, isObject: false };
    }
  };

  return {
    addVersion,
    recover,
    setAside,
    list,
    isThere: async (tenantId) => (await bucket.stat(`${ROOT}/${tenantId}/0=ocfl_1.1`)) !== null,
    async putBack(tenantId, objectId, contentPath, source) {
      const key = fileKey(tenantId, objectId, contentPath);
      if (await bucket.stat(key)) await setAside(tenantId, placeOf(objectId), contentPath);
      await bucket.putFile(key, source);
    },
    tree: (tenantId, objectId) => bucketTree(bucket, keyOf(tenantId, objectId)),
    treeAt: (tenantId, place) => bucketTree(bucket, keyAt(tenantId, place)),
    inventory: readInventory,
    async localFile(tenantId, objectId, contentPath) {
      const key = fileKey(tenantId, objectId, contentPath);
      const found = await bucket.stat(key);
      return copies.of(key, found?.size ?? -1, (file) => bucket.download(key, file));
    },
    open: (tenantId, objectId, contentPath, range) => bucket.open(fileKey(tenantId, objectId, contentPath), range),
  };
};
