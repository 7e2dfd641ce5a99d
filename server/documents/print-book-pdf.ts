import type { Writable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { breakLines, drawLine, INK, mm } from './paper-text.ts';
import { chineseFont } from './pdf.ts';
import type { PrintBook, PrintPart, PrintProgress } from './print-book.ts';
import { drawSignLine, drawTitle, type Frame, frameOf, LINE, PAD, RULE, SIZE } from './print-book-frame.ts';

type Document = PDFKit.PDFDocument;

const MUTED = '#5c636e';
const GROUND = '#f2f3f5';
/** Rows between two breaths of the process. */
const BREATH = 100;

/** A PDF that is written as it grows; its pages stay open until they can be numbered. */
export const openPdf = (
  sink: Writable,
  page: { paper: 'A4' | 'A3'; orientation: 'landscape' | 'portrait' },
  info: { title: string; author: string },
): { document: Document; written: Promise<void> } => {
  const document = new PDFDocument({
    size: page.paper,
    layout: page.orientation,
    // Every place is given: pdfkit must not turn pages by itself.
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: info.title, Author: info.author },
  });
  const written = new Promise<void>((resolve, reject) => {
    sink.on('finish', resolve);
    sink.on('error', reject);
    document.on('error', reject);
  });
  document.pipe(sink);
  document.registerFont('body', chineseFont('400Regular'));
  document.registerFont('strong', chineseFont('700Bold'));
  return { document, written };
};

type Part<Kind extends PrintPart['kind']> = Extract<PrintPart, { kind: Kind }>;

const drawCover = (document: Document, frame: Frame, part: Part<'cover'>): void => {
  const width = frame.right - frame.left;
  const middle = frame.top + (frame.bottom - frame.top) * 0.28;
  drawLine(
    document,
    part.title.split('').join('　'),
    { x: frame.left, y: middle, width },
    { weight: 'strong', size: 32, align: 'center' },
  );
  let y = middle + 96;
  for (const { label, value } of part.facts) {
    const x = frame.left + width * 0.28;
    drawLine(document, `${label}：`, { x, y, width: 120 }, { weight: 'body', size: 16 });
    const valueWidth = width * 0.72 - 120 - width * 0.12;
    const lines = breakLines(document, 'body', 16, value, valueWidth);
    for (const text of lines) {
      drawLine(document, text, { x: x + 120, y, width: valueWidth }, { weight: 'body', size: 16, align: 'center' });
      document
        .moveTo(x + 120, y + 24)
        .lineTo(x + 120 + valueWidth, y + 24)
        .lineWidth(0.6)
        .stroke(RULE);
      y += 30;
    }
    y += 8;
  }
};

interface Cell {
  x: number;
  width: number;
  lines: string[];
  align: 'left' | 'center';
}

const drawRow = (document: Document, cells: readonly Cell[], y: number, height: number, isHead: boolean): void => {
  for (const cell of cells) {
    if (isHead) document.rect(cell.x, y, cell.width, height).fill(GROUND);
    document.rect(cell.x, y, cell.width, height).lineWidth(0.5).stroke(RULE);
    // A short text stands in the middle of its row.
    const inset = Math.max(PAD, (height - cell.lines.length * LINE) / 2);
    for (const [index, text] of cell.lines.entries()) {
      const at = { x: cell.x + PAD, y: y + inset + index * LINE - 1, width: cell.width - 2 * PAD };
      drawLine(document, text, at, {
        weight: isHead ? 'strong' : 'body',
        size: SIZE,
        align: isHead ? 'center' : cell.align,
      });
    }
  }
};

const tallest = (cells: readonly Cell[]): number => Math.max(1, ...cells.map((cell) => cell.lines.length));
const heightOf = (cells: readonly Cell[]): number => tallest(cells) * LINE + 2 * PAD;

const drawTable = async (
  document: Document,
  frame: () => Frame,
  part: Part<'table'>,
  breathe: PrintProgress,
): Promise<void> => {
  let area = frame();
  let y = drawTitle(document, area, part.title, part.facts);
  const unit = (area.right - area.left) / part.columns.reduce((sum, column) => sum + column.width, 0);
  const lay = (texts: readonly string[], isHead: boolean): Cell[] => {
    let x = area.left;
    return part.columns.map((column, index) => {
      const width = column.width * unit;
      const weight = isHead ? 'strong' : 'body';
      const cell: Cell = {
        x,
        width,
        align: column.align ?? 'left',
        lines: breakLines(document, weight, SIZE, texts[index] ?? '', width - 2 * PAD),
      };
      x += width;
      return cell;
    });
  };
  const head = lay(
    part.columns.map((column) => column.title),
    true,
  );
  const drawHead = () => {
    drawRow(document, head, y, heightOf(head), true);
    y += heightOf(head);
  };
  const turn = () => {
    document.addPage();
    area = frame();
    y = area.top;
    drawHead();
  };
  drawHead();
  for (const [index, texts] of part.rows.entries()) {
    let cells = lay(texts, false);
    const whole = area.bottom - area.top - heightOf(head);
    if (y + heightOf(cells) > area.bottom && heightOf(cells) <= whole) turn();
    // A row that no page holds is cut where the page ends.
    while (y + heightOf(cells) > area.bottom) {
      const room = Math.floor((area.bottom - y - 2 * PAD) / LINE);
      if (room < 1) {
        turn();
        continue;
      }
      drawRow(
        document,
        cells.map((cell) => ({ ...cell, lines: cell.lines.slice(0, room) })),
        y,
        room * LINE + 2 * PAD,
        false,
      );
      cells = cells.map((cell) => ({ ...cell, lines: cell.lines.slice(room) }));
      turn();
    }
    drawRow(document, cells, y, heightOf(cells), false);
    y += heightOf(cells);
    if ((index + 1) % BREATH === 0) await breathe(BREATH);
  }
  drawSignLine(document, frame, y, part.signatures ?? []);
};

