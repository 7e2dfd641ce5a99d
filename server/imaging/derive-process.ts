import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import type { PhotoFacts } from '@/server/domain/digital/viewer';
import { serveParent } from '@/server/objects/child-pool';
import { openPdf, renderPdfPage } from './pdf-pages.ts';
import { readExif } from './read-exif.ts';

/*
 * Makes what a reader shows of one page, a pyramid to zoom in and a small picture, and reads what a file says of itself.
 * In a process of its own.
 */
export interface PageRequest {
  kind: 'page';
  file: string;
  isPdf: boolean;
  /** From 0. */
  page: number;
  pyramid: string;
  thumbnail: string;
}
export interface PageSize {
  width: number;
  height: number;
}
export type DeriveRequest = PageRequest | { kind: 'photo' | 'count'; file: string };
export interface DeriveResult {
  size?: PageSize;
  photo?: PhotoFacts | null;
  pages?: number;
}

const MOST_PIXELS = 400_000_000;
const PDF_DPI = 200;
const THUMBNAIL_SIDE = 320;

const sourceOf = async ({ file, isPdf, page }: PageRequest): Promise<Sharp> => {
  const options = { limitInputPixels: MOST_PIXELS, sequentialRead: true } as const;
  if (!isPdf) return sharp(file, { ...options, page });
  const document = await openPdf(file);
  try {
    return sharp(await renderPdfPage(document, page + 1, PDF_DPI), options);
  } finally {
    await document.loadingTask.destroy();
  }
};

/** Written beside its place and moved there whole: nobody reads half a picture. */
const writeWhole = async (target: string, image: Sharp): Promise<OutputInfo> => {
  const next = `${target}.${process.pid}.next`;
  const info = await image.toFile(next);
  await rename(next, target);
  return info;
};

const makePage = async (request: PageRequest): Promise<PageSize> => {
  await mkdir(path.dirname(request.pyramid), { recursive: true });
  const source = (await sourceOf(request)).rotate().flatten({ background: '#fff' }).toColourspace('srgb');
  const tiff = {
    pyramid: true,
    tile: true,
    tileWidth: 256,
    tileHeight: 256,
    compression: 'jpeg',
    quality: 82,
  } as const;
  const { width, height } = await writeWhole(request.pyramid, source.clone().tiff(tiff));
  const small = sharp(request.pyramid, { limitInputPixels: MOST_PIXELS }).resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, {
    fit: 'inside',
  });
  await writeWhole(request.thumbnail, small.jpeg({ quality: 78 }));
  return { width, height };
};

const readPhoto = async (file: string): Promise<PhotoFacts | null> => {
  const { exif } = await sharp(file, { limitInputPixels: MOST_PIXELS }).metadata();
  return exif ? readExif(exif) : null;
};

const countPages = async (file: string): Promise<number> => {
  const document = await openPdf(file);
  try {
    return document.numPages;
  } finally {
    await document.loadingTask.destroy();
  }
};

serveParent<DeriveRequest, DeriveResult>(async (request) => {
  if (request.kind === 'page') return { size: await makePage(request) };
  if (request.kind === 'photo') return { photo: await readPhoto(request.file) };
  return { pages: await countPages(request.file) };
});
