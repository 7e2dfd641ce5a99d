import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { type FileHandle, link, mkdir, open, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SealRow } from '@/db/queries/seal.queries';

/*
 * A checkpoint is what the chain's own database cannot take back: the newest seal, signed with a key that the
 * database does not know, in a file that it cannot reach. Copies of the file may be given to anybody.
 */
const KEY_FILE = 'audit-ed25519.key.pem';
const PUBLIC_FILE = 'audit-ed25519.pub.pem';

/** The key pair under `dataDir/keys`, made once. Two processes that start together agree on the first one's key. */
export const loadAuditKey = async (dataDir: string): Promise<KeyObject> => {
  const folder = path.join(dataDir, 'keys');
  const file = path.join(folder, KEY_FILE);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const present = await readFile(file, 'utf8').catch(() => null);
  if (present === null) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    const mine = `${file}.${randomUUID()}`;
    await writeFile(mine, pem, { mode: 0o600, flush: true });
    await link(mine, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await unlink(mine);
  }
  const key = createPrivateKey(await readFile(file, 'utf8'));
  const publicPem = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  const publicFile = path.join(folder, PUBLIC_FILE);
  const published = await readFile(publicFile, 'utf8').catch(() => null);
  if (published !== publicPem) await writeFile(publicFile, publicPem, { mode: 0o644, flush: true });
  return key;
};

export const publicKeyFile = (dataDir: string): string => path.join(dataDir, 'keys', PUBLIC_FILE);
export const checkpointFolder = (dataDir: string): string => path.join(dataDir, 'checkpoints');
const checkpointFile = (dataDir: string, tenantId: number): string =>
  path.join(checkpointFolder(dataDir), `audit-${tenantId}.jsonl`);

const NEWLINE = 0x0a;

interface Tail {
  /** Length of the file up to its last complete line. */
  complete: number;
  lastLine: string | null;
}

/** Longer than any line, so that the last complete one is in it. */
const TAIL_BYTES = 8_192;

const readTail = async (handle: FileHandle): Promise<Tail> => {
  const { size } = await handle.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const buffer = Buffer.alloc(size - start);
  await handle.read(buffer, 0, buffer.length, start);
  const end = buffer.lastIndexOf(NEWLINE);
  if (end === -1) return { complete: 0, lastLine: null };
  const lineStart = end === 0 ? 0 : buffer.lastIndexOf(NEWLINE, end - 1) + 1;
  return { complete: start + end + 1, lastLine: buffer.toString('utf8', lineStart, end) };
};

/** The text that is signed. `previousLine` chains the lines of one file. */
const signedText = (seal: SealRow, writtenAt: string, previousLine: string | null): string =>
  JSON.stringify([
    'lantai-audit-checkpoint-1',
    seal.tenantId,
    seal.sealNumber,
    seal.hash,
    seal.sealedAt,
    writtenAt,
    previousLine,
  ]);

const lineOf = (key: KeyObject, seal: SealRow, lastLine: string | null): string => {
  const previousLine = lastLine === null ? null : createHash('sha256').update(lastLine).digest('hex');
  const writtenAt = new Date().toISOString();
  const signature = sign(null, Buffer.from(signedText(seal, writtenAt, previousLine)), key).toString('base64');
  const { tenantId, sealNumber, hash, sealedAt } = seal;
  return JSON.stringify({ tenantId, sealNumber, hash, sealedAt, writtenAt, previousLine, signature });
};

/** Appends the seal unless the last line already says it. On disk when this answers. */
export const writeCheckpoint = async (dataDir: string, key: KeyObject, seal: SealRow): Promise<boolean> => {
  const file = checkpointFile(dataDir, seal.tenantId);
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'a+', 0o644);
  try {
    const tail = await readTail(handle);
    if (tail.lastLine !== null && JSON.parse(tail.lastLine).hash === seal.hash) return false;
    // A line that a crash cut off was never acknowledged.
    await handle.truncate(tail.complete);
    await handle.appendFile(`${lineOf(key, seal, tail.lastLine)}\n`);
    await handle.sync();
    return true;
  } finally {
    await handle.close();
  }
};
