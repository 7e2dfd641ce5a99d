import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { readDigests } from '@/server/objects/check-record';
import { createStores } from '@/server/objects/create-stores';
import { digestFile } from '@/server/objects/digests';
import { diskTree } from '@/server/objects/ocfl/object-tree';
import { quantile, report } from './measure.ts';

const MB = 1_000_000;
const RUNS = 5;
const PIECE = 8 * 1024 ** 2;
const run = promisify(execFile);

const piecesOf = function* (bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
};

/** As the server receives: pieces of 8 MB, each safely on disk before it is acknowledged, then the digests of the whole. */
const upload = async (objects: ReturnType<typeof createStores>, bytes: Buffer): Promise<void> => {
  const id = uuidv7();
  await objects.staging.create(1, id);
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = Readable.from(piecesOf(bytes.subarray(at, at + PIECE)));
    await objects.staging.append(1, id, at, piece, bytes.length);
  }
  await digestFile(createReadStream(await objects.staging.localFile(1, id), { highWaterMark: 1 << 20 }));
};

/** The least that must be done: one write, one sync, the same three digests. */
const writeAndHash = async (file: string, bytes: Buffer): Promise<void> => {
  const hashes = ['sha256', 'sm3', 'sha512'].map((name) => createHash(name));
  const handle = await open(file, 'w');
  await handle.write(bytes);
  await handle.sync();
  await handle.close();
  for (const hash of hashes) {
    hash.update(bytes);
    hash.digest('hex');
  }
};

const timed = async (times: number[], index: number, work: () => Promise<unknown>): Promise<void> => {
  const started = performance.now();
  await work();
  // The first is for the caches.
  if (index > 0) times.push(performance.now() - started);
};

const compare = async (
  name: string,
  against: string,
  bytes: number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<void> => {
  const [a, b]: [number[], number[]] = [[], []];
  for (let index = 0; index <= RUNS; index += 1) {
    await timed(a, index, ours);
    await timed(b, index, theirs);
  }
  const speed = (times: readonly number[]): number => bytes / MB / (quantile(times, 0.5) / 1_000);
  const [mine, other] = [speed(a), speed(b)];
  report({ name, value: mine, unit: 'MB/s', ratio: mine / other, against: `${against} ${Math.round(other)} MB/s` });
};

/** Throughput of receiving and of verifying, as a ratio to the least that the same bytes cost on this machine. */
export const benchFiles = async (megabytes: number): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantai-bench-files-'));
  try {
    const bytes = randomBytes(megabytes * MB);
    const objects = createStores(folder);
    const plain = path.join(folder, 'plain');
    await compare(
      `upload, ${megabytes} MB file`,
      'write, sync and the same three digests',
      bytes.length,
      () => upload(objects, bytes),
      () => writeAndHash(plain, bytes),
    );
    const tree = diskTree(folder);
    const openssl = (algorithm: string) => () => run('openssl', ['dgst', `-${algorithm}`, plain]);
    const verify = (withSm3: boolean) => () => readDigests(tree, 'plain', withSm3);
    await compare('fixity, SHA-256', 'openssl dgst -sha256', bytes.length, verify(false), openssl('sha256'));
    await compare('fixity, SHA-256 and SM3', 'openssl dgst -sha256', bytes.length, verify(true), openssl('sha256'));
    await compare(
      'fixity, SHA-256 and SM3',
      'openssl dgst -sha256, then -sm3',
      bytes.length,
      verify(true),
      async () => {
        await openssl('sha256')();
        await openssl('sm3')();
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
