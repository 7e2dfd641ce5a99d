import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { serveParent } from '@/server/objects/child-pool';
import { openPdf, renderPdfPage } from './pdf-pages.ts';

/* Makes what a reader shows of one page: a pyramid to zoom in and a small picture. In a process of its own. */
export interface DeriveRequest {
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

const MOST_PIXELS = 400_000_000;
const PDF_DPI = 200;
const THUMBNAIL_SIDE = 320;

const sourceOf = async ({ file, isPdf, page }: DeriveRequest): Promise<Sharp> => {
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

serveParent<DeriveRequest, PageSize>(async (request) => {
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
});
