import type { Writable } from 'node:stream';
import { drawCode128, drawQr } from './barcode.ts';
import { breakLines, drawLine, fittingSize, mm } from './paper-text.ts';
import { openPdf } from './print-book-pdf.ts';
import type { SheetOptions } from './print-sheets.ts';

/* 分隔页: an A4 sheet that lies before the pages of a record when a stack is scanned, and tells whose they are. */
export interface SeparatorFace {
  referenceCode: string;
  title: string;
  /** 年度, 保管期限, 盒号, 页数 and the like, as far as they are known. */
  facts: readonly string[];
}

const GREY = '#5c636e';
const [LEFT, WIDTH] = [20, 170];
const QUIET = '扫描时放在本件第一页之前。本页不挂接，扫描后可以反复使用。';

/** Code 128 holds letters and digits only: dots and full-width signs are folded, as they are when codes are compared. */
export const linearCode = (referenceCode: string): string | null => {
  const folded = referenceCode.normalize('NFKC').replace(/[·•・‧]/gu, '.');
  return /^[\x20-\x7e]+$/u.test(folded) ? folded : null;
};

const drawSheet = (document: PDFKit.PDFDocument, face: SeparatorFace, { x, y }: { x: number; y: number }): void => {
  const at = (top: number) => ({ x: mm(LEFT + x), y: mm(top + y), width: mm(WIDTH) });
  drawLine(document, '分　隔　页', at(24), { weight: 'strong', size: 26, align: 'center' });
  drawLine(document, QUIET, at(38), { weight: 'body', size: 11, colour: GREY, align: 'center' });
  const qr = 80;
  drawQr(document, face.referenceCode, { x: mm(LEFT + (WIDTH - qr) / 2 + x), y: mm(54 + y), size: mm(qr) });
  const linear = linearCode(face.referenceCode);
  if (linear !== null)
    drawCode128(document, linear, { x: mm(LEFT + 10 + x), y: mm(146 + y), width: mm(WIDTH - 20), height: mm(22) });
  const big = fittingSize(document, 'strong', face.referenceCode, mm(WIDTH), 26, 9);
  drawLine(document, face.referenceCode, at(175), { weight: 'strong', size: big, align: 'center' });
  const lines = breakLines(document, 'body', 14, face.title, mm(WIDTH)).slice(0, 5);
  let top = 194;
  for (const line of lines) {
    drawLine(document, line, at(top), { weight: 'body', size: 14, align: 'center' });
    top += 8;
  }
  top += 4;
  for (const fact of face.facts) {
    drawLine(document, fact, at(top), { weight: 'body', size: 11, colour: GREY, align: 'center' });
    top += 7;
  }
};

export const writeSeparatorSheets = async (
  faces: readonly SeparatorFace[],
  options: SheetOptions,
  sink: Writable,
): Promise<void> => {
  const { document, written } = openPdf(
    sink,
    { paper: 'A4', orientation: 'portrait' },
    { title: options.title, author: options.unitName },
  );
  for (const face of faces) {
    document.addPage();
    drawSheet(document, face, options.offsetMm);
  }
  document.end();
  await written;
};
