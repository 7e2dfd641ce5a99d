import sharp from 'sharp';
import { makePage, PAGE_KINDS, type PageKind } from './make-page.ts';

/**
 * Scans with one fault each, made from the pages of make-page.ts, and good ones as a scanner differs from itself: for
 * measuring the checks by machine. Deterministic from the seed. What real scans have and these have not: pages that
 * shine through, folded corners, a fault in a part of the page only.
 */
export const FAULTS = ['blank', 'blur', 'skew', 'resolution', 'colour', 'size', 'doubled'] as const;
export type Fault = (typeof FAULTS)[number];

const PAPER = '#fdfbf5';
const DPI = 300;

const kindOf = (seed: number): PageKind => PAGE_KINDS[seed % PAGE_KINDS.length] ?? 'letter';
const noise = (seed: number, width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(width * height);
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  for (let at = 0; at < bytes.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = 122 + (state >>> 29);
  }
  return bytes;
};

/** As a scanner gives it: a little noise, its resolution in the file. */
const scanned = async (image: Buffer, seed: number, dpi = DPI, quality = 80): Promise<Buffer> => {
  const { width, height } = await sharp(image).metadata();
  const grain = await sharp(noise(seed, width, height), { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  return sharp(image)
    .composite([{ input: grain, blend: 'soft-light' }])
    .withMetadata({ density: dpi })
    .jpeg({ quality })
    .toBuffer();
};

export const makeGoodScan = async (seed: number): Promise<Buffer> =>
  scanned((await makePage(kindOf(seed), seed)).image, seed);

/** The same sheet put into the scanner once more: moved, a little turned, other noise. */
export const makeSecondScan = async (seed: number): Promise<Buffer> => {
  const { image } = await makePage(kindOf(seed), seed);
  const { width, height } = await sharp(image).metadata();
  const shift = 4 + (seed % 12);
  const turned = await sharp(image)
    .rotate(0.2 + (seed % 4) * 0.15, { background: PAPER })
    .png()
    .toBuffer();
  const moved = await sharp(turned)
    .extend({ left: shift, top: shift, background: PAPER })
    .extract({ left: 0, top: 0, width, height })
    .modulate({ brightness: 0.99 })
    .png()
    .toBuffer();
  return scanned(moved, seed + 7_000, DPI, 74);
};

/** A scan with the fault. For `doubled` it is the second scan of the good one of the same seed. */
export const makeFaultyScan = async (fault: Fault, seed: number): Promise<Buffer> => {
  if (fault === 'doubled') return makeSecondScan(seed);
  const { image } = await makePage(kindOf(seed), seed);
  const { width, height } = await sharp(image).metadata();
  switch (fault) {
    case 'blank':
      return scanned(
        await sharp({ create: { width, height, channels: 3, background: PAPER } })
          .png()
          .toBuffer(),
        seed,
      );
    case 'blur':
      return scanned(
        await sharp(image)
          .blur(2.5 + (seed % 5) * 0.5)
          .png()
          .toBuffer(),
        seed,
      );
    case 'skew': {
      const degrees = (4 + (seed % 5)) * (seed % 2 === 0 ? 1 : -1);
      return scanned(await sharp(image).rotate(degrees, { background: PAPER }).png().toBuffer(), seed);
    }
    case 'resolution':
      return scanned(
        await sharp(image)
          .resize(Math.round(width / 2))
          .png()
          .toBuffer(),
        seed,
        100,
      );
    case 'colour': {
      const grey = sharp(await scanned(image, seed)).greyscale();
      const base = seed % 2 === 0 ? grey.jpeg({ quality: 80 }) : grey.threshold(170).png({ palette: true, colours: 2 });
      return base.withMetadata({ density: DPI }).toBuffer();
    }
    case 'size':
      return scanned(
        await sharp(image).extract({ left: 100, top: 100, width: 700, height: 900 }).png().toBuffer(),
        seed,
      );
  }
};
