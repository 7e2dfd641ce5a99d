import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ByteRange, ObjectStore } from './object-store.ts';

/** Up to here a file is checked before its first byte is handed on; the sweep checks the large ones. */
const WHOLE_BYTES = 16 * 1024 * 1024;

const digestOf = async (source: Readable): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of source) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/**
 * Opens a file of a record, wholly or from one byte to another.
 * @throws AppError OBJECT_DAMAGED when a small file is no longer the one that was stored.
 */
export const openRecordFile = async (
  store: ObjectStore,
  file: FileReference & { record: NonNullable<FileReference['record']> },
  range?: ByteRange,
): Promise<Readable> => {
  const open = (part?: ByteRange) =>
    store.records.open(file.tenantId, file.record.objectId, file.record.contentPath, part);
  if (file.sizeBytes <= WHOLE_BYTES && !range) {
    const found = await digestOf(open()).catch(() => null);
    if (found !== file.sha256)
      throw new AppError('OBJECT_DAMAGED', `${file.record.objectId} ${file.record.contentPath}`);
  }
  return open(range);
};

/**
 * The one range of a `Range` header, as HTTP has it; null for none or for what is answered with the whole file, false
 * when no byte of the file lies in it.
 */
export const parseRange = (header: string | undefined, size: number): ByteRange | null | false => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? false : { start, end };
};
