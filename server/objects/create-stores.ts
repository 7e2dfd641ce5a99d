import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createDerivatives, type SharedPictures } from '@/server/imaging/derivatives';
import { createDiskStore } from './disk-store.ts';
import type { ObjectStore } from './object-store.ts';
import { createOcflStore } from './ocfl/ocfl-store.ts';
import { createLocalCopies } from './s3/local-copies.ts';
import { type Bucket, createBucket } from './s3/s3-bucket.ts';
import { createS3ByteStore } from './s3/s3-byte-store.ts';
import { createS3OcflStore } from './s3/s3-ocfl-store.ts';
import type { S3Settings } from './s3/s3-request.ts';
import { createS3Staging } from './s3/s3-staging.ts';
import { createStaging } from './staging.ts';
import { createViewTokens } from './view-token.ts';

export interface StoreSettings {
  dataDir: string;
  /** A bucket instead of the data folder. Keys and working copies stay in the folder. */
  s3?: S3Settings | undefined;
  /** A copy of the record store's folder, kept by the operator. */
  secondCopy?: string | undefined;
}

const COPIES_BYTES = 20 * 1024 ** 3;

const sharedPictures = (bucket: Bucket): SharedPictures => ({
  async bring(name, file) {
    if (!(await bucket.stat(`derivatives/${name}`))) return false;
    await bucket.download(`derivatives/${name}`, file);
    return true;
  },
  keep: (name, file) => bucket.putFile(`derivatives/${name}`, file),
  async forget(folder) {
    for await (const { key } of bucket.list(`derivatives/${folder}/`)) await bucket.remove(key);
  },
});

/** Whether a folder is there that a repair could read from. */
const secondCopyAt = (folder: string | undefined): ObjectStore['secondCopy'] =>
  folder === undefined
    ? null
    : { records: createOcflStore(path.resolve(folder)), isThere: () => stat(folder).then(Boolean, () => false) };

/** The stores of an installation: under its data folder, or in a bucket. */
export const createStores = (settings: string | StoreSettings): ObjectStore => {
  const { dataDir, s3, secondCopy } = typeof settings === 'string' ? { dataDir: settings } : settings;
  const at = (name: string): string => path.resolve(dataDir, name);
  const common = { viewTokens: createViewTokens(dataDir), secondCopy: secondCopyAt(secondCopy) };
  if (!s3)
    return {
      ...createDiskStore(at('objects')),
      records: createOcflStore(at('records')),
      staging: createStaging(at('staging')),
      derivatives: createDerivatives(at('derivatives')),
      ...common,
    };
  const bucket = createBucket(s3);
  const copies = createLocalCopies(at('copies'), COPIES_BYTES);
  return {
    ...createS3ByteStore(bucket, at('scratch')),
    records: createS3OcflStore(bucket, copies),
    staging: createS3Staging(bucket, copies, at('scratch')),
    derivatives: createDerivatives(at('derivatives'), sharedPictures(bucket)),
    ...common,
  };
};