const drawForm = (document: Document, frame: () => Frame, part: Part<'form'>): void => {
  let area = frame();
  let y = drawTitle(document, area, part.title, part.facts);
  const width = area.right - area.left;
  const labelWidth = mm(32);
  const turn = () => {
    document.addPage();
    area = frame();
    y = area.top;
  };
  const drawField = (labels: string[], lines: string[], height: number): void => {
    drawRow(document, [{ x: area.left, width: labelWidth, lines: labels, align: 'center' }], y, height, true);
    const x = area.left + labelWidth;
    document
      .rect(x, y, width - labelWidth, height)
      .lineWidth(0.5)
      .stroke(RULE);
    const inset = height > mm(20) ? PAD + 2 : Math.max(PAD, (height - lines.length * LINE) / 2);
    for (const [index, text] of lines.entries())
      drawLine(document, text, { x: x + PAD, y: y + inset + index * LINE - 1, width }, { weight: 'body', size: SIZE });
    y += height;
  };
  for (const field of part.fields) {
    const labels = breakLines(document, 'strong', SIZE, field.label, labelWidth - 2 * PAD);
    let lines = breakLines(document, 'body', SIZE, field.value, width - labelWidth - 2 * PAD);
    const heightOfLines = () => Math.max(labels.length, lines.length) * LINE + 2 * PAD + 2;
    const height = Math.max(mm(field.heightMm ?? 10), heightOfLines());
    if (y + height <= area.bottom) {
      drawField(labels, lines, height);
      continue;
    }
    if (height <= area.bottom - area.top) turn();
    // A field that no page holds is cut where the page ends.
    for (let isDrawn = false; !isDrawn || lines.length > 0; isDrawn = true) {
      const room = Math.max(1, Math.floor((area.bottom - y - 2 * PAD - 2) / LINE));
      const here = lines.slice(0, room);
      lines = lines.slice(room);
      const fits = Math.max(here.length, Math.min(labels.length, room)) * LINE + 2 * PAD + 2;
      drawField(labels, here, lines.length === 0 ? Math.max(fits, Math.min(height, area.bottom - y)) : fits);
      if (lines.length > 0) turn();
    }
  }
  drawSignLine(document, frame, y, part.signatures ?? []);
};

const drawText = (document: Document, frame: () => Frame, part: Part<'text'>): void => {
  const size = 12;
  const line = 22;
  let area = frame();
  let y = drawTitle(document, area, part.title, []) + 8;
  const width = area.right - area.left;
  const room = (height: number) => {
    if (y + height <= area.bottom) return;
    document.addPage();
    area = frame();
    y = area.top;
  };
  for (const paragraph of part.paragraphs) {
    // 首行缩进两字
    for (const text of breakLines(document, 'body', size, `　　${paragraph}`, width)) {
      room(line);
      drawLine(document, text, { x: area.left, y, width }, { weight: 'body', size });
      y += line;
    }
  }
  y += 40;
  for (const label of part.signatures) {
    room(34);
    const x = area.left + width * 0.52;
    drawLine(document, `${label}：`, { x, y, width }, { weight: 'body', size });
    document
      .moveTo(x + 76, y + 18)
      .lineTo(area.right, y + 18)
      .lineWidth(0.5)
      .stroke(RULE);
    y += 34;
  }
};

const numberPages = (document: Document, book: PrintBook, starts: readonly number[]): void => {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    const volume = starts.filter((first) => first <= page).length - 1;
    const first = starts[volume] ?? start;
    const last = starts[volume + 1] ?? start + count;
    document.switchToPage(page);
    const frame = frameOf(document, book.offsetMm);
    const width = frame.right - frame.left;
    const small = { weight: 'body' as const, size: 9, colour: MUTED };
    drawLine(document, book.unitName, { x: frame.left, y: frame.top - mm(9), width }, small);
    if (book.header)
      drawLine(document, book.header, { x: frame.left, y: frame.top - mm(9), width }, { ...small, align: 'right' });
    const text = `第 ${page - first + 1} 页 共 ${last - first} 页`;
    drawLine(document, text, { x: frame.left, y: frame.bottom + mm(5), width }, { ...small, align: 'center' });
  }
  document.fillColor(INK);
};

/** Sets a book as PDF: real Chinese text, ruled tables whose head comes again on each page, 第 x 页 共 y 页. */
export const writeBookPdf = async (book: PrintBook, sink: Writable, breathe: PrintProgress): Promise<void> => {
  const { document, written } = openPdf(sink, book, { title: book.title, author: book.unitName });
  const starts: number[] = [];
  const frame = () => frameOf(document, book.offsetMm);
  for (const volume of book.volumes) {
    starts.push(document.bufferedPageRange().start + document.bufferedPageRange().count);
    for (const part of volume.parts) {
      document.addPage();
      if (part.kind === 'cover') drawCover(document, frame(), part);
      else if (part.kind === 'table') await drawTable(document, frame, part, breathe);
      else if (part.kind === 'form') drawForm(document, frame, part);
      else drawText(document, frame, part);
    }
  }
  numberPages(document, book, starts);
  document.end();
  await written;
};
