import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { DerivedFrom } from '@/server/imaging/derivatives';
import { markedPicture } from '@/server/imaging/iiif-image';
import type { ObjectStore } from './object-store.ts';
import { readObject } from './read-object.ts';

const WIDTH = 1_400;

type Shown = Pick<FileReference, 'tenantId' | 'sha256' | 'sizeBytes' | 'mediaType'>;

/** Pictures are made of a file on a disk: a kept object is laid there for as long as that takes. */
const onDisk = async <T>(
  objects: ObjectStore,
  file: Shown & { fileId: string },
  work: (source: DerivedFrom) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-page-'));
  try {
    return await work({
      tenantId: file.tenantId,
      fileId: file.fileId,
      mediaType: file.mediaType,
      file: async () => {
        const target = path.join(folder, 'file');
        await writeFile(target, await readObject(objects, file), { mode: 0o600 });
        return target;
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** How many pages there are to look at. */
export const countPages = (objects: ObjectStore, file: Shown & { fileId: string }): Promise<number> =>
  file.mediaType === 'application/pdf'
    ? onDisk(objects, file, (source) => objects.derivatives.countPages(source))
    : Promise.resolve(1);

/** One page of a kept object as a picture with the reader's name over it. */
export const showPage = (
  objects: ObjectStore,
  file: Shown & { shown: NonNullable<FileReference['shown']> },
): Promise<Buffer> => {
  const { fileId, page, watermark } = file.shown;
  return onDisk(objects, { ...file, fileId }, async (source) => {
    const picture = await markedPicture(await objects.derivatives.pageOf(source, page - 1), WIDTH, watermark);
    if (!picture) throw new AppError('NOT_FOUND', `page ${page} of ${fileId}`);
    return picture;
  });
};
