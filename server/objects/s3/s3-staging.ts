import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@/server/domain/shared/app-error';
import { checkUploadId, type Staging, writeWhileItComes } from '../staging.ts';
import type { LocalCopies } from './local-copies.ts';
import type { Bucket } from './s3-bucket.ts';

const ROOT = 'staging';
const QUARANTINE = 'quarantine/staging';
const BEGUN = 'begun';

interface Part {
  key: string;
  offset: number;
  size: number;
}

/**
 * The parts that make the longest whole beginning of a file. Two senders may have sent the same stretch in pieces of
 * different length: every part holds the file's own bytes from its offset on, so any chain without a gap is right, and
 * the longest is never shorter than what was once acknowledged.
 */
export const longestChain = (parts: readonly Part[]): Part[] => {
  const reached = new Map<number, Part[]>([[0, []]]);
  for (const part of [...parts].sort((a, b) => a.offset - b.offset)) {
    const before = reached.get(part.offset);
    if (before && part.size > 0 && !reached.has(part.offset + part.size))
      reached.set(part.offset + part.size, [...before, part]);
  }
  return reached.get(Math.max(...reached.keys())) ?? [];
};

/**
 * Uploads in a bucket: nothing can be appended to there, so that each piece that came is an object of its own,
 * `staging/<tenant>/<upload>/<offset>-<length>`, acknowledged when the store has it.
 */
export const createS3Staging = (bucket: Bucket, copies: LocalCopies, scratch: string): Staging => {
  const folderOf = (tenantId: number, uploadId: string): string =>
    `${ROOT}/${tenantId}/${checkUploadId(tenantId, uploadId)}`;

  const partsOf = async (folder: string): Promise<{ isBegun: boolean; parts: Part[] }> => {
    const parts: Part[] = [];
    let isBegun = false;
    for await (const { key, size } of bucket.list(`${folder}/`)) {
      isBegun = true;
      const offset = /\/(\d{15})-\d+$/.exec(key)?.[1];
      if (offset !== undefined) parts.push({ key, offset: Number(offset), size });
    }
    return { isBegun, parts: longestChain(parts) };
  };
  const sizeOf: Staging['sizeOf'] = async (tenantId, uploadId) => {
    const { isBegun, parts } = await partsOf(folderOf(tenantId, uploadId));
    return isBegun ? parts.reduce((sum, part) => sum + part.size, 0) : null;
  };

  const assemble = async (parts: readonly Part[], file: string): Promise<void> => {
    await mkdir(path.dirname(file), { recursive: true });
    const next = `${file}.${process.pid}.part`;
    const out = createWriteStream(next);
    for (const { key } of parts)
      for await (const chunk of bucket.open(key)) if (!out.write(chunk)) await once(out, 'drain');
    await new Promise<void>((resolve, reject) => {
      out.on('error', reject);
      out.end(resolve);
    });
    await rename(next, file);
  };

  return {
    async localFile(tenantId, uploadId) {
      const folder = folderOf(tenantId, uploadId);
      const { isBegun, parts } = await partsOf(folder);
      if (!isBegun) throw new AppError('NOT_FOUND', 'not an upload');
      const size = parts.reduce((sum, part) => sum + part.size, 0);
      return copies.of(folder, size, (file) => assemble(parts, file));
    },
    async create(tenantId, ...uploadIds) {
      for (const uploadId of uploadIds) await bucket.putBytes(`${folderOf(tenantId, uploadId)}/${BEGUN}`, '');
    },
    sizeOf,
    async append(tenantId, uploadId, offset, source, maxBytes) {
      const size = await sizeOf(tenantId, uploadId);
      if (size !== offset) throw new AppError('CONFLICT', `upload is ${size} bytes long, not ${offset}`);
      await mkdir(scratch, { recursive: true });
      const file = path.join(scratch, `${uploadId}-${offset}-${process.hrtime.bigint()}`);
      const handle = await open(file, 'wx');
      try {
        const length = await writeWhileItComes(handle, 0, source, maxBytes - offset);
        const key = `${folderOf(tenantId, uploadId)}/${String(offset).padStart(15, '0')}-${length}`;
        if (length > 0) await bucket.putFile(key, file);
        return offset + length;
      } finally {
        await handle.close();
        await rm(file, { force: true });
      }
    },
    async *list() {
      let last = '';
      for await (const { key } of bucket.list(`${ROOT}/`)) {
        const [, tenant = '', uploadId = ''] = key.split('/');
        if (uploadId !== last) yield { tenantId: Number(tenant), uploadId };
        last = uploadId;
      }
    },
    async quarantine(tenantId, uploadId) {
      const folder = `${ROOT}/${tenantId}/${uploadId}`;
      const keys: string[] = [];
      for await (const { key } of bucket.list(`${folder}/`)) keys.push(key);
      for (const key of keys) await bucket.move(key, `${QUARANTINE}${key.slice(ROOT.length)}`);
    },
  };
};
