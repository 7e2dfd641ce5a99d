import { createHash } from 'node:crypto';

/**
 * OCFL 1.1 inventories: what an inventory may say, judged on its own. Codes are those of the specification's
 * validation list (https://ocfl.io/1.1/spec/validation-codes.html): E is an error, W a warning.
 */
export interface OcflProblem {
  code: `E${string}` | `W${string}`;
  /** Where in the object, and what was found there. */
  detail: string;
}
export type Report = (code: OcflProblem['code'], detail: string) => void;

export const INVENTORY_TYPE = 'https://ocfl.io/1.1/spec/#inventory';
const TYPE = /^https:\/\/ocfl\.io\/1\.(\d)\/spec\/#inventory$/;
export const VERSION_NAME = /^v(?:0\d*[1-9]\d*|0+[1-9]\d*|[1-9]\d*)$/;
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha512: 128, sha256: 64 };
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const URI = /^[a-z][a-z0-9+.-]*:.+/i;

export type DigestMap = Readonly<Record<string, readonly string[]>>;
export interface OcflVersion {
  created: string;
  state: DigestMap;
  message?: string;
  user?: { name: string; address?: string };
}
export interface OcflInventory {
  id: string;
  type: string;
  digestAlgorithm: 'sha512' | 'sha256';
  head: string;
  contentDirectory?: string;
  manifest: DigestMap;
  versions: Readonly<Record<string, OcflVersion>>;
  fixity?: Readonly<Record<string, DigestMap>>;
}

/** Hash names of OCFL as Node's crypto names them. */
export const FIXITY_HASHES: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
  'sha512/256': 'sha512-256',
  'blake2b-512': 'blake2b512',
  sm3: 'sm3',
};

export const digestOf = (algorithm: string, bytes: Buffer | string): string =>
  createHash(FIXITY_HASHES[algorithm] ?? algorithm)
    .update(bytes)
    .digest('hex');

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const versionNumber = (name: string): number => Number(name.slice(1));
export const minorVersion = (type: unknown): number => Number(TYPE.exec(String(type))?.[1] ?? -1);

/** Paths of a digest map; what is not a list of texts is left out, and reported by the caller. */
export const pathsOf = (map: unknown): [string, string][] =>
  isRecord(map)
    ? Object.entries(map).flatMap(([digest, paths]) =>
        Array.isArray(paths) ? paths.map((path): [string, string] => [digest, String(path)]) : [],
      )
    : [];

interface PathCodes {
  edge: OcflProblem['code'];
  part: OcflProblem['code'];
  clash: OcflProblem['code'];
}

/** No path begins or ends with a slash, has an empty, `.` or `..` part, occurs twice, or is the folder of another. */
const checkPaths = (where: string, paths: readonly string[], codes: PathCodes, report: Report): void => {
  const seen = new Set<string>();
  for (const path of paths) {
    if (path.startsWith('/') || path.endsWith('/')) report(codes.edge, `${where}: ${path}`);
    const inner = path.replace(/^\/|\/$/g, '').split('/');
    if (inner.some((part) => part === '' || part === '.' || part === '..')) report(codes.part, `${where}: ${path}`);
    if (seen.has(path)) report(codes.clash, `${where}: ${path} occurs twice`);
    seen.add(path);
  }
  for (const path of seen) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1)
      if (seen.has(parts.slice(0, depth).join('/'))) report(codes.clash, `${where}: ${path} lies under a file`);
  }
};

const checkDigests = (
  map: Record<string, unknown>,
  twice: OcflProblem['code'],
  where: string,
  report: Report,
): void => {
  const seen = new Set<string>();
  for (const digest of Object.keys(map)) {
    if (seen.has(digest.toLowerCase())) report(twice, `${where}: ${digest} occurs twice`);
    seen.add(digest.toLowerCase());
  }
};

const checkUser = (where: string, user: unknown, report: Report): void => {
  if (!isRecord(user) || typeof user.name !== 'string' || user.name === '') {
    report('E054', `${where}: user has no name`);
    return;
  }
  if (user.address === undefined) report('W008', `${where}: user has no address`);
  else if (typeof user.address !== 'string' || !URI.test(user.address)) report('W009', `${where}: address is no URI`);
};

const checkVersion = (name: string, version: unknown, manifest: Record<string, unknown>, report: Report): void => {
  if (!isRecord(version)) {
    report('E047', `${name} is no block`);
    return;
  }
  if (version.created === undefined) report('E048', `${name} has no created`);
  else if (typeof version.created !== 'string' || !RFC3339.test(version.created)) report('E049', `${name}: created`);
  if (version.state === undefined) report('E048', `${name} has no state`);
  else if (!isRecord(version.state)) report('E050', `${name}: state is no block`);
  else {
    for (const [digest, paths] of Object.entries(version.state)) {
      if (!(digest in manifest)) report('E050', `${name}: ${digest} is not in the manifest`);
      if (!Array.isArray(paths) || paths.some((path) => typeof path !== 'string')) report('E051', `${name}: ${digest}`);
    }
    const logical = pathsOf(version.state).map(([, path]) => path);
    checkPaths(name, logical, { edge: 'E053', part: 'E052', clash: 'E095' }, report);
  }
  if (version.message !== undefined && typeof version.message !== 'string') report('E094', `${name}: message`);
  if (version.message === undefined || version.user === undefined) report('W007', `${name}: no message or no user`);
  if (version.user !== undefined) checkUser(name, version.user, report);
};

