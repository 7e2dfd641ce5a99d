import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { drawFooters, drawSection, drawTitle } from './pdf-layout.ts';
import type { RecordDocument } from './record-document.ts';

export type * from './record-document.ts';

const resolve = createRequire(import.meta.url).resolve;
const fonts = new Map<string, Buffer>();
/** Ten megabytes each: read once for all documents. Only the signs that are used get into a document. */
export const chineseFont = (weight: '400Regular' | '700Bold'): Buffer => {
  const present = fonts.get(weight);
  if (present) return present;
  const bytes = readFileSync(resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`));
  fonts.set(weight, bytes);
  return bytes;
};

const collect = (document: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolvePromise, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolvePromise(Buffer.concat(parts)));
    document.on('error', reject);
  });

/**
 * Prints a record (检查记录, 整改通知, …) on A4 with ruled tables, page numbers and Chinese as real text, so that it can
 * be searched and copied. The same input gives the same pages.
 */
export const renderRecordPdf = async (record: RecordDocument): Promise<Buffer> => {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 64, bottom: 60, left: 56, right: 56 },
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: `${record.title} ${record.documentNumber}`, Author: record.unitName },
  });
  const done = collect(document);
  document.registerFont('body', chineseFont('400Regular'));
  document.registerFont('strong', chineseFont('700Bold'));
  drawTitle(document, record);
  for (const section of record.sections) {
    drawSection(document, section);
  }
  drawFooters(document, record);
  document.end();
  return done;
};
