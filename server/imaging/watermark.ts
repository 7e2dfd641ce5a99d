import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/** 水印: who looks, from where, when, burnt into the picture by the server. */

const FAMILY = 'Lantai Watermark';
const SIDE = 420;
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
/** The grey of the words, and how much of it covers the picture. */
const GREY = 90;
const COVER = 0.28;
let isReady = false;

const prepareFont = (): void => {
  if (isReady) return;
  GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(FONT), FAMILY);
  isReady = true;
};

/** The inked points of each row of a square that is laid over the picture again and again: few, so no other is touched. */
type Mark = readonly { at: Uint16Array; cover: Uint8Array }[];

const drawMark = (lines: readonly string[]): Mark => {
  prepareFont();
  const canvas = createCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d');
  context.translate(SIDE / 2, SIDE / 2);
  context.rotate(-Math.PI / 7);
  context.font = `22px "${FAMILY}"`;
  context.textAlign = 'center';
  context.fillStyle = `rgba(0, 0, 0, ${COVER})`;
  lines.forEach((line, index) => {
    context.fillText(line, 0, (index - (lines.length - 1) / 2) * 32, SIDE);
  });
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  return Array.from({ length: SIDE }, (_, y) => {
    const columns = Array.from({ length: SIDE }, (__, x) => x).filter((x) => (data[(y * SIDE + x) * 4 + 3] ?? 0) > 0);
    return {
      at: Uint16Array.from(columns),
      cover: Uint8Array.from(columns, (x) => data[(y * SIDE + x) * 4 + 3] ?? 0),
    };
  });
};

const cache = new Map<string, Mark>();
const MOST_KEPT = 200;
/** Drawn once for a person, a unit and a minute; a reader asks for hundreds of tiles under it. */
const markOf = (lines: readonly string[]): Mark => {
  const key = lines.join('\n');
  const known = cache.get(key) ?? drawMark(lines);
  if (cache.size >= MOST_KEPT) cache.clear();
  cache.set(key, known);
  return known;
};

export interface RawPicture {
  data: Buffer;
  info: { width: number; height: number; channels: number };
}

const modulo = (value: number): number => ((value % SIDE) + SIDE) % SIDE;

/**
 * Writes the lines aslant over a picture of bytes, in place. They stand in its middle, so that thumbnails and tiles at an
 * edge carry their words too, and again and again around it.
 */
export const burnIn = ({ data, info }: RawPicture, lines: readonly string[]): void => {
  const mark = markOf(lines);
  const { width, height, channels } = info;
  const colours = channels % 2 === 0 ? channels - 1 : channels;
  const left = modulo(Math.floor((width - SIDE) / 2)) - SIDE;
  const top = Math.floor((height - SIDE) / 2);
  for (let y = 0; y < height; y += 1) {
    const row = mark[modulo(y - top)];
    if (!row) continue;
    const { at, cover } = row;
    for (let from = left; from < width; from += SIDE) {
      for (let index = 0; index < at.length; index += 1) {
        const x = from + (at[index] ?? 0);
        if (x < 0 || x >= width) continue;
        const share = cover[index] ?? 0;
        const place = (y * width + x) * channels;
        for (let colour = place; colour < place + colours; colour += 1)
          data[colour] = ((data[colour] ?? 0) * (255 - share) + GREY * share + 127) / 255;
      }
    }
  }
};
