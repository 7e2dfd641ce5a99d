import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '@/server/domain/shared/app-error';
import { countDigests } from './digests.ts';
import { type ByteStore, type IncomingBytes, objectKey } from './object-store.ts';

/** Half-written files wait here, on the same filesystem as the store, so that a rename is one step. */
export const INCOMING = '.incoming';
const KEY = /^\d{1,10}\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/;
export const isObjectKey = (key: string): boolean => KEY.test(key);
const HEAD_BYTES = 4_096;
/** Holds the end of a zip's directory with names such as xl/workbook.xml. */
const TAIL_BYTES = 65_536;

/** A rename is only safe after a power cut once the directory itself is written. */
const syncDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Windows cannot sync a directory; its rename is journalled.
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle.close();
  }
};

export const writeAll = async (
  file: FileHandle,
  source: Readable | Buffer,
  maxBytes: number,
): Promise<IncomingBytes> => {
  const digests = countDigests();
  let seen = 0;
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  for await (const piece of Buffer.isBuffer(source) ? [source] : source) {
    const chunk = Buffer.isBuffer(piece) ? piece : Buffer.from(piece as Uint8Array);
    seen += chunk.length;
    if (seen > maxBytes) throw new AppError('UPLOAD_TOO_LARGE', `more than ${maxBytes} bytes`, { maxBytes });
    digests.update(chunk);
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    tail =
      chunk.length >= TAIL_BYTES ? chunk.subarray(-TAIL_BYTES) : Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
    await file.writeFile(chunk);
  }
  return { ...digests.finish(), head, tail };
};

/** Moves the finished file to its place. Equal bytes that are there already are left as they are. */
const settle = async (root: string, from: string, key: string, size: number): Promise<void> => {
  const target = path.join(root, key);
  const present = await stat(target).catch(() => null);
  // A damaged copy of another size is replaced; one of equal size is found by the sweep (server/cli/fsck.ts).
  if (present?.size === size) {
    await unlink(from);
    return;
  }
  const directory = path.dirname(target);
  const firstMade = await mkdir(directory, { recursive: true });
  await rename(from, target);
  await syncDirectory(directory);
  if (firstMade !== undefined) {
    await syncDirectory(path.dirname(directory));
    await syncDirectory(root);
  }
};

/** Keeps objects under `root/<tenant>/<aa>/<sha256>`. */
export const createDiskStore = (root: string): ByteStore => {
  const locate = (key: string): string => {
    if (!isObjectKey(key)) throw new AppError('NOT_FOUND', 'not an object key');
    return path.join(root, key);
  };
  return {
    async put(tenantId, source, { maxBytes, inspect }) {
      await mkdir(path.join(root, INCOMING), { recursive: true });
      const temporary = path.join(root, INCOMING, randomUUID());
      const file = await open(temporary, 'wx', 0o640);
      try {
        const { head, tail, ...digests } = await writeAll(file, source, maxBytes);
        inspect?.({ ...digests, head, tail });
        await file.sync();
        await file.close();
        const key = objectKey(tenantId, digests.sha256);
        await settle(root, temporary, key, digests.size);
        return { ...digests, key };
      } catch (error) {
        await file.close().catch(() => undefined);
        await unlink(temporary).catch(() => undefined);
        throw error;
      }
    },
    open: (key, range) => createReadStream(locate(key), range),
    stat: async (key) => {
      const found = await stat(locate(key)).catch(() => null);
      return found?.isFile() ? { size: found.size } : null;
    },
  };
};
