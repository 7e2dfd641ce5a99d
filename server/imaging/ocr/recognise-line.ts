import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Rectangle } from './geometry.ts';

/** What a line says: the recogniser of PP-OCRv4 on a strip 48 pixels high. One strip at a time: batches are slower. */

const HEIGHT = 48;
const LONGEST = 3_200;
/** A strip this much taller than long is a vertical line: its characters are laid side by side. */
const TALL = 1.5;

export interface RecognisedLine {
  text: string;
  /** Mean likelihood of its characters, 0 to 1. */
  confidence: number;
  /** Where each character stands along the line, 0 to 1. */
  positions: number[];
}

interface Page {
  rgb: Buffer;
  width: number;
  height: number;
}

/** A point of the strip (u along, v across, 0 to 1) on the page. */
const onPage = ({ centre, length, height, angle }: Rectangle, u: number, v: number): [number, number] => {
  const [along, across] = [(u - 0.5) * length, (v - 0.5) * height];
  return [
    centre.x + along * Math.cos(angle) - across * Math.sin(angle),
    centre.y + along * Math.sin(angle) + across * Math.cos(angle),
  ];
};

const sample = (page: Page, x: number, y: number, channel: number): number => {
  const [cx, cy] = [Math.min(Math.max(x, 0), page.width - 1.001), Math.min(Math.max(y, 0), page.height - 1.001)];
  const [x0, y0] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - x0, cy - y0];
  const at = (px: number, py: number) => page.rgb[(py * page.width + px) * 3 + channel] ?? 255;
  const [x1, y1] = [Math.min(x0 + 1, page.width - 1), Math.min(y0 + 1, page.height - 1)];
  const top = at(x0, y0) * (1 - fx) + at(x1, y0) * fx;
  const bottom = at(x0, y1) * (1 - fx) + at(x1, y1) * fx;
  return top * (1 - fy) + bottom * fy;
};

/** Type that is larger than the strip is averaged over what one pixel of the strip covers, so that thin strokes stay. */
const sampleArea = (page: Page, line: Rectangle, u: number, v: number, du: number, dv: number, channel: number) => {
  const steps = Math.min(3, Math.max(1, Math.round((line.height * dv) / 1.2)));
  if (steps === 1) {
    const [x, y] = onPage(line, u, v);
    return sample(page, x, y, channel);
  }
  let sum = 0;
  for (let i = 0; i < steps; i += 1)
    for (let j = 0; j < steps; j += 1) {
      const [x, y] = onPage(line, u + ((i + 0.5) / steps - 0.5) * du, v + ((j + 0.5) / steps - 0.5) * dv);
      sum += sample(page, x, y, channel);
    }
  return sum / (steps * steps);
};

const stripOf = (page: Page, line: Rectangle): Tensor => {
  const width = Math.min(LONGEST, Math.max(HEIGHT, Math.round((line.length / line.height) * HEIGHT)));
  const data = new Float32Array(3 * HEIGHT * width);
  for (let channel = 0; channel < 3; channel += 1)
    for (let row = 0; row < HEIGHT; row += 1)
      for (let column = 0; column < width; column += 1) {
        const [u, v] = [(column + 0.5) / width, (row + 0.5) / HEIGHT];
        const value = sampleArea(page, line, u, v, 1 / width, 1 / HEIGHT, channel);
        data[channel * HEIGHT * width + row * width + column] = value / 127.5 - 1;
      }
  return new Tensor('float32', data, [1, 3, HEIGHT, width]);
};

/** Greedy reading of the steps: the likeliest character of each, repeats and blanks dropped. */
const decode = (steps: Float32Array, count: number, classes: number, characters: readonly string[]): RecognisedLine => {
  const found: string[] = [];
  const positions: number[] = [];
  let sum = 0;
  let last = 0;
  for (let step = 0; step < count; step += 1) {
    let [best, likelihood] = [0, -1];
    for (let index = 0; index < classes; index += 1) {
      const value = steps[step * classes + index] ?? 0;
      if (value > likelihood) [best, likelihood] = [index, value];
    }
    if (best !== 0 && best !== last) {
      found.push(characters[best] ?? '');
      positions.push((step + 0.5) / count);
      sum += likelihood;
    }
    last = best;
  }
  return { text: found.join(''), confidence: found.length === 0 ? 0 : sum / found.length, positions };
};

const recogniseStrip = async (
  session: InferenceSession,
  page: Page,
  line: Rectangle,
  characters: readonly string[],
): Promise<RecognisedLine> => {
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  const result = await session.run({ [input ?? 'x']: stripOf(page, line) });
  const tensor = result[output ?? ''];
  const [, count = 0, classes = 0] = tensor?.dims ?? [];
  return decode(tensor?.data as Float32Array, count, classes, characters);
};

/** A vertical line is cut into its characters, which are about as high as the line is wide. */
const charactersOf = (line: Rectangle): Rectangle[] => {
  const count = Math.max(1, Math.round(line.height / (line.length * 1.05)));
  const step = line.height / count;
  return Array.from({ length: count }, (_, index) => {
    const offset = (index + 0.5) * step - line.height / 2;
    const centre = {
      x: line.centre.x - Math.sin(line.angle) * offset,
      y: line.centre.y + Math.cos(line.angle) * offset,
    };
    return { ...line, centre, height: step };
  });
};

/** Reads one line; a vertical one character by character. */
export const recogniseLine = async (
  session: InferenceSession,
  page: Page,
  line: Rectangle,
  characters: readonly string[],
): Promise<RecognisedLine> => {
  if (line.height < line.length * TALL) return recogniseStrip(session, page, line, characters);
  const parts: RecognisedLine[] = [];
  for (const character of charactersOf(line)) parts.push(await recogniseStrip(session, page, character, characters));
  const read = parts.filter((part) => part.text !== '');
  return {
    text: read.map((part) => part.text).join(''),
    confidence: read.length === 0 ? 0 : read.reduce((sum, part) => sum + part.confidence, 0) / read.length,
    positions: read.map((_, index) => (index + 0.5) / read.length),
  };
};
