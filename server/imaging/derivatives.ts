import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { isOffice } from '@/server/domain/digital/digital-file';
import type { PhotoFacts } from '@/server/domain/digital/viewer';
import { createChildPool } from '@/server/objects/child-pool';
import type { DeriveRequest, DeriveResult, PageSize } from './derive-process.ts';
import { convertOffice } from './office-pdf.ts';

/**
 * Pictures to look at, made from the kept files and made again whenever they are missing: `<root>/<tenant>/<file>/`.
 * They are no archives: nothing is lost with the whole folder.
 */
export interface Derivatives {
  /** The pyramid of a page (from 0), made when it is not there. @throws ChildFailure when the page cannot be shown. */
  pageOf(source: DerivedFrom, page: number): Promise<DerivedPage>;
  /** Pages of an Office document, which is turned into PDF for it. @throws ChildFailure when it cannot be. */
  countPages(source: DerivedFrom): Promise<number>;
  /** What a camera wrote into the picture; null when it wrote nothing. */
  photoOf(source: DerivedFrom): Promise<PhotoFacts | null>;
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

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

export const createDerivatives = (root: string, shared?: SharedPictures): Derivatives => {
  const pool = createChildPool<DeriveRequest, DeriveResult>({
    program: fileURLToPath(new URL('./derive-process.ts', import.meta.url)),
    timeoutMs: 60_000,
    heapMb: 256,
    worksPerChild: 200,
    maxRssBytes: 600_000_000,
    idleMs: 60_000,
  });
  const nameOf = (tenantId: number, fileId: string) => `${tenantId}/${fileId.slice(-2)}/${fileId}`;
  const known = new Map<string, PageSize[]>();
  const making = new Map<string, Promise<unknown>>();

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
  const once = (target: string, work: () => Promise<unknown>): Promise<unknown> => {
    const running = making.get(target) ?? work().finally(() => making.delete(target));
    making.set(target, running);
    return running;
  };

  /** The file itself, or the PDF that was made of an Office document. */
  const shownFile = async ({ tenantId, fileId, file, mediaType }: DerivedFrom): Promise<string> => {
    if (!isOffice(mediaType)) return file();
    const pdf = path.join(root, nameOf(tenantId, fileId), 'document.pdf');
    if (!(await isThere(pdf))) await once(pdf, async () => convertOffice(await file(), pdf));
    return pdf;
  };

  /** The thumbnail comes last, in the folder and in the shared store: where it is, the pyramid is. */
  const obtain = async (source: DerivedFrom, page: number, names: readonly string[]): Promise<void> => {
    const [pyramid = '', thumbnail = ''] = names.map((name) => path.join(root, name));
    const [largeName = '', smallName = ''] = names;
    if (shared && (await shared.bring(largeName, pyramid)) && (await shared.bring(smallName, thumbnail))) return;
    const file = await shownFile(source);
    const isPdf = source.mediaType === 'application/pdf' || isOffice(source.mediaType);
    await pool.ask({ kind: 'page', file, isPdf, page, pyramid, thumbnail });
    await shared?.keep(largeName, pyramid);
    await shared?.keep(smallName, thumbnail);
  };

  return {
    async pageOf(source, page) {
      const folder = nameOf(source.tenantId, source.fileId);
      const names = [`${folder}/${page}.tif`, `${folder}/${page}.jpg`];
      const [pyramid = '', thumbnail = ''] = names.map((name) => path.join(root, name));
      if (!(await isThere(thumbnail))) await once(pyramid, () => obtain(source, page, names));
      return { levels: await levelsOf(pyramid), pyramid, thumbnail };
    },
    async countPages(source) {
      return (await pool.ask({ kind: 'count', file: await shownFile(source) })).pages ?? 0;
    },
    async photoOf({ file }) {
      return (await pool.ask({ kind: 'photo', file: await file() })).photo ?? null;
    },
    forget: async (tenantId, fileId) => {
      await shared?.forget(nameOf(tenantId, fileId));
      await rm(path.join(root, nameOf(tenantId, fileId)), { recursive: true, force: true });
    },
    close: pool.close,
  };
};
