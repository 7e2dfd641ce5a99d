import { type InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { convexHull, grow, type Point, type Rectangle, scaleRectangle, smallestRectangle } from './geometry.ts';

/** Where lines of text stand: the detector of PP-OCRv4 (a map of how likely each pixel is text), read without OpenCV. */

const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;
const TEXT_FROM = 0.3;
const BOX_FROM = 0.55;
/** The map is thinner than the text; boxes grow by area × this ÷ circumference. */
const UNCLIP = 1.6;
const SMALLEST_SIDE = 3;

const toMultiple = (value: number): number => Math.max(32, Math.round(value / 32) * 32);

const toTensor = (rgb: Buffer, width: number, height: number): Tensor => {
  const plane = width * height;
  const data = new Float32Array(plane * 3);
  for (let channel = 0; channel < 3; channel += 1) {
    const mean = MEAN[channel as 0 | 1 | 2];
    const deviation = DEVIATION[channel as 0 | 1 | 2];
    for (let pixel = 0; pixel < plane; pixel += 1)
      data[channel * plane + pixel] = ((rgb[pixel * 3 + channel] ?? 0) / 255 - mean) / deviation;
  }
  return new Tensor('float32', data, [1, 3, height, width]);
};

interface Blob {
  edge: Point[];
  sum: number;
  count: number;
}

/** Connected areas of text pixels, with the leftmost and rightmost pixel of each row: enough for the hull. */
const findBlobs = (map: Float32Array, width: number, height: number): Blob[] => {
  const seen = new Uint8Array(width * height);
  const blobs: Blob[] = [];
  const stack: number[] = [];
  for (let start = 0; start < map.length; start += 1) {
    if (seen[start] || (map[start] ?? 0) < TEXT_FROM) continue;
    const rows = new Map<number, [number, number]>();
    let [sum, count] = [0, 0];
    stack.push(start);
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      sum += map[at] ?? 0;
      count += 1;
      const row = rows.get(y);
      if (row) rows.set(y, [Math.min(row[0], x), Math.max(row[1], x)]);
      else rows.set(y, [x, x]);
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -1; dx <= 1; dx += 1) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const next = ny * width + nx;
          if (seen[next] || (map[next] ?? 0) < TEXT_FROM) continue;
          seen[next] = 1;
          stack.push(next);
        }
    }
    const edge = [...rows].flatMap(([y, [left, right]]) => [
      { x: left, y },
      { x: right + 1, y },
      { x: left, y: y + 1 },
      { x: right + 1, y: y + 1 },
    ]);
    blobs.push({ edge, sum, count });
  }
  return blobs;
};

const toRectangle = (blob: Blob): Rectangle | null => {
  if (blob.sum / blob.count < BOX_FROM) return null;
  const rectangle = smallestRectangle(convexHull(blob.edge));
  if (!rectangle || Math.min(rectangle.length, rectangle.height) < SMALLEST_SIDE) return null;
  const { length, height } = rectangle;
  return grow(rectangle, (length * height * UNCLIP) / (2 * (length + height)));
};

export interface DetectOptions {
  /** The longer side that the detector sees, in pixels. Larger finds smaller type and takes longer. */
  side: number;
}

/** Lines of text on a page, in its own pixels, in no order. */
export const detectLines = async (
  session: InferenceSession,
  page: { rgb: Buffer; width: number; height: number },
  { side }: DetectOptions,
): Promise<Rectangle[]> => {
  const scale = Math.min(1, side / Math.max(page.width, page.height));
  const width = toMultiple(page.width * scale);
  const height = toMultiple(page.height * scale);
  const rgb = await sharp(page.rgb, { raw: { width: page.width, height: page.height, channels: 3 } })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer();
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  const result = await session.run({ [input ?? 'x']: toTensor(rgb, width, height) });
  const map = result[output ?? '']?.data as Float32Array;
  return findBlobs(map, width, height)
    .map(toRectangle)
    .filter((rectangle) => rectangle !== null)
    .map((rectangle) => scaleRectangle(rectangle, page.width / width, page.height / height));
};
