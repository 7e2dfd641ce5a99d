import { breakLines, drawLine, mm } from './paper-text.ts';
import type { PrintFact } from './print-book.ts';

/* What every part of a printed book stands in: the frame of a page, its heading, and lines to sign on. */
type Document = PDFKit.PDFDocument;

export const SIZE = 10;
export const LINE = 14;
export const PAD = 4;
export const RULE = '#5c636e';
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const frameOf = (document: Document, offset: { x: number; y: number }): Frame => ({
  left: mm(20) + mm(offset.x),
  right: document.page.width - mm(15) + mm(offset.x),
  top: mm(20) + mm(offset.y),
  bottom: document.page.height - mm(18) + mm(offset.y),
});

export const drawTitle = (document: Document, frame: Frame, title: string, facts: readonly PrintFact[]): number => {
  const width = frame.right - frame.left;
  drawLine(document, title, { x: frame.left, y: frame.top, width }, { weight: 'strong', size: 18, align: 'center' });
  if (facts.length === 0) return frame.top + 34;
  const line = facts.map(({ label, value }) => `${label}：${value}`).join('　　');
  let y = frame.top + 32;
  for (const text of breakLines(document, 'body', SIZE, line, width)) {
    drawLine(document, text, { x: frame.left, y, width }, { weight: 'body', size: SIZE });
    y += LINE;
  }
  return y + 6;
};

const SIGN_HEIGHT = 40;

/** Lines to sign on, side by side below what they are for; on a new page where there is no room. */
export const drawSignLine = (document: Document, frame: () => Frame, y: number, labels: readonly string[]): void => {
  if (labels.length === 0) return;
  let [area, at] = [frame(), y];
  if (at + SIGN_HEIGHT > area.bottom) {
    document.addPage();
    area = frame();
    at = area.top;
  }
  const width = (area.right - area.left) / labels.length;
  for (const [index, label] of labels.entries()) {
    const x = area.left + index * width;
    const text = `${label}：`;
    drawLine(document, text, { x, y: at + 16, width }, { weight: 'body', size: SIZE });
    document
      .moveTo(x + text.length * SIZE + 2, at + 30)
      .lineTo(x + width - 16, at + 30)
      .lineWidth(0.5)
      .stroke(RULE);
  }
};
