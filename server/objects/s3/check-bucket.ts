import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { digestOf } from '../ocfl/inventory.ts';
import type { VersionFile } from '../ocfl/next-inventory.ts';
import { validateObject } from '../ocfl/validate-object.ts';
import { createLocalCopies } from './local-copies.ts';
import { type Bucket, createBucket } from './s3-bucket.ts';
import { createS3OcflStore } from './s3-ocfl-store.ts';
import { errorCodeOf, S3Failure, type S3Settings } from './s3-request.ts';
import { createS3Staging } from './s3-staging.ts';

/**
 * Proves that a bucket does what the programs ask of one, before files depend on it. What is written stands under
 * `check/` and is taken away again.
 */
export interface BucketReport {
  /** The steps that were seen to work. */
  done: string[];
  /** The step that did not, and why, in one line; null when all of them did. */
  failed: { step: string; why: string } | null;
}

/** The smallest part that stores accept in a file of several parts. */
const PART_BYTES = 5 * 1024 ** 2;

const explain = (error: unknown, { endpoint, bucket }: S3Settings): string => {
  if (!(error instanceof S3Failure)) return error instanceof Error ? error.message : String(error);
  const code = errorCodeOf(error.message);
  if (error.status === 0) return `no answer from ${endpoint}: ${error.message}`;
  if (code === 'NoSuchBucket' || (error.status === 404 && error.message.startsWith('HEAD :')))
    return `there is no bucket "${bucket}" at ${endpoint}`;
  if (error.status === 403) return `access is refused (${code ?? '403'}): look at the key, its rights, and the clock`;
  if (error.status === 301 || error.status === 307) return 'the bucket is in another region or at another address';
  return `${error.status} ${code ?? error.message.slice(0, 200)}`.replace(/\s+/g, ' ');
};

const must = (holds: boolean, why: string): void => {
  if (!holds) throw new Error(why);
};

type Step = [name: string, run: () => Promise<void>];

/** Takes away what the steps have written. */
const tidy = async (bucket: Bucket, root: string): Promise<void> => {
  for await (const { key } of bucket.list(`${root}/`)) await bucket.remove(key);
};

const TENANT = 1;
const RECORD = 'urn:uuid:019b0000-0000-7000-8000-000000000000';

/** A record in two versions and an upload in two pieces, by the stores that the programs use. */
const storeSteps = (settings: S3Settings, root: string, folder: string): Step[] => {
  const bucket = createBucket({ ...settings, prefix: `${settings.prefix}${root}/` }, PART_BYTES);
  const copies = createLocalCopies(path.join(folder, 'copies'), 1e8);
  const addVersion = async (name: string) => {
    const source = path.join(folder, name);
    await writeFile(source, name);
    const file: VersionFile = {
      logicalPath: name,
      source,
      extension: 'txt',
      sha512: digestOf('sha512', name),
      sha256: digestOf('sha256', name),
      sm3: digestOf('sm3', name),
    };
    return createS3OcflStore(bucket, copies).addVersion(TENANT, {
      objectId: RECORD,
      add: [file],
      message: 'check',
      user: { name: 'check', address: RECORD },
      created: new Date().toISOString(),
    });
  };
  return [
    [
      'record',
      async () => {
        const first = await addVersion('一.txt');
        await addVersion('二.txt');
        const records = createS3OcflStore(bucket, copies);
        const [problem] = await validateObject(records.tree(TENANT, RECORD));
        must(problem === undefined, `a record is not what was stored: ${problem?.code} ${problem?.detail}`);
        const bytes = await buffer(records.open(TENANT, RECORD, first.contentPaths.get('一.txt') ?? ''));
        must(bytes.equals(Buffer.from('一.txt')), 'a file of a record comes back changed');
      },
    ],
    [
      'upload',
      async () => {
        const id = randomUUID();
        const staging = createS3Staging(bucket, copies, path.join(folder, 'scratch'));
        await staging.create(TENANT, id);
        await staging.append(TENANT, id, 0, Readable.from([Buffer.from('上半')]), 12);
        await staging.append(TENANT, id, 6, Readable.from([Buffer.from('下半')]), 12);
        must((await staging.sizeOf(TENANT, id)) === 12, 'an upload in two pieces has lost one');
        const whole = await readFile(await staging.localFile(TENANT, id), 'utf8');
        must(whole === '上半下半', 'an upload in two pieces comes back changed');
      },
    ],
  ];
};

const stepsIn = (settings: S3Settings, bucket: Bucket, root: string, folder: string): Step[] => {
  const [key, moved, large] = [`${root}/案卷 (1)+&.txt`, `${root}/moved`, `${root}/large`];
  const bytes = Buffer.from('一份用来检查存储桶的文件');
  const much = randomBytes(PART_BYTES + 1_024);
  const file = path.join(folder, 'large');
  return [
    ['bucket', async () => must((await bucket.stat(`${root}/nothing`)) === null, 'it has what nobody has written')],
    ['put', () => bucket.putBytes(key, bytes)],
    [
      'get',
      async () => {
        must((await bucket.read(key))?.equals(bytes) === true, 'what comes back is not what was written');
        must((await bucket.stat(key))?.size === bytes.length, 'the size is wrong');
      },
    ],
    [
      'range',
      async () => {
        const part = await buffer(bucket.open(key, { start: 3, end: 8 }));
        must(part.equals(bytes.subarray(3, 9)), 'a range is not the range that was asked for');
      },
    ],
    [
      'list',
      async () => {
        const names = (await bucket.entries(root)).map(({ name }) => name);
        must(names.length === 1 && names[0] === path.posix.basename(key), 'the list lacks the file or its name');
      },
    ],
    [
      'multipart',
      async () => {
        await writeFile(file, much);
        await bucket.putFile(large, file);
        const digest = createHash('sha256');
        for await (const chunk of bucket.open(large)) digest.update(chunk as Buffer);
        must(
          digest.digest('hex') === createHash('sha256').update(much).digest('hex'),
          'a file in parts comes back changed',
        );
      },
    ],
    [
      'move',
      async () => {
        await bucket.move(key, moved);
        must((await bucket.stat(key)) === null, 'the file that was moved is still at its old place');
      },
    ],
    [
      'wrong bucket',
      async () => {
        const elsewhere = createBucket({ ...settings, bucket: `${settings.bucket}-${randomUUID().slice(0, 8)}` });
        const isTaken = await elsewhere.putBytes(`${root}/nowhere`, bytes).then(
          () => true,
          () => false,
        );
        must(!isTaken, 'a file for a bucket that does not exist is accepted');
      },
    ],
    ...storeSteps(settings, root, folder),
    [
      'delete',
      async () => {
        await tidy(bucket, root);
        must((await bucket.entries(root)).length === 0, 'what was deleted is still there');
      },
    ],
  ];
};

/** Runs the steps in their order up to the first that fails. */
export const checkBucket = async (settings: S3Settings): Promise<BucketReport> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-bucket-'));
  const bucket = createBucket(settings, PART_BYTES);
  const root = `check/${randomUUID()}`;
  const done: string[] = [];
  try {
    for (const [step, run] of stepsIn(settings, bucket, root, folder)) {
      try {
        await run();
        done.push(step);
      } catch (error) {
        await tidy(bucket, root).catch(() => undefined);
        return { done, failed: { step, why: explain(error, settings) } };
      }
    }
    return { done, failed: null };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
