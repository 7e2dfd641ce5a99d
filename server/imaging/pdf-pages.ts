import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from './ocr/geometry.ts';
import type { PageLine } from './ocr/recogniser.ts';

/** Pages of a PDF as pictures and as text, without anything installed on the machine. Scripts in it are never run. */

const HOME = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const LONGEST_SIDE = 4_000;
const POINTS_PER_INCH = 72;

export interface PdfPage {
  number: number;
  /** Text as the file holds it, lines in its order; empty for a scan. */
  text: string;
}

export const openPdf = async (file: string): Promise<PDFDocumentProxy> =>
  getDocument({
    data: new Uint8Array(await readFile(file)),
    cMapUrl: `${path.join(HOME, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${path.join(HOME, 'standard_fonts')}/`,
    wasmUrl: `${path.join(HOME, 'wasm')}/`,
    isEvalSupported: false,
    disableFontFace: true,
    verbosity: 0,
  }).promise;

/** A page as PNG at the given resolution, no longer than 4,000 pixels. `number` counts from 1. */
export const renderPdfPage = async (document: PDFDocumentProxy, number: number, dpi = 200): Promise<Buffer> => {
  const page = await document.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const scale = Math.min(dpi / POINTS_PER_INCH, LONGEST_SIDE / Math.max(natural.width, natural.height));
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  page.cleanup();
  return canvas.encode('png');
};

/** Radicals that some writers put in place of characters: 青 written as its look-alike of the radicals block. */
const unifyRadicals = (text: string): string =>
  text.replace(/[\u2E80-\u2FDF]/g, (radical) => radical.normalize('NFKC'));

/** The text layer of a page; lines parted by a line break. */
export const readPdfText = async (document: PDFDocumentProxy, number: number): Promise<string> =>
  (await readPdfLayer(document, number)).text;

/** Of a page as it is shown at its natural size. */
export interface PdfLayer {
  text: string;
  width: number;
  height: number;
  lines: PageLine[];
}

type TextItem = { str: string; hasEOL: boolean; transform: number[]; width: number; height: number };
type Viewport = ReturnType<PDFPageProxy['getViewport']>;

/** How far letters reach below the line they stand on, as a part of their height. */
const BELOW = 0.2;

/** Where the words of an item stand in the picture of the page. */
const boxOf = ({ transform, width, height }: TextItem, viewport: Viewport): Box => {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = transform;
  const [along, up] = [Math.hypot(a, b) || 1, Math.hypot(c, d) || 1];
  const tall = height || up;
  const corner = (right: number, top: number): number[] =>
    viewport.convertToViewportPoint(
      x + (a / along) * width * right + (c / up) * tall * top,
      y + (b / along) * width * right + (d / up) * tall * top,
    );
  const corners = [corner(0, -BELOW), corner(1, -BELOW), corner(0, 1 - BELOW), corner(1, 1 - BELOW)];
  const [xs, ys] = [corners.map(([left = 0]) => left), corners.map(([, top = 0]) => top)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};

/** Pieces of one line as one, with the place of each character along it. */
const layerLine = (items: readonly TextItem[], viewport: Viewport): PageLine[] => {
  const boxes = items.map((item) => boxOf(item, viewport));
  const text = unifyRadicals(items.map((item) => item.str).join(''));
  if (text.trim() === '') return [];
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const length = Math.max(1, right - left);
  const positions = items.flatMap(({ str }, at) => {
    const box = boxes[at];
    const characters = Array.from(str);
    return characters.map((_, index) => {
      const place = (box?.left ?? 0) + (((box?.right ?? 0) - (box?.left ?? 0)) * (index + 0.5)) / characters.length;
      return (place - left) / length;
    });
  });
  const quad = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ] as const;
  return [{ text, confidence: 1, quad, positions }];
};

/** The text layer of a page with the place of each line, so that a word is found where it stands. */
export const readPdfLayer = async (document: PDFDocumentProxy, number: number): Promise<PdfLayer> => {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const items = (await page.getTextContent()).items.flatMap((item) => ('str' in item ? [item as TextItem] : []));
  page.cleanup();
  const lines: TextItem[][] = [[]];
  for (const item of items) {
    lines.at(-1)?.push(item);
    if (item.hasEOL) lines.push([]);
  }
  const text = items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join('');
  return {
    text: unifyRadicals(text).trim(),
    width: viewport.width,
    height: viewport.height,
    lines: lines.filter((line) => line.length > 0).flatMap((line) => layerLine(line, viewport)),
  };
};
