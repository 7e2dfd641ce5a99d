import type { Writable } from 'node:stream';
import { drawCode128, drawQr } from './barcode.ts';
import { breakLines, drawLine, fittingSize, mm } from './paper-text.ts';
import { openPdf } from './print-book-pdf.ts';

type Document = PDFKit.PDFDocument;

/* Sheets of labels, stickers and spines: places on the paper are exact, everything may be moved by an offset. */
export interface SheetOptions {
  title: string;
  unitName: string;
  offsetMm: { x: number; y: number };
  /** Positions of the first sheet that are used up. */
  skip: number;
}

export interface LabelFace {
  /** What the codes say. */
  label: string;
  big: string;
  lines: readonly string[];
}

const RULE = '#8a919c';

interface Grid {
  columns: number;
  rows: number;
  widthMm: number;
  heightMm: number;
  leftMm: number;
  topMm: number;
}

/** Walks the positions of a grid over as many sheets as are needed. */
const onGrid = <Face>(
  document: Document,
  grid: Grid,
  options: SheetOptions,
  faces: readonly Face[],
  draw: (face: Face, x: number, y: number) => void,
): void => {
  const perSheet = grid.columns * grid.rows;
  for (const [index, face] of faces.entries()) {
    const position = index + (options.skip % perSheet);
    const place = position % perSheet;
    if (index === 0 || place === 0) document.addPage();
    const x = mm(grid.leftMm + options.offsetMm.x + (place % grid.columns) * grid.widthMm);
    const y = mm(grid.topMm + options.offsetMm.y + Math.floor(place / grid.columns) * grid.heightMm);
    draw(face, x, y);
  }
};

/** 3 × 8 labels of 70 × 37 mm, as office suppliers sell them. */
const LABELS: Grid = { columns: 3, rows: 8, widthMm: 70, heightMm: 37, leftMm: 0, topMm: 0.5 };

const drawLabel = (document: Document, face: LabelFace, x: number, y: number): void => {
  const qr = mm(19);
  drawQr(document, face.label, { x: x + mm(5), y: y + mm(5), size: qr });
  const text = { x: x + mm(27), width: mm(39) };
  const size = fittingSize(document, 'strong', face.big, text.width, 15, 7);
  drawLine(document, face.big, { ...text, y: y + mm(4) }, { weight: 'strong', size });
  let top = y + mm(4) + size * 1.4;
  for (const line of face.lines) {
    for (const part of breakLines(document, 'body', 8, line, text.width).slice(0, 2)) {
      drawLine(document, part, { ...text, y: top }, { weight: 'body', size: 8 });
      top += 11;
    }
  }
  drawCode128(document, face.label, { x: x + mm(27), y: y + mm(24), width: mm(38), height: mm(6) });
  drawLine(
    document,
    face.label,
    { x: x + mm(5), y: y + mm(30.5), width: mm(60) },
    { weight: 'body', size: 7, align: 'right' },
  );
};

/** 盒标签, 库位标签: QR and Code 128 beside the words. */
export const writeLabelSheets = async (faces: readonly LabelFace[], options: SheetOptions, sink: Writable) => {
  const { document, written } = openPdf(
    sink,
    { paper: 'A4', orientation: 'portrait' },
    { title: options.title, author: options.unitName },
  );
  onGrid(document, LABELS, options, faces, (face, x, y) => drawLabel(document, face, x, y));
  document.end();
  await written;
};

export interface StampFace {
  fondsNumber: string;
  year: string;
  itemNumber: string;
  org: string;
  retention: string;
  pages: string;
}

/** 4 × 16 stickers of 45 × 16 mm. */
const STAMPS: Grid = { columns: 4, rows: 16, widthMm: 47, heightMm: 17.2, leftMm: 12, topMm: 11 };
const STAMP_RED = '#D7000F';

