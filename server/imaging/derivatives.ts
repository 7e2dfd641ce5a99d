import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { createChildPool } from '@/server/objects/child-pool';
import type { DeriveRequest, PageSize } from './derive-process.ts';

/**
 * Pictures to look at, made from the kept files and made again whenever they are missing: `<root>/<tenant>/<file>/`.
 * They are no archives: nothing is lost with the whole folder.
 */
export interface Derivatives {
  /** The pyramid of a page (from 0), made when it is not there. @throws ChildFailure when the page cannot be shown. */
  pageOf(source: DerivedFrom, page: number): Promise<DerivedPage>;
  forget(tenantId: number, fileId: string): Promise<void>;
  close(): void;
}
export interface DerivedPage {
  /** Sizes of the pyramid's steps, the full one first. */
  levels: PageSize[];
  pyramid: string;
  thumbnail: string;
}
export interface DerivedFrom {
  tenantId: number;
  fileId: string;
  /** Path of the kept file; asked for when there is something to make. */
  file: () => Promise<string>;
  mediaType: string;
}

/** Where pictures are shared by several servers; each keeps those that it shows in its own folder. */
export interface SharedPictures {
  /** False when nobody has made it yet. */
  bring(name: string, file: string): Promise<boolean>;
  keep(name: string, file: string): Promise<void>;
  forget(folder: string): Promise<void>;
}

export const createDerivatives = (root: string, shared?: SharedPictures): Derivatives => {
  const pool = createChildPool<DeriveRequest, PageSize>({
    program: fileURLToPath(new URL('./derive-process.ts', import.meta.url)),
    timeoutMs: 60_000,
    heapMb: 256,
    worksPerChild: 200,
    maxRssBytes: 600_000_000,
    idleMs: 60_000,
  });
  const nameOf = (tenantId: number, fileId: string) => `${tenantId}/${fileId.slice(-2)}/${fileId}`;
  const known = new Map<string, PageSize[]>();
  const making = new Map<string, Promise<void>>();

  const levelsOf = async (pyramid: string): Promise<PageSize[]> => {
    const found = known.get(pyramid);
    if (found) return found;
    const { width, height, pages = 1 } = await sharp(pyramid).metadata();
    const levels = [{ width, height }];
    for (let page = 1; page < pages; page += 1) {
      const level = await sharp(pyramid, { page }).metadata();
      levels.push({ width: level.width, height: level.height });
    }
    if (known.size > 5_000) known.clear();
    known.set(pyramid, levels);
    return levels;
  };

  /** The thumbnail comes last, in the folder and in the shared store: where it is, the pyramid is. */
  const obtain = async ({ file, mediaType }: DerivedFrom, page: number, names: readonly string[]): Promise<void> => {
    const [pyramid = '', thumbnail = ''] = names.map((name) => path.join(root, name));
    const [largeName = '', smallName = ''] = names;
    if (shared && (await shared.bring(largeName, pyramid)) && (await shared.bring(smallName, thumbnail))) return;
    const request = { file: await file(), isPdf: mediaType === 'application/pdf', page, pyramid, thumbnail };
    await pool.ask(request);
    await shared?.keep(largeName, pyramid);
    await shared?.keep(smallName, thumbnail);
  };

  /** Two readers of one page wait for the same work. */
  const make = (source: DerivedFrom, page: number, names: readonly string[]): Promise<void> => {
    const [key = ''] = names;
    const running = making.get(key) ?? obtain(source, page, names).finally(() => making.delete(key));
    making.set(key, running);
    return running;
  };

  return {
    async pageOf(source, page) {
      const name = nameOf(source.tenantId, source.fileId);
      const names = [`${name}/${page}.tif`, `${name}/${page}.jpg`];
      const [pyramid = '', thumbnail = ''] = names.map((one) => path.join(root, one));
      const isThere = await stat(thumbnail).then(
        () => true,
        () => false,
      );
      if (!isThere) await make(source, page, names);
      return { levels: await levelsOf(pyramid), pyramid, thumbnail };
    },
    forget: async (tenantId, fileId) => {
      await shared?.forget(nameOf(tenantId, fileId));
      await rm(path.join(root, nameOf(tenantId, fileId)), { recursive: true, force: true });
    },
    close: pool.close,
  };
};
