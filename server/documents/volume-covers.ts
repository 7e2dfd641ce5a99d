import type { Writable } from 'node:stream';
import { drawQr } from './barcode.ts';
import { breakLines, drawLine, mm } from './paper-text.ts';
import type { PrintFact } from './print-book.ts';
import { openPdf } from './print-book-pdf.ts';
import type { SheetOptions } from './print-sheets.ts';

type Document = PDFKit.PDFDocument;

/* 案卷封面: an upright sheet, 25 mm free at the left for the binding. */
export interface VolumeCoverFace {
  /** Above the title: 全宗名称, 类目名称. */
  heads: readonly string[];
  title: string;
  /** Below it, each on a line of its own; an empty one is left to be written by hand. */
  facts: readonly PrintFact[];
  /** The parts of the code, side by side at the foot. */
  boxes: readonly PrintFact[];
  /** What the code for the scanner says. */
  label: string;
}

const RULE = '#5c636e';
const TITLE_FROM = 92;
const TITLE_TO = 172;
const FACTS_FROM = 184;
const BOXES_FROM = 262;
const LABEL_WIDTH = 84;

interface Area {
  x: number;
  width: number;
  /** Of a place on the sheet, in mm from its top. */
  y: (fromTop: number) => number;
}

/** As large as its block holds it, whole: long titles of projects run over several lines. */
const titleLines = (document: Document, title: string, width: number): { lines: string[]; size: number } => {
  const room = mm(TITLE_TO - TITLE_FROM);
  for (let size = 26; size > 10; size -= 1) {
    const lines = breakLines(document, 'strong', size, title, width);
    if (lines.length * size * 1.6 <= room) return { lines, size };
  }
  return { lines: breakLines(document, 'strong', 10, title, width), size: 10 };
};

const drawHeads = (document: Document, face: VolumeCoverFace, area: Area): void => {
  let y = area.y(34);
  for (const [index, head] of face.heads.entries()) {
    const size = index === 0 ? 26 : 18;
    for (const line of breakLines(document, 'strong', size, head, area.width)) {
      drawLine(document, line, { x: area.x, y, width: area.width }, { weight: 'strong', size, align: 'center' });
      y += size * 1.6;
    }
    y += 8;
  }
};

const drawTitle = (document: Document, face: VolumeCoverFace, area: Area): void => {
  const { lines, size } = titleLines(document, face.title, area.width - mm(8));
  const height = lines.length * size * 1.6;
  const from = area.y(TITLE_FROM) + (mm(TITLE_TO - TITLE_FROM) - height) / 2;
  for (const [index, line] of lines.entries()) {
    const at = { x: area.x, y: from + index * size * 1.6, width: area.width };
    drawLine(document, line, at, { weight: 'strong', size, align: 'center' });
  }
};

const drawFacts = (document: Document, face: VolumeCoverFace, area: Area): void => {
  let y = area.y(FACTS_FROM);
  const x = area.x + mm(12);
  const width = area.width - mm(24) - LABEL_WIDTH;
  for (const { label, value } of face.facts) {
    drawLine(document, label, { x, y, width: LABEL_WIDTH }, { weight: 'body', size: 15 });
    const lines = breakLines(document, 'body', 15, value, width);
    for (const line of lines) {
      drawLine(document, line, { x: x + LABEL_WIDTH, y, width }, { weight: 'body', size: 15, align: 'center' });
      document
        .moveTo(x + LABEL_WIDTH, y + 22)
        .lineTo(x + LABEL_WIDTH + width, y + 22)
        .lineWidth(0.6)
        .stroke(RULE);
      y += 27;
    }
    y += 9;
  }
};

const drawBoxes = (document: Document, face: VolumeCoverFace, area: Area): void => {
  const width = mm(32);
  for (const [index, { label, value }] of face.boxes.entries()) {
    const [x, y] = [area.x + index * width, area.y(BOXES_FROM)];
    for (const [row, text] of [label, value].entries()) {
      document
        .rect(x, y + row * mm(8), width, mm(8))
        .lineWidth(0.6)
        .stroke(RULE);
      const at = { x, y: y + row * mm(8) + 4, width };
      drawLine(document, text, at, { weight: 'body', size: 11, align: 'center' });
    }
  }
};

/** One cover a sheet; everything may be moved for sheets that bear their own print. */
export const writeVolumeCovers = async (
  faces: readonly VolumeCoverFace[],
  options: SheetOptions,
  sink: Writable,
): Promise<void> => {
  const { document, written } = openPdf(
    sink,
    { paper: 'A4', orientation: 'portrait' },
    { title: options.title, author: options.unitName },
  );
  const area: Area = {
    x: mm(25 + options.offsetMm.x),
    width: mm(170),
    y: (fromTop) => mm(fromTop + options.offsetMm.y),
  };
  for (const face of faces) {
    document.addPage();
    drawHeads(document, face, area);
    drawTitle(document, face, area);
    drawFacts(document, face, area);
    drawBoxes(document, face, area);
    drawQr(document, face.label, { x: area.x + area.width - mm(22), y: area.y(258), size: mm(22) });
  }
  document.end();
  await written;
};
