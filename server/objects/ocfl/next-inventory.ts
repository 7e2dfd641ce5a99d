import { createHash } from 'node:crypto';
import { AppError } from '@/server/domain/shared/app-error';
import { type DigestMap, INVENTORY_TYPE, type OcflInventory, versionNumber } from './inventory.ts';

export interface VersionFile {
  /** Name under which the version knows the file. */
  logicalPath: string;
  /** Absolute path of the received bytes, on the same filesystem, or how to get it. It stays where it is. */
  source: string | (() => Promise<string>);
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

const LAYOUT = '0004-hashed-n-tuple-storage-layout';
const LAYOUT_CONFIG = {
  extensionName: LAYOUT,
  digestAlgorithm: 'sha256',
  tupleSize: 3,
  numberOfTuples: 3,
  shortObjectRoot: false,
};
export const LAYOUT_FILES: readonly (readonly [name: string, text: string])[] = [
  [`extensions/${LAYOUT}/config.json`, `${JSON.stringify(LAYOUT_CONFIG, null, 2)}\n`],
  [
    'ocfl_layout.json',
    `${JSON.stringify({ extension: LAYOUT, description: 'One object for each record, by the hash of its id.' }, null, 2)}\n`,
  ],
  // The declaration comes last: where it stands, the rest stands.
  ['0=ocfl_1.1', 'ocfl_1.1\n'],
];
export const DECLARATION = '0=ocfl_object_1.1';
const CONTENT_PATH = /^v\d+\/content\/[0-9a-z-]+(?:\.[0-9a-z]{1,8})?$/;

/** Where an object stands under the storage root of its tenant (extension 0004). */
export const placeOf = (objectId: string): string => {
  const hash = createHash('sha256').update(objectId).digest('hex');
  return `${hash.slice(0, 3)}/${hash.slice(3, 6)}/${hash.slice(6, 9)}/${hash}`;
};
export const PLACE = /^([0-9a-f]{3})\/([0-9a-f]{3})\/([0-9a-f]{3})\/\1\2\3[0-9a-f]{55}$/;

export const checkContentPath = (contentPath: string): string => {
  if (!CONTENT_PATH.test(contentPath)) throw new AppError('NOT_FOUND', 'not a content path');
  return contentPath;
};

export const pathOfSource = async (file: VersionFile): Promise<string> =>
  typeof file.source === 'string' ? file.source : file.source();

type Paths = Map<string, string[]>;
/** A record may have thousands of pages: maps that grow, not a new object for each page. */
const growing = (map: DigestMap | undefined): Paths =>
  new Map(Object.entries(map ?? {}).map(([digest, paths]) => [digest, [...paths]]));

const addPath = (map: Paths, digest: string, file: string): void => {
  const paths = map.get(digest);
  if (!paths) map.set(digest, [file]);
  else if (!paths.includes(file)) paths.push(file);
};

const without = (map: Paths, gone: ReadonlySet<string>): Paths =>
  new Map(
    [...map]
      .map(([digest, paths]): [string, string[]] => [digest, paths.filter((file) => !gone.has(file))])
      .filter(([, paths]) => paths.length > 0),
  );

/** The inventory after the new version. Bytes that the object holds already are named again, not stored again. */
export const nextInventory = (before: OcflInventory | null, version: NewVersion) => {
  const head = `v${before ? versionNumber(before.head) + 1 : 1}`;
  const gone = new Set([...(version.remove ?? []), ...version.add.map((file) => file.logicalPath)]);
  const manifest = growing(before?.manifest);
  const state = without(growing(before?.versions[before.head]?.state), gone);
  const sha256 = growing(before?.fixity?.sha256);
  const sm3 = growing(before?.fixity?.sm3);
  const toStore = new Map<string, VersionFile>();
  const contentPaths = new Map<string, string>();
  version.add.forEach((file, index) => {
    const known = manifest.get(file.sha512)?.[0];
    const name = `${String(index + 1).padStart(6, '0')}-${file.sha512.slice(0, 12)}${file.extension ? `.${file.extension}` : ''}`;
    const contentPath = known ?? `${head}/content/${name}`;
    if (!known) toStore.set(contentPath, file);
    addPath(manifest, file.sha512, contentPath);
    addPath(sha256, file.sha256, contentPath);
    addPath(sm3, file.sm3, contentPath);
    addPath(state, file.sha512, file.logicalPath);
    contentPaths.set(file.logicalPath, contentPath);
  });
  const { created, message, user } = version;
  const inventory: OcflInventory = {
    id: version.objectId,
    type: INVENTORY_TYPE,
    digestAlgorithm: 'sha512',
    head,
    manifest: Object.fromEntries(manifest),
    versions: { ...before?.versions, [head]: { created, state: Object.fromEntries(state), message, user } },
    fixity: { sha256: Object.fromEntries(sha256), sm3: Object.fromEntries(sm3) },
  };
  return { inventory, toStore, contentPaths };
};
