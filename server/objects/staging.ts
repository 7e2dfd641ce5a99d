import { type FileHandle, open, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '@/server/domain/shared/app-error';
import { makeFolder, syncFolder } from './ocfl/durable-files.ts';

/**
 * Where files wait until they are part of a record: `<root>/<tenant>/<upload>`, on the filesystem of the record store,
 * so that a link is enough to take them over. The size of a file is how far its upload has come.
 */
export interface Staging {
  /** The received bytes as a file, for programs that read files. */
  localFile(tenantId: number, uploadId: string): Promise<string>;
  create(tenantId: number, ...uploadIds: readonly string[]): Promise<void>;
  /** Bytes that are safely kept; null when there is no such upload. */
  sizeOf(tenantId: number, uploadId: string): Promise<number | null>;
  /**
   * Appends at `offset` and answers the new size. What was written stays when the sender is cut off.
   * @throws AppError UPLOAD_TOO_LARGE past `maxBytes`, CONFLICT when the file is not `offset` long.
   */
  append(tenantId: number, uploadId: string, offset: number, source: Readable, maxBytes: number): Promise<number>;
  /** All uploads that are here, whatever the database says. */
  list(): AsyncGenerator<{ tenantId: number; uploadId: string }>;
  /** Sets aside what was refused: nothing that was sent is thrown away unseen. */
  quarantine(tenantId: number, uploadId: string): Promise<void>;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const QUARANTINE = '.quarantine';
const isTorn = (error: unknown): boolean =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes((error as NodeJS.ErrnoException)?.code ?? '') ||
  (error as Error)?.message === 'aborted';

export const checkUploadId = (tenantId: number, uploadId: string): string => {
  if (!Number.isSafeInteger(tenantId) || !UUID.test(uploadId)) throw new AppError('NOT_FOUND', 'not an upload');
  return uploadId;
};

/** Writes from `offset` on until the sender ends or is cut off, and syncs. Answers where it stopped. */
export const writeWhileItComes = async (
  handle: FileHandle,
  offset: number,
  source: Readable,
  maxBytes: number,
): Promise<number> => {
  let at = offset;
  try {
    for await (const chunk of source) {
      const bytes = chunk as Buffer;
      if (at + bytes.length > maxBytes) throw new AppError('UPLOAD_TOO_LARGE', `more than ${maxBytes} bytes`);
      await handle.write(bytes, 0, bytes.length, at);
      at += bytes.length;
    }
  } catch (error) {
    // A sender that was cut off goes on later from where the file ends.
    if (!isTorn(error)) throw error;
  }
  await handle.sync();
  return at;
};

export const createStaging = (root: string): Staging => {
  const pathOf = (tenantId: number, uploadId: string): string =>
    path.join(root, String(tenantId), checkUploadId(tenantId, uploadId));
  return {
    localFile: async (tenantId, uploadId) => pathOf(tenantId, uploadId),
    async create(tenantId, ...uploadIds) {
      const folder = path.join(root, String(tenantId));
      await makeFolder(folder);
      for (const uploadId of uploadIds) await (await open(pathOf(tenantId, uploadId), 'wx', 0o640)).close();
      await syncFolder(folder);
    },
    async sizeOf(tenantId, uploadId) {
      const found = await stat(pathOf(tenantId, uploadId)).catch(() => null);
      return found?.isFile() ? found.size : null;
    },
    async append(tenantId, uploadId, offset, source, maxBytes) {
      const handle = await open(pathOf(tenantId, uploadId), 'r+');
      try {
        const { size } = await handle.stat();
        if (size !== offset) throw new AppError('CONFLICT', `upload is ${size} bytes long, not ${offset}`);
        return await writeWhileItComes(handle, offset, source, maxBytes);
      } finally {
        await handle.close();
      }
    },
    async *list() {
      for (const tenant of await readdir(root).catch(() => []))
        if (/^\d+$/.test(tenant))
          for (const uploadId of await readdir(path.join(root, tenant))) yield { tenantId: Number(tenant), uploadId };
    },
    async quarantine(tenantId, uploadId) {
      const target = path.join(root, QUARANTINE, String(tenantId), uploadId);
      await makeFolder(path.dirname(target));
      // A stranger's name is no upload's, but it was read from this folder.
      await rename(path.join(root, String(tenantId), path.basename(uploadId)), target);
      await syncFolder(path.dirname(target));
    },
  };
};
