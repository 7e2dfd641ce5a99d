import sharp, { type Sharp } from 'sharp';
import type { Quad } from './geometry.ts';

/** 文字识别: what every engine answers. PP-OCR is the first one (recognise-page.ts), Tesseract the second. */

export interface PageLine {
  text: string;
  confidence: number;
  quad: Quad;
  /** Where each character stands along the line, 0 to 1. */
  positions: number[];
}
export interface PageText {
  width: number;
  height: number;
  engine: string;
  lines: PageLine[];
}
export interface RecogniseOptions {
  /** The longer side that the detector sees. */
  detectSide?: number;
  /** Lines that are less likely than this are specks and shadows. */
  confidence?: number;
  /** Of a file with several pages, from 0. */
  page?: number;
}

export interface Recogniser {
  recognise(image: string | Buffer, options?: RecogniseOptions): Promise<PageText>;
}

const MAX_PIXELS = 100_000_000;
const LONGEST_SIDE = 5_000;

/** A page as engines see it: upright, on white, in colour, not larger than they can use. */
export const openPicture = (image: string | Buffer, page: number): Sharp =>
  sharp(image, { page, limitInputPixels: MAX_PIXELS, failOn: 'none' })
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .removeAlpha();
