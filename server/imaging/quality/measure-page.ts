import sharp, { type Metadata, type Sharp } from 'sharp';
import type { ColourMode, PageFacts } from '@/server/domain/digital/scan-rule';
import { measureSkew } from './measure-skew.ts';

/** What can be said of a scanned page by its pixels. Nothing here judges: the thresholds are data. */

const MOST_PIXELS = 400_000_000;
const SMALL_WIDTH = 800;
const LOOK_SIDE = 48;
const CM_PER_INCH = 2.54;

interface Grey {
  data: Buffer;
  width: number;
  height: number;
}

/** Below this share of a page's height or width the dark rim of a scanner is no writing. */
const RIM = 0.03;
/** How much darker than the paper something must be to be ink. */
const INK_STEP = 48;

const paperOf = ({ data }: Grey): number => {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  let seen = 0;
  for (let value = 255; value >= 0; value -= 1) {
    seen += counts[value] ?? 0;
    if (seen >= data.length / 2) return value;
  }
  return 255;
};

/** Which pixels are ink, without the rim of the page. */
const inkOf = (grey: Grey, paper: number): { mask: Uint8Array; share: number } => {
  const { data, width, height } = grey;
  const mask = new Uint8Array(width * height);
  const [left, top] = [Math.round(width * RIM), Math.round(height * RIM)];
  let ink = 0;
  for (let y = top; y < height - top; y += 1) {
    for (let x = left; x < width - left; x += 1) {
      const at = y * width + x;
      if ((data[at] ?? 255) < paper - INK_STEP) {
        mask[at] = 1;
        ink += 1;
      }
    }
  }
  return { mask, share: ink / ((width - 2 * left) * (height - 2 * top)) };
};

/**
 * How steep the edges of the writing are: the step between neighbours at the steepest edges, as a share of the whole
 * contrast. Writing that is in focus goes from paper to ink within two pixels; a blurred page takes many.
 */
const sharpnessOf = ({ data, width, height }: Grey): number | null => {
  const steps = new Uint32Array(256);
  const values = new Uint32Array(256);
  let edges = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      values[data[at] ?? 0] = (values[data[at] ?? 0] ?? 0) + 1;
      const step = Math.max(
        Math.abs((data[at + 1] ?? 0) - (data[at] ?? 0)),
        Math.abs((data[at + width] ?? 0) - (data[at] ?? 0)),
      );
      if (step < 8) continue;
      steps[step] = (steps[step] ?? 0) + 1;
      edges += 1;
    }
  }
  if (edges < 200) return null;
  const total = values.reduce((sum, count) => sum + count, 0);
  const contrast = percentile(values, total, 0.999) - percentile(values, total, 0.002);
  return contrast < 24 ? null : Math.min(1, percentile(steps, edges, 0.9) / contrast);
};

const percentile = (counts: Uint32Array, total: number, share: number): number => {
  let seen = 0;
  for (let value = 0; value < counts.length; value += 1) {
    seen += counts[value] ?? 0;
    if (seen >= total * share) return value;
  }
  return counts.length - 1;
};

/** Where the ink stands, a little wider. A page put into the scanner a second time lies a little elsewhere. */
const inkBox = (mask: Uint8Array, width: number, height: number) => {
  const [rows, columns] = [new Uint32Array(height), new Uint32Array(width)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (mask[y * width + x] !== 1) continue;
      rows[y] = (rows[y] ?? 0) + 1;
      columns[x] = (columns[x] ?? 0) + 1;
    }
  }
  const ends = (counts: Uint32Array): [number, number] => {
    const first = counts.findIndex((count) => count > 2);
    let last = counts.length - 1;
    while (last > first && (counts[last] ?? 0) <= 2) last -= 1;
    return [Math.max(0, first), last];
  };
  const [top, bottom] = ends(rows);
  const [left, right] = ends(columns);
  return { left, top, width: Math.max(1, right - left + 1), height: Math.max(1, bottom - top + 1) };
};