const drawStamp = (document: Document, face: StampFace, x: number, y: number): void => {
  const [width, height] = [mm(45), mm(16)];
  document.lineWidth(mm(0.35)).strokeColor(STAMP_RED);
  document.rect(x, y, width, height);
  document.moveTo(x, y + height / 2).lineTo(x + width, y + height / 2);
  for (const third of [1, 2]) document.moveTo(x + (width * third) / 3, y).lineTo(x + (width * third) / 3, y + height);
  document.stroke();
  const cells = [face.fondsNumber, face.year, face.itemNumber, face.org, face.retention, face.pages];
  for (const [index, text] of cells.entries()) {
    const room = width / 3 - 6;
    const whole = fittingSize(document, 'body', text, room, 12, 1);
    // A long name of an organisation takes two lines before it gets too small to read.
    const lines = whole < 7 ? breakLines(document, 'body', 6.5, text, room).slice(0, 2) : [text];
    const size = lines.length > 1 ? 6.5 : Math.max(5, whole);
    const at = { x: x + ((index % 3) * width) / 3, y: y + Math.floor(index / 3) * (height / 2), width: width / 3 };
    const top = at.y + (height / 2 - lines.length * size * 1.45) / 2;
    for (const [turn, line] of lines.entries())
      drawLine(
        document,
        line,
        { ...at, y: top + turn * size * 1.45 },
        { weight: 'body', size, colour: STAMP_RED, align: 'center' },
      );
  }
};

/** 归档章贴 (DA/T 22-2015): red, two rows of three. */
export const writeStampSheets = async (faces: readonly StampFace[], options: SheetOptions, sink: Writable) => {
  const { document, written } = openPdf(
    sink,
    { paper: 'A4', orientation: 'portrait' },
    { title: options.title, author: options.unitName },
  );
  onGrid(document, STAMPS, options, faces, (face, x, y) => drawStamp(document, face, x, y));
  document.end();
  await written;
};

export interface SpineFace {
  spineMm: number;
  /** Runs down the spine: 全宗名称 of a box, 案卷题名 of a technical volume. */
  running: string;
  label: string;
  /** From the top down. */
  fields: readonly { name: string; value: string }[];
}

const SPINE_HEIGHT = 270;
const SPINE_LINE = 1.3;
const READABLE = 9;
/** Numbers are read from the end of a shelf: rather on two lines than smaller. */
const LARGE = 14;

/** What stands in a field of a spine: a long name takes several lines, so that nothing runs over a narrow edge. */
export const spineLines = (
  document: Document,
  value: string,
  room: { width: number; height: number },
): { lines: string[]; size: number } => {
  const whole = fittingSize(document, 'strong', value, room.width, 16, 1);
  if (value.includes('～') && whole < LARGE) {
    const lines = value.split('～');
    const widest = Math.min(...lines.map((line) => fittingSize(document, 'strong', line, room.width, 16, 1)));
    return { lines, size: Math.min(widest, room.height / (lines.length * SPINE_LINE)) };
  }
  if (whole >= READABLE) return { lines: [value], size: whole };
  for (let size = READABLE; size > 4; size -= 1) {
    const lines = breakLines(document, 'strong', size, value, room.width);
    if (lines.length * size * SPINE_LINE <= room.height) return { lines, size };
  }
  return { lines: [value], size: whole };
};

/** How many columns a text that runs down a spine takes so that it is read best, and how large it is in them. */
export const runningText = (
  signs: number,
  room: { width: number; height: number },
): { columns: number; size: number } => {
  let best = { columns: 1, size: 0 };
  for (let columns = 1; columns <= 4; columns += 1) {
    const share = columns === 1 ? room.width * 0.5 : (room.width * 0.9) / (columns * 1.15);
    const length = Math.max(1, Math.ceil(signs / columns));
    const size = Math.min(16, share, room.height / (length * 1.25));
    if (size > best.size) best = { columns, size };
  }
  return best;
};

/** Down the spine, its columns from the right to the left as vertical Chinese is read. */
const drawRunning = (
  document: Document,
  text: string,
  room: { x: number; y: number; width: number; height: number },
): void => {
  const signs = Array.from(text);
  const { columns, size } = runningText(signs.length, room);
  const length = Math.max(1, Math.ceil(signs.length / columns));
  const step = columns === 1 ? room.width : size * 1.15;
  const right = room.x + (room.width + columns * step) / 2;
  const start = room.y + (room.height - length * size * 1.25) / 2;
  for (const [index, sign] of signs.entries()) {
    const column = Math.floor(index / length);
    const at = { x: right - (column + 1) * step, y: start + (index % length) * size * 1.25, width: step };
    drawLine(document, sign, at, { weight: 'strong', size, align: 'center' });
  }
};

