import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Bucket, createBucket } from './s3-bucket.ts';
import { errorCodeOf, S3Failure, type S3Settings } from './s3-request.ts';

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
    [
      'delete',
      async () => {
        for (const one of [moved, large]) await bucket.remove(one);
        must((await bucket.stat(moved)) === null, 'what was deleted is still there');
      },
    ],
  ];
};

/** What a step that failed has left. */
const tidy = async (bucket: Bucket, root: string): Promise<void> => {
  for await (const { key } of bucket.list(`${root}/`)) await bucket.remove(key);
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
