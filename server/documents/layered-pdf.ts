import type { Writable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { chineseFont } from './pdf.ts';

/** 双层 PDF: a picture of each page, and over it, invisible, what was read on it, each line at its place. */
export interface LayeredLine {
  text: string;
  /** Corners in pixels of the picture as it was read, from the upper left one clockwise; null when no place is known. */
  quad: readonly { x: number; y: number }[] | null;
}
export interface LayeredPage {
  /** JPEG. */
  picture: Buffer;
  /** Points. */
  width: number;
  height: number;
  lines: readonly LayeredLine[];
  /** Size of the picture in which the lines have their places. */
  readWidth: number | null;
  readHeight: number | null;
}

/** What prints nothing and is only found and copied. */
const INVISIBLE = '3 Tr';
/** A sign that the font has not: the mark that printers put in its place. */
const MISSING = '〓';
/** The part of a line's box that its letters fill. */
const LETTER_SHARE = 0.78;
const SMALLEST = 1;

type Document = PDFKit.PDFDocument;
interface GlyphFont {
  font: { hasGlyphForCodePoint(codePoint: number): boolean };
}

const writable = (document: Document, text: string): string => {
  const { font } = (document as unknown as { _font: GlyphFont })._font;
  return Array.from(text, (sign) => (font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : MISSING)).join('');
};

const drawText = (
  document: Document,
  text: string,
  place: { x: number; y: number; width: number; height: number; angle: number },
): void => {
  const size = Math.max(SMALLEST, place.height * LETTER_SHARE);
  document.fontSize(size);
  const natural = document.widthOfString(text, { features: [] });
  document.save();
  document.rotate(place.angle, { origin: [place.x, place.y] });
  document.addContent(INVISIBLE);
  document.text(text, place.x, place.y, {
    lineBreak: false,
    features: [],
    horizontalScaling: natural > 0 ? (place.width / natural) * 100 : 100,
  } as PDFKit.Mixins.TextOptions);
  document.restore();
};

const distance = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y);

const drawLine = (document: Document, page: LayeredPage, line: LayeredLine, index: number): void => {
  const text = writable(document, line.text.trim());
  if (text === '') return;
  const scale = page.readWidth ? page.width / page.readWidth : 1;
  const [first, second, , fourth] = line.quad ?? [];
  if (!first || !second || !fourth) {
    // Its place is not known: one under the other, so that the order is kept.
    const step = page.height / (page.lines.length + 1);
    drawText(document, text, { x: 0, y: index * step, width: page.width, height: Math.min(step, 12), angle: 0 });
    return;
  }
  drawText(document, text, {
    x: first.x * scale,
    y: first.y * scale,
    width: Math.max(SMALLEST, distance(first, second) * scale),
    height: distance(first, fourth) * scale,
    angle: (Math.atan2(second.y - first.y, second.x - first.x) * 180) / Math.PI,
  });
};

/** Writes page after page as they come: memory does not grow with the volume. */
export const writeLayeredPdf = async (
  sink: Writable,
  info: { title: string; unitName: string },
  pages: AsyncIterable<LayeredPage>,
): Promise<void> => {
  const document = new PDFDocument({
    autoFirstPage: false,
    lang: 'zh-CN',
    info: { Title: info.title, Author: info.unitName },
  });
  const done = new Promise<void>((resolve, reject) => {
    sink.on('finish', resolve);
    sink.on('error', reject);
  });
  document.pipe(sink);
  document.registerFont('body', chineseFont('400Regular'));
  for await (const page of pages) {
    document.addPage({ size: [page.width, page.height], margin: 0 });
    document.image(page.picture, 0, 0, { width: page.width, height: page.height });
    document.font('body');
    for (const [index, line] of page.lines.entries()) drawLine(document, page, line, index);
  }
  document.end();
  await done;
};
