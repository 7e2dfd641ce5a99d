import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/server/domain/shared/app-error';
import { isObjectKey, writeAll } from '../disk-store.ts';
import { type ByteStore, objectKey } from '../object-store.ts';
import type { Bucket } from './s3-bucket.ts';

const ROOT = 'objects';

/** Objects by content in a bucket: received into a scratch file, looked at, and put under their digest. */
export const createS3ByteStore = (bucket: Bucket, scratch: string): ByteStore => {
  const keyOf = (key: string): string => {
    if (!isObjectKey(key)) throw new AppError('NOT_FOUND', 'not an object key');
    return `${ROOT}/${key}`;
  };
  return {
    async put(tenantId, source, { maxBytes, inspect }) {
      await mkdir(scratch, { recursive: true });
      const temporary = path.join(scratch, randomUUID());
      const file = await open(temporary, 'wx', 0o640);
      try {
        const { head, tail, ...digests } = await writeAll(file, source, maxBytes);
        inspect?.({ ...digests, head, tail });
        const key = objectKey(tenantId, digests.sha256);
        if ((await bucket.stat(keyOf(key)))?.size !== digests.size)
          await bucket.putFile(keyOf(key), temporary, digests.sha256);
        return { ...digests, key };
      } finally {
        await file.close();
        await rm(temporary, { force: true });
      }
    },
    open: (key, range) => bucket.open(keyOf(key), range),
    stat: (key) => bucket.stat(keyOf(key)),
  };
};