const checkVersionNames = (inventory: Record<string, unknown>, report: Report): void => {
  const names = Object.keys(inventory.versions as object);
  if (names.length === 0) report('E008', 'no version');
  for (const name of names) if (!VERSION_NAME.test(name)) report('E046', `version ${name}`);
  const numbers = names.filter((name) => VERSION_NAME.test(name)).map(versionNumber);
  numbers.sort((left, right) => left - right);
  if (numbers.some((number, index) => number !== index + 1)) report('E010', `versions ${names.join(' ')}`);
  const padded = names.filter((name) => /^v0/.test(name));
  if (padded.length > 0) {
    report('W001', 'version numbers are zero-padded');
    if (new Set(names.map((name) => name.length)).size > 1) report('E012', 'padding differs between versions');
    for (const name of names.filter((other) => !padded.includes(other))) {
      report('E011', `${name} is not padded`);
      report('E013', `${name} leaves the naming of the versions before it`);
    }
  }
  const newest = numbers.at(-1);
  const { head } = inventory;
  if (typeof head !== 'string' || !VERSION_NAME.test(head)) {
    if (head !== undefined) report('E040', `head ${String(head)}`);
  } else if (newest !== undefined && (versionNumber(head) !== newest || !names.includes(head)))
    report('E040', `head ${head} is not the newest version`);
};

const checkManifest = (inventory: Record<string, unknown>, report: Report): void => {
  const manifest = inventory.manifest as Record<string, unknown>;
  checkDigests(manifest, 'E096', 'manifest', report);
  const length = DIGEST_LENGTHS[String(inventory.digestAlgorithm)];
  for (const digest of Object.keys(manifest))
    if (length && (digest.length !== length || !/^[0-9a-f]+$/i.test(digest))) report('E025', `manifest: ${digest}`);
  const content = pathsOf(manifest).map(([, path]) => path);
  checkPaths('manifest', content, { edge: 'E100', part: 'E099', clash: 'E101' }, report);
  const used = new Set<string>();
  for (const version of Object.values(isRecord(inventory.versions) ? inventory.versions : {}))
    if (isRecord(version))
      for (const digest of Object.keys(isRecord(version.state) ? version.state : {})) used.add(digest);
  for (const digest of Object.keys(manifest)) if (!used.has(digest)) report('E107', `${digest} is in no version`);
};

const checkFixity = (inventory: Record<string, unknown>, report: Report): void => {
  if (inventory.fixity === undefined) return;
  if (!isRecord(inventory.fixity)) {
    report('E057', 'fixity is no block');
    return;
  }
  const known = new Set(pathsOf(inventory.manifest).map(([, path]) => path));
  for (const [algorithm, map] of Object.entries(inventory.fixity)) {
    if (!isRecord(map)) {
      report('E057', `fixity ${algorithm} is no block`);
      continue;
    }
    checkDigests(map, 'E097', `fixity ${algorithm}`, report);
    const paths = pathsOf(map).map(([, path]) => path);
    checkPaths(`fixity ${algorithm}`, paths, { edge: 'E100', part: 'E099', clash: 'E101' }, report);
    for (const path of paths)
      if (!known.has(path)) report('E093', `fixity ${algorithm}: ${path} is not in the manifest`);
  }
};

/** Judges one parsed inventory by itself. Answers it when it is whole enough to be compared with files. */
export const checkInventory = (value: unknown, report: Report): OcflInventory | null => {
  if (!isRecord(value)) {
    report('E033', 'the inventory is no JSON object');
    return null;
  }
  for (const field of ['id', 'type', 'digestAlgorithm', 'head'])
    if (value[field] === undefined) report('E036', `no ${field}`);
  if (value.id !== undefined && (typeof value.id !== 'string' || value.id === '')) report('E037', 'id');
  else if (typeof value.id === 'string' && !URI.test(value.id)) report('W005', `id ${value.id} is no URI`);
  if (value.type !== undefined && minorVersion(value.type) < 0) report('E038', `type ${String(value.type)}`);
  const algorithm = value.digestAlgorithm;
  if (algorithm === 'sha256') report('W004', 'sha256 instead of sha512');
  else if (algorithm !== undefined && algorithm !== 'sha512') report('E025', `digestAlgorithm ${String(algorithm)}`);
  const content = value.contentDirectory;
  if (content !== undefined) {
    if (typeof content !== 'string' || content.includes('/') || content === '') report('E017', 'contentDirectory');
    else if (content === '.' || content === '..') report('E018', 'contentDirectory');
  }
  if (!isRecord(value.manifest)) report('E041', 'no manifest');
  if (!isRecord(value.versions)) report('E043', 'no versions');
  if (isRecord(value.manifest)) {
    checkManifest(value, report);
    checkFixity(value, report);
  }
  if (isRecord(value.versions)) {
    checkVersionNames(value, report);
    for (const [name, version] of Object.entries(value.versions))
      checkVersion(name, version, isRecord(value.manifest) ? value.manifest : {}, report);
  }
  const isWhole = isRecord(value.manifest) && isRecord(value.versions) && algorithm !== undefined;
  return isWhole &&
    Object.values(value.versions as object).every((version) => isRecord(version) && isRecord(version.state))
    ? (value as unknown as OcflInventory)
    : null;
};
