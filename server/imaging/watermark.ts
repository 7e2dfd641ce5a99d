import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/** 水印: who looks, from where, when, burnt into the picture by the server. */

const FAMILY = 'Lantai Watermark';
const SIDE = 420;
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
let isReady = false;

const prepareFont = (): void => {
  if (isReady) return;
  GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(FONT), FAMILY);
  isReady = true;
};

const cache = new Map<string, Buffer>();
const MOST_KEPT = 200;

/** A transparent square with the lines written aslant, to be laid over a picture again and again. */
export const watermarkTile = (lines: readonly string[]): Buffer => {
  const key = lines.join('\n');
  const known = cache.get(key);
  if (known) return known;
  prepareFont();
  const canvas = createCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d');
  context.translate(SIDE / 2, SIDE / 2);
  context.rotate(-Math.PI / 7);
  context.font = `22px "${FAMILY}"`;
  context.textAlign = 'center';
  context.fillStyle = 'rgba(90, 90, 90, 0.28)';
  lines.forEach((line, index) => {
    context.fillText(line, 0, (index - (lines.length - 1) / 2) * 32, SIDE);
  });
  const tile = canvas.toBuffer('image/png');
  if (cache.size >= MOST_KEPT) cache.clear();
  cache.set(key, tile);
  return tile;
};
