import { drawTable, type TableRow } from './pdf-table.ts';
import type { PdfImage, PdfSection, RecordDocument } from './record-document.ts';

/* How the parts of a record are placed on the page. Points; A4 is 595 by 842. */
type Document = PDFKit.PDFDocument;

export const BODY_SIZE = 10.5;
const INK = '#1f2329';
const MUTED = '#5c636e';
const IMAGE_HEIGHT = 200;

const innerWidth = (document: Document): number =>
  document.page.width - document.page.margins.left - document.page.margins.right;
const bottomOf = (document: Document): number => document.page.height - document.page.margins.bottom;

/** A new page when less than `height` is left on this one. */
export const needRoom = (document: Document, height: number): boolean => {
  if (document.y + height <= bottomOf(document)) return false;
  document.addPage();
  return true;
};

export const drawTitle = (document: Document, record: RecordDocument): void => {
  const left = document.page.margins.left;
  document.fillColor(INK).font('strong').fontSize(18);
  document.text(record.title, left, document.y, { width: innerWidth(document), align: 'center' });
  document.moveDown(0.4).font('body').fontSize(BODY_SIZE).fillColor(MUTED);
  document.text(record.documentNumber, { width: innerWidth(document), align: 'right' });
  document.moveDown(0.6).fillColor(INK);
};

const drawHeading = (document: Document, heading: string | undefined, room: number): void => {
  if (!heading) return;
  // A heading never stands alone at the foot of a page.
  needRoom(document, room);
  document.moveDown(0.6).font('strong').fontSize(12).fillColor(INK);
  document.text(heading, document.page.margins.left, document.y, { width: innerWidth(document) });
  document.moveDown(0.3);
};

/** Two label-value pairs in a line; a long value takes the line for itself. */
const drawFacts = (document: Document, section: Extract<PdfSection, { kind: 'facts' }>): void => {
  const rows: TableRow[] = [];
  let waiting: { label: string; value: string } | undefined;
  const flush = () => {
    if (waiting) rows.push({ cells: [waiting.label, waiting.value], spans: [1, 3], strong: [0] });
    waiting = undefined;
  };
  for (const fact of section.rows) {
    if (fact.value.length > 20) {
      flush();
      rows.push({ cells: [fact.label, fact.value], spans: [1, 3], strong: [0] });
    } else if (waiting) {
      rows.push({ cells: [waiting.label, waiting.value, fact.label, fact.value], spans: [1, 1, 1, 1], strong: [0, 2] });
      waiting = undefined;
    } else {
      waiting = fact;
    }
  }
  flush();
  drawTable(document, { widths: [3, 6, 3, 6], rows });
};

const drawRuledTable = (document: Document, section: Extract<PdfSection, { kind: 'table' }>): void => {
  const spans = section.columns.map(() => 1);
  const rows: TableRow[] = section.rows.map((cells) => ({ cells, spans }));
  if (rows.length === 0) rows.push({ cells: [section.empty ?? '无'], spans: [section.columns.length] });
  drawTable(document, {
    widths: section.columns.map((column) => column.width),
    aligns: section.columns.map((column) => column.align ?? 'left'),
    header: { cells: section.columns.map((column) => column.title), spans, strong: spans.map((_, index) => index) },
    rows,
  });
};

const drawParagraphs = (document: Document, paragraphs: readonly string[]): void => {
  document.font('body').fontSize(BODY_SIZE).fillColor(INK);
  for (const paragraph of paragraphs) {
    // 首行缩进两字
    const options = { width: innerWidth(document), indent: 2 * BODY_SIZE, lineGap: 4, paragraphGap: 4 };
    document.text(paragraph, document.page.margins.left, document.y, options);
  }
};

const drawImage = (document: Document, image: PdfImage): void => {
  const [left, width] = [document.page.margins.left, innerWidth(document)];
  needRoom(document, IMAGE_HEIGHT + 30);
  const top = document.y;
  try {
    document.image(image.bytes, left, top, { fit: [width, IMAGE_HEIGHT], align: 'center', valign: 'center' });
  } catch {
    // A picture that cannot be drawn must not keep the record from being printed; its place says so.
    document.rect(left, top, width, IMAGE_HEIGHT).lineWidth(0.5).stroke(MUTED);
    document.font('body').fontSize(BODY_SIZE).fillColor(MUTED);
    document.text('图像无法显示', left, top + IMAGE_HEIGHT / 2, { width, align: 'center' });
  }
  document.font('body').fontSize(9).fillColor(MUTED);
  document.text(image.caption, left, top + IMAGE_HEIGHT + 4, { width, align: 'center' });
  document.moveDown(0.6).fillColor(INK);
};

const drawSignatures = (document: Document, labels: readonly string[]): void => {
  const [left, width] = [document.page.margins.left, innerWidth(document)];
  document.moveDown(1.2).font('body').fontSize(BODY_SIZE).fillColor(INK);
  for (let index = 0; index < labels.length; index += 2) {
    needRoom(document, 48);
    const top = document.y;
    for (const [column, label] of labels.slice(index, index + 2).entries()) {
      const x = left + (column * width) / 2;
      document.text(`${label}：`, x, top, { width: width / 2 - 16, lineBreak: false });
      const lineFrom = x + document.widthOfString(`${label}：`) + 4;
      document
        .moveTo(lineFrom, top + 14)
        .lineTo(x + width / 2 - 24, top + 14)
        .lineWidth(0.5)
        .stroke(INK);
    }
    document.x = left;
    document.y = top + 40;
  }
};

export const drawSection = (document: Document, section: PdfSection): void => {
  if (section.kind !== 'signatures') {
    drawHeading(document, section.heading, section.kind === 'images' ? IMAGE_HEIGHT + 70 : 70);
  }
  if (section.kind === 'facts') drawFacts(document, section);
  else if (section.kind === 'table') drawRuledTable(document, section);
  else if (section.kind === 'text') drawParagraphs(document, section.paragraphs);
  else if (section.kind === 'signatures') drawSignatures(document, section.labels);
  else for (const image of section.images) drawImage(document, image);
};

/** Header and footer of every page, once the number of pages is known. */
export const drawFooters = (document: Document, record: RecordDocument): void => {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    const { left, right, bottom } = document.page.margins;
    const width = document.page.width - left - right;
    // Text below the margin would otherwise open another page.
    document.page.margins.bottom = 0;
    document.font('body').fontSize(9).fillColor(MUTED);
    document.text(record.unitName, left, 32, { width: width / 2, lineBreak: false });
    document.text(record.documentNumber, left + width / 2, 32, { width: width / 2, align: 'right', lineBreak: false });
    document
      .moveTo(left, 48)
      .lineTo(left + width, 48)
      .lineWidth(0.5)
      .stroke(MUTED);
    const foot = document.page.height - 40;
    if (record.note) document.text(record.note, left, foot, { width: width / 2, lineBreak: false });
    const number = `第 ${page - start + 1} 页 共 ${count} 页`;
    document.text(number, left + width / 2, foot, { width: width / 2, align: 'right', lineBreak: false });
    document.page.margins.bottom = bottom;
  }
};
