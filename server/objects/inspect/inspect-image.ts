import { open, stat } from 'node:fs/promises';
import sharp from 'sharp';

export const IMAGE_LIMITS = { pixels: 400_000_000, pages: 5_000, side: 100_000 } as const;
const END_BYTES = 256 * 1024;

export type ImageFacts =
  | { ok: true; pages: number; width: number; height: number; dpi: number | null }
  | { ok: false; reason: string };

/** A picture that is also a page, a container or a program for those who read it otherwise. */
const STRANGERS = [
  '<?php',
  '<script',
  '<html',
  '<!doctype html',
  '%pdf-',
  '\u007felf',
  String.fromCharCode(0x70, 0x6b, 3, 4),
];

const looksTwofold = async (file: string): Promise<boolean> => {
  const { size } = await stat(file);
  const handle = await open(file, 'r');
  try {
    for (const from of new Set([0, Math.max(0, size - END_BYTES)])) {
      const part = Buffer.alloc(Math.min(END_BYTES, size - from));
      await handle.read(part, 0, part.length, from);
      const text = part.toString('latin1').toLowerCase();
      if (STRANGERS.some((stranger) => text.includes(stranger))) return true;
    }
    return false;
  } finally {
    await handle.close();
  }
};

/** Reads the head of a picture and, for the first page, a small copy: a picture that cannot be shown is not taken in. */
export const inspectImage = async (file: string): Promise<ImageFacts> => {
  if (await looksTwofold(file)) return { ok: false, reason: 'polyglot' };
  try {
    const { width = 0, height = 0, pages = 1, density } = await sharp(file, { limitInputPixels: false }).metadata();
    if (width < 1 || height < 1) return { ok: false, reason: 'image_damaged' };
    if (width * height > IMAGE_LIMITS.pixels || Math.max(width, height) > IMAGE_LIMITS.side)
      return { ok: false, reason: 'image_size' };
    if (pages > IMAGE_LIMITS.pages) return { ok: false, reason: 'image_pages' };
    await sharp(file, { limitInputPixels: IMAGE_LIMITS.pixels, failOn: 'error', sequentialRead: true })
      .resize(64, 64, { fit: 'inside' })
      .raw()
      .toBuffer();
    return { ok: true, pages, width, height, dpi: density ?? null };
  } catch {
    return { ok: false, reason: 'image_damaged' };
  }
};
