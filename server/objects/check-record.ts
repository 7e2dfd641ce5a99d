import { createHash } from 'node:crypto';
import type { FaultKind } from '@/server/domain/digital/fixity';
import { digestOf, type OcflInventory, pathsOf } from './ocfl/inventory.ts';
import type { ObjectTree } from './ocfl/object-tree.ts';

/** What a record's object should hold, as the database says. */
export interface ExpectedFile {
  id: string;
  contentPath: string;
  sizeBytes: number;
  sha256: string;
  sm3: string;
}
export interface FoundFault {
  fileId: string | null;
  kind: FaultKind;
  path: string;
  expectedSha256: string | null;
  foundSha256: string | null;
}
export interface RecordReport {
  /** Of each expected file. */
  results: { id: string; result: 'intact' | 'changed' | 'missing' }[];
  faults: FoundFault[];
  files: number;
  bytes: number;
}

const ROOT_FILE = /^(?:0=ocfl_object_1\.[01]|inventory\.json(?:\.sha(?:512|256))?)$/;
const VERSION_FILE = /^v\d+\/inventory\.json(?:\.sha(?:512|256))?$/;

const hasCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException)?.code === code;
const isGone = (error: unknown): boolean => hasCode(error, 'ENOENT') || (error as { status?: number })?.status === 404;

type Reading =
  | { state: 'read'; sha256: string; sm3: string | null; size: number }
  | { state: 'missing' | 'unreadable' };

/** The digests of a file as it stands now. A medium that fails is a fault of the file; a store that is silent is thrown. */
export const readDigests = async (tree: ObjectTree, file: string, withSm3: boolean): Promise<Reading> => {
  const sha256 = createHash('sha256');
  const sm3 = withSm3 ? createHash('sm3') : null;
  let size = 0;
  try {
    for await (const chunk of tree.open(file)) {
      sha256.update(chunk);
      sm3?.update(chunk);
      size += chunk.length;
    }
  } catch (error) {
    if (isGone(error)) return { state: 'missing' };
    if (hasCode(error, 'EIO') || hasCode(error, 'EISDIR')) return { state: 'unreadable' };
    throw error;
  }
  return { state: 'read', sha256: sha256.digest('hex'), sm3: sm3?.digest('hex') ?? null, size };
};

const compare = (expected: ExpectedFile, found: Reading): 'intact' | 'changed' | 'missing' => {
  if (found.state === 'missing') return 'missing';
  if (found.state !== 'read' || found.sha256 !== expected.sha256) return 'changed';
  return found.sm3 === null || found.sm3 === expected.sm3 ? 'intact' : 'changed';
};

/** The root inventory, as far as its sidecar vouches for it. */
const readInventory = async (tree: ObjectTree, report: (kind: FaultKind, path: string) => void) => {
  const bytes = await tree.read('inventory.json');
  const sidecar = (await tree.read('inventory.json.sha512'))?.toString('utf8');
  if (!bytes) report('missing', 'inventory.json');
  else if (!sidecar) report('missing', 'inventory.json.sha512');
  else if (!sidecar.startsWith(digestOf('sha512', bytes))) report('changed', 'inventory.json');
  try {
    return bytes ? (JSON.parse(bytes.toString('utf8')) as OcflInventory) : null;
  } catch {
    return null;
  }
};

/**
 * Compares the files of one record with what the database says of them, and looks for what neither the database nor the
 * object's own inventory speaks of. Reads every byte once, however many rows name it; changes nothing.
 */
export const checkRecord = async (
  tree: ObjectTree,
  expected: readonly ExpectedFile[],
  withSm3: boolean,
): Promise<RecordReport> => {
  const report: RecordReport = { results: [], faults: [], files: 0, bytes: 0 };
  const note = (kind: FaultKind, path: string): void => {
    report.faults.push({ fileId: null, kind, path, expectedSha256: null, foundSha256: null });
  };
  const read = new Map<string, Reading>();
  for (const file of expected) {
    const found = read.get(file.contentPath) ?? (await readDigests(tree, file.contentPath, withSm3));
    if (!read.has(file.contentPath)) {
      read.set(file.contentPath, found);
      report.files += 1;
      if (found.state === 'read') report.bytes += found.size;
    }
    const result = compare(file, found);
    report.results.push({ id: file.id, result });
    const isTold = report.faults.some(({ path }) => path === file.contentPath);
    if (result !== 'intact' && !isTold)
      report.faults.push({
        fileId: file.id,
        kind: result,
        path: file.contentPath,
        expectedSha256: file.sha256,
        foundSha256: found.state === 'read' ? found.sha256 : null,
      });
  }
  const inventory = await readInventory(tree, note);
  const known = new Set([...read.keys(), ...pathsOf(inventory?.manifest).map(([, file]) => file)]);
  for (const file of await tree.filesUnder(''))
    if (!known.has(file) && !ROOT_FILE.test(file) && !VERSION_FILE.test(file)) note('untracked', file);
  return report;
};