/**
 * 感知哈希: the page straightened and cut to its ink, in 48 × 48 fields, each with how much ink it holds from 0 to f. Two
 * scans of one sheet agree in most of them, two letters of one form do not.
 */
const lookOf = async (grey: Grey, box: ReturnType<typeof inkBox>, skew: number): Promise<string> => {
  const raw = { width: grey.width, height: grey.height, channels: 1 as const };
  const turned = await sharp(grey.data, { raw })
    .rotate(-skew, { background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const straight = { data: turned.data, width: turned.info.width, height: turned.info.height };
  const inked =
    Math.abs(skew) < 0.1 ? box : inkBox(inkOf(straight, paperOf(grey)).mask, straight.width, straight.height);
  const size = { width: straight.width, height: straight.height, channels: 1 as const };
  const { data } = await sharp(straight.data, { raw: size })
    .extract(inked)
    .resize(LOOK_SIDE, LOOK_SIDE, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const paper = paperOf(grey);
  const darkest = Math.max(32, paper - data.reduce((least, value) => Math.min(least, value), 255));
  return Array.from(data, (value) =>
    Math.max(0, Math.min(15, Math.round(((paper - value) / darkest) * 15))).toString(16),
  ).join('');
};

const GREY_STEP = 14;
/** A file in colour whose pixels are all grey was scanned in grey; one stamp is colour. */
const colourOf = async (input: string | Buffer, page: number, metadata: Metadata): Promise<ColourMode> => {
  if (metadata.bitsPerSample === 1) return 'bilevel';
  if ((metadata.channels ?? 1) < 3) return 'grey';
  const { data, info } = await sharp(input, { page, limitInputPixels: MOST_PIXELS })
    .resize(200, 200, { fit: 'fill' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  let coloured = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > GREY_STEP) coloured += 1;
  }
  // Paper is never quite without a colour when it was scanned in colour; a grey scan has none at all.
  const [red, green, blue] = (await sharp(input, { page, limitInputPixels: MOST_PIXELS }).stats()).channels;
  const tint =
    Math.max(red?.mean ?? 0, green?.mean ?? 0, blue?.mean ?? 0) -
    Math.min(red?.mean ?? 0, green?.mean ?? 0, blue?.mean ?? 0);
  return coloured > 0 || tint > 0.5 ? 'colour' : 'grey';
};

/** Pixels in an inch, where the file says so. 72 is what programs write that do not know. */
const dpiOf = (metadata: Metadata): number | null => {
  const density = metadata.density ?? 0;
  if (density <= 1 || density === 72) return null;
  // Some writers give dots in a centimetre as if they were in an inch.
  return density < 60 && density * CM_PER_INCH >= 100 ? Math.round(density * CM_PER_INCH) : Math.round(density);
};

/** Measures one page of a picture, counted from 0. */
export const measurePage = async (input: string | Buffer, page: number): Promise<PageFacts> => {
  const options = { page, limitInputPixels: MOST_PIXELS } as const;
  const metadata = await sharp(input, options).metadata();
  const { width, height } = metadata.autoOrient ?? metadata;
  const straight = () => sharp(input, options).rotate().flatten({ background: '#fff' }).greyscale();
  const read = async (pipeline: Sharp): Promise<Grey> => {
    const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  };
  const small = await read(straight().resize(Math.min(SMALL_WIDTH, width)));
  const { mask, share } = inkOf(small, paperOf(small));
  // The middle of the page as it is: edges say nothing once they were scaled.
  const middle = {
    left: Math.round(width * 0.15),
    top: Math.round(height * 0.1),
    width: Math.max(4, Math.round(width * 0.7)),
    height: Math.max(4, Math.round(height * 0.8)),
  };
  const skewDegrees = measureSkew(mask, small.width, small.height);
  return {
    width,
    height,
    dpi: dpiOf(metadata),
    colour: await colourOf(input, page, metadata),
    ink: share,
    sharpness: sharpnessOf(await read(straight().extract(middle))),
    skewDegrees,
    look: await lookOf(small, inkBox(mask, small.width, small.height), skewDegrees ?? 0),
  };
};
