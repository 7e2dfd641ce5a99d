import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

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
export const readPdfText = async (document: PDFDocumentProxy, number: number): Promise<string> => {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  page.cleanup();
  return unifyRadicals(text).trim();
};
