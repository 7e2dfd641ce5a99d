import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { AppError } from '@/server/domain/shared/app-error';
import { type ByteStore, objectKey } from './object-store.ts';

export interface ObjectIdentity {
  tenantId: number;
  sha256: string;
  sizeBytes: number;
}

/** Up to here a file is read and checked before its first byte is handed on. */
const WHOLE_BYTES = 16 * 1024 * 1024;

const damaged = (identity: ObjectIdentity): AppError =>
  new AppError('OBJECT_DAMAGED', `object ${identity.sha256} of tenant ${identity.tenantId} is missing or changed`);

/** All bytes, after they were found to be the ones that were stored. */
export const readObject = async (store: ByteStore, identity: ObjectIdentity): Promise<Buffer> => {
  const key = objectKey(identity.tenantId, identity.sha256);
  const present = await store.stat(key);
  if (present?.size !== identity.sizeBytes) throw damaged(identity);
  const parts: Buffer[] = [];
  for await (const part of store.open(key)) parts.push(part as Buffer);
  const bytes = Buffer.concat(parts);
  if (createHash('sha256').update(bytes).digest('hex') !== identity.sha256) throw damaged(identity);
  return bytes;
};

/** Checks a large file as it passes and breaks the stream off at its end when it is not the one that was stored. */
const checkWhilePassing = (identity: ObjectIdentity): Transform => {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === identity.sha256 ? null : damaged(identity));
    },
  });
};

/**
 * Opens an object for a download: a small one is checked first, a large one while it passes.
 * @throws AppError OBJECT_DAMAGED; for a large object the stream fails with it.
 */
export const openObject = async (store: ByteStore, identity: ObjectIdentity): Promise<Readable> => {
  if (identity.sizeBytes <= WHOLE_BYTES) return Readable.from([await readObject(store, identity)]);
  const key = objectKey(identity.tenantId, identity.sha256);
  const present = await store.stat(key);
  if (present?.size !== identity.sizeBytes) throw damaged(identity);
  const source = store.open(key);
  const checked = checkWhilePassing(identity);
  source.on('error', (error) => checked.destroy(error));
  checked.on('close', () => source.destroy());
  return source.pipe(checked);
};
