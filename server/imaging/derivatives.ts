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
  /** Absolute path of the kept file. */
  file: string;
  mediaType: string;
}

export const createDerivatives = (root: string): Derivatives => {
  const pool = createChildPool<DeriveRequest, PageSize>({
    program: fileURLToPath(new URL('./derive-process.ts', import.meta.url)),
    timeoutMs: 60_000,
    heapMb: 256,
    worksPerChild: 200,
    maxRssBytes: 600_000_000,
    idleMs: 60_000,
  });
  const folderOf = (tenantId: number, fileId: string) => path.join(root, String(tenantId), fileId.slice(-2), fileId);
  const known = new Map<string, PageSize[]>();
  const making = new Map<string, Promise<PageSize>>();

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

  /** Two readers of one page wait for the same work. */
  const make = (request: DeriveRequest): Promise<PageSize> => {
    const running = making.get(request.pyramid) ?? pool.ask(request).finally(() => making.delete(request.pyramid));
    making.set(request.pyramid, running);
    return running;
  };

  return {
    async pageOf({ tenantId, fileId, file, mediaType }, page) {
      const folder = folderOf(tenantId, fileId);
      const pyramid = path.join(folder, `${page}.tif`);
      const thumbnail = path.join(folder, `${page}.jpg`);
      const isThere = await stat(thumbnail).then(
        () => true,
        () => false,
      );
      if (!isThere) await make({ file, isPdf: mediaType === 'application/pdf', page, pyramid, thumbnail });
      return { levels: await levelsOf(pyramid), pyramid, thumbnail };
    },
    forget: (tenantId, fileId) => rm(folderOf(tenantId, fileId), { recursive: true, force: true }),
    close: pool.close,
  };
};