const drawSpine = (document: Document, face: SpineFace, x: number, y: number): void => {
  const width = mm(face.spineMm);
  document.rect(x, y, width, mm(SPINE_HEIGHT)).lineWidth(0.4).stroke(RULE);
  let top = y;
  const fieldHeight = mm(20);
  for (const { name, value } of face.fields) {
    const head = { x, y: top + mm(1.2), width };
    drawLine(document, name, head, {
      weight: 'body',
      size: fittingSize(document, 'body', name, width - 4, 8),
      colour: '#5c636e',
      align: 'center',
    });
    const room = { width: width - mm(3), height: fieldHeight - mm(7) };
    const { lines, size } = spineLines(document, value, room);
    const from = top + mm(6) + (room.height - lines.length * size * SPINE_LINE) / 2;
    for (const [index, line] of lines.entries()) {
      const at = { x, y: from + index * size * SPINE_LINE, width };
      drawLine(document, line, at, { weight: 'strong', size, align: 'center' });
    }
    top += fieldHeight;
    document
      .moveTo(x, top)
      .lineTo(x + width, top)
      .lineWidth(0.4)
      .stroke(RULE);
  }
  const qr = Math.min(width - mm(4), mm(18));
  const bottom = y + mm(SPINE_HEIGHT) - qr - mm(6);
  drawRunning(document, face.running, { x, y: top + mm(2), width, height: bottom - top - mm(4) });
  drawQr(document, face.label, { x: x + (width - qr) / 2, y: bottom + mm(1), size: qr });
  const small = fittingSize(document, 'body', face.label, width - 4, 7, 4);
  drawLine(
    document,
    face.label,
    { x, y: y + mm(SPINE_HEIGHT) - mm(4), width },
    { weight: 'body', size: small, align: 'center' },
  );
};

/** 盒脊 and 卷脊, in the width of each box or volume, side by side with room to cut. */
export const writeSpineSheets = async (faces: readonly SpineFace[], options: SheetOptions, sink: Writable) => {
  const { document, written } = openPdf(
    sink,
    { paper: 'A4', orientation: 'portrait' },
    { title: options.title, author: options.unitName },
  );
  const [left, right, top] = [8 + options.offsetMm.x, 202 + options.offsetMm.x, 13 + options.offsetMm.y];
  let x = Number.POSITIVE_INFINITY;
  for (const face of faces) {
    if (x + face.spineMm > right) {
      document.addPage();
      x = left;
    }
    drawSpine(document, face, mm(x), mm(top));
    x += face.spineMm + 3;
  }
  document.end();
  await written;
};

export interface CoverFace {
  fondsName: string;
  lines: readonly string[];
  label: string;
}

/** 盒封面: 全宗名称, and what tells the box from its neighbours. */
export const writeBoxCovers = async (faces: readonly CoverFace[], options: SheetOptions, sink: Writable) => {
  const { document, written } = openPdf(
    sink,
    { paper: 'A4', orientation: 'portrait' },
    { title: options.title, author: options.unitName },
  );
  const width = mm(170);
  const x = mm(20 + options.offsetMm.x);
  for (const face of faces) {
    document.addPage();
    let y = mm(80 + options.offsetMm.y);
    for (const line of breakLines(document, 'strong', 34, face.fondsName, width)) {
      drawLine(document, line, { x, y, width }, { weight: 'strong', size: 34, align: 'center' });
      y += 52;
    }
    y = mm(190 + options.offsetMm.y);
    for (const line of face.lines) {
      drawLine(document, line, { x, y, width }, { weight: 'body', size: 16, align: 'center' });
      y += 30;
    }
    drawQr(document, face.label, { x: mm(165 + options.offsetMm.x), y: mm(255 + options.offsetMm.y), size: mm(22) });
    drawLine(
      document,
      face.label,
      { x: mm(155 + options.offsetMm.x), y: mm(279 + options.offsetMm.y), width: mm(42) },
      { weight: 'body', size: 8, align: 'center' },
    );
  }
  document.end();
  await written;
};
