import { createReadStream } from 'node:fs';
import { Processor } from 'iiif-processor';
import sharp, { type Sharp } from 'sharp';
import { burnIn } from './watermark.ts';

/** IIIF Image API 3 over a pyramid: region, size, rotation, quality, format, and `info.json`. */
export interface ImageSource {
  pyramid: string;
  /** Sizes of the pyramid's steps, the full one first. */
  levels: readonly { width: number; height: number }[];
}
export type ImageAnswer =
  | { status: 200; type: string; body: Buffer | string }
  | { status: 303; location: string }
  | { status: number; message: string };

/** What is asked for after the identifier: `info.json`, or region, size, turn, quality and a format that browsers show. */
const ASKED =
  /^\/[^/]+\/(?:info\.json|(?:full|square|(?:pct:)?[\d.,]{1,60})\/\^?(?:max|pct:[\d.]{1,20}|!?\d{0,6},\d{0,6})\/!?[\d.]{1,12}\/(?:default|color|gray|bitonal)\.(?:jpg|png|webp))$/;

const LARGEST = { width: 4_096, height: 4_096, area: 12_000_000 } as const;

/** The picture with the lines in it. The bytes are written once: laying one picture over another costs twice as much. */
const withMark = async (picture: Sharp, lines: readonly string[]): Promise<Sharp> => {
  const raw = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  burnIn(raw, lines);
  return sharp(raw.data, { raw: raw.info });
};

const marked = async (body: Buffer, lines: readonly string[] | null): Promise<Buffer> => {
  if (!lines) return body;
  const picture = sharp(body);
  const { format } = await picture.metadata();
  return (await withMark(picture, lines)).toFormat(format).toBuffer();
};

/** What readers ask for hundreds of times a page: a part of it or all of it, no larger than it is, upright, as JPEG. */
const PLAIN = /^\/[^/]+\/(full|\d{1,6},\d{1,6},\d{1,6},\d{1,6})\/\^?(!?)(\d{1,4}),(\d{0,4})\/0\/default\.jpg$/;

interface Cut {
  page: number;
  place: { left: number; top: number; width: number; height: number };
  width: number;
  height: number;
}

const sizeOf = (part: { width: number; height: number }, isWithin: boolean, wide: number, high: number | null) => {
  const share = isWithin ? Math.min(wide / part.width, (high ?? 0) / part.height) : wide / part.width;
  const scaled = { width: Math.round(part.width * share), height: Math.max(1, Math.round(part.height * share)) };
  return isWithin || high === null ? scaled : { width: wide, height: high };
};

/** Where it stands in the step of the pyramid that is the next larger one. Null for what is to be judged by the rules. */
const planCut = (asked: string, levels: ImageSource['levels']): Cut | null => {
  const [, region = '', within = '', wide = '', high = ''] = PLAIN.exec(asked) ?? [];
  const full = levels[0];
  if (region === '' || !full) return null;
  const [x = 0, y = 0, w = 0, h = 0] =
    region === 'full' ? [0, 0, full.width, full.height] : region.split(',').map(Number);
  const part = { width: Math.min(w, full.width - x), height: Math.min(h, full.height - y) };
  const { width, height } = sizeOf(part, within === '!', Number(wide), high === '' ? null : Number(high));
  if (part.width < 1 || part.height < 1 || width < 1 || height < 1) return null;
  if (width > part.width || height > part.height || width * height > LARGEST.area) return null;
  const scale = Math.min(part.width / width, part.height / height);
  const page = Math.max(
    0,
    levels.findLastIndex((level) => full.width / level.width <= scale + 0.01),
  );
  const level = levels[page] ?? full;
  const by = { x: level.width / full.width, y: level.height / full.height };
  const left = Math.min(Math.floor(x * by.x), level.width - 1);
  const top = Math.min(Math.floor(y * by.y), level.height - 1);
  const place = {
    left,
    top,
    width: Math.max(1, Math.min(Math.round(part.width * by.x), level.width - left)),
    height: Math.max(1, Math.min(Math.round(part.height * by.y), level.height - top)),
  };
  return { page, place, width, height };
};

/** Read from the file where it lies: a general processor reads the whole pyramid for it. */
const cutTile = async ({ pyramid }: ImageSource, cut: Cut, lines: readonly string[] | null): Promise<Buffer> => {
  const { page, place, width, height } = cut;
  const image = sharp(pyramid, { page, limitInputPixels: 400_000_000 }).extract(place);
  if (place.width !== width || place.height !== height) image.resize(width, height, { fit: 'fill' });
  return (lines ? await withMark(image, lines) : image).jpeg().toBuffer();
};

/**
 * Answers one request.
 * @param url whole address, with `…/iiif/3/…` before the identifier
 * @param prefix the path up to the identifier, which the addresses in `info.json` repeat
 */
export const answerImage = async (
  url: string,
  prefix: string,
  source: ImageSource,
  watermark: readonly string[] | null,
): Promise<ImageAnswer> => {
  const asked = decodeURIComponent(url.slice(url.indexOf(prefix) + prefix.length - 1));
  if (!ASKED.test(asked)) return { status: 400, message: 'not a request of IIIF Image 3' };
  const cut = planCut(asked, source.levels);
  if (cut) return { status: 200, type: 'image/jpeg', body: await cutTile(source, cut, watermark) };
  const processor = new Processor(url, async () => createReadStream(source.pyramid), {
    iiifVersion: 3,
    pathPrefix: prefix,
    max: LARGEST,
    dimensionFunction: async () => [...source.levels],
  });
  const result = await processor.execute();
  if (result.type === 'redirect') return { status: 303, location: result.location };
  if (result.type === 'error') return { status: result.statusCode, message: result.message };
  const { body, contentType } = result;
  if (typeof body === 'string' || contentType.includes('json')) return { status: 200, type: contentType, body };
  return { status: 200, type: contentType, body: await marked(body, watermark) };
};

/** A whole page no wider than asked and no larger than it is, with the lines over it, as JPEG. Null when it is far too tall. */
export const markedPicture = async (
  source: ImageSource,
  wide: number,
  watermark: readonly string[],
): Promise<Buffer | null> => {
  const width = Math.min(wide, source.levels[0]?.width ?? wide);
  const cut = planCut(`/page/full/${width},/0/default.jpg`, source.levels);
  return cut && cutTile(source, cut, watermark);
};
