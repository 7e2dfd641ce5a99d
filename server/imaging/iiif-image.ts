import { createReadStream } from 'node:fs';
import { Processor } from 'iiif-processor';
import sharp from 'sharp';
import { watermarkTile } from './watermark.ts';

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

/** The middle of the mark, where its words are, for pictures that are smaller than it: thumbnails and tiles at an edge. */
const cutTo = async (mark: Buffer, width: number, height: number): Promise<Buffer> => {
  const { width: full, height: high } = await sharp(mark).metadata();
  if (full <= width && high <= height) return mark;
  const size = { width: Math.min(full, width), height: Math.min(high, height) };
  const place = { left: Math.floor((full - size.width) / 2), top: Math.floor((high - size.height) / 2) };
  return sharp(mark)
    .extract({ ...place, ...size })
    .toBuffer();
};

const marked = async (body: Buffer, lines: readonly string[] | null): Promise<Buffer> => {
  if (!lines) return body;
  const { width, height } = await sharp(body).metadata();
  const input = await cutTo(watermarkTile(lines), width, height);
  return sharp(body)
    .composite([{ input, tile: true }])
    .toBuffer();
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
  if (!ASKED.test(decodeURIComponent(url.slice(url.indexOf(prefix) + prefix.length - 1))))
    return { status: 400, message: 'not a request of IIIF Image 3' };
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
