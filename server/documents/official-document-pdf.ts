import PDFDocument from 'pdfkit';
import { drawQr } from './barcode.ts';
import { chineseFont } from './pdf.ts';
import { BODY_SIZE, drawFooters, drawSection, drawTitle, needRoom } from './pdf-layout.ts';

/** A document that an authority issues: its words, its demands, the place for its seal, the mark that verifies it. */
export interface PrintedDocument {
  title: string;
  documentNumber: string;
  opening: readonly string[];
  demands: readonly { number: number; fact: string; basis: string; requirement: string; dueOn: string }[];
  closing: readonly string[];
  signatures: readonly string[];
  sealPlace: 'right' | 'left' | 'none';
  issuerName: string;
  issuedOnText: string;
  digest: string;
  /** What the mark says when it is scanned. */
  verifyText: string;
}

type Document = PDFKit.PDFDocument;

const MUTED = '#5c636e';
const INK = '#1f2329';
const SEAL_SIZE = 120;
const QR_SIZE = 74;

export const DEMAND_COLUMNS = [
  { title: '序号', width: 8, align: 'center' as const },
  { title: '事实', width: 31 },
  { title: '依据', width: 18 },
  { title: '要求', width: 25 },
  { title: '期限', width: 18, align: 'center' as const },
];

export const demandCells = (demand: PrintedDocument['demands'][number]): string[] => [
  String(demand.number),
  demand.fact,
  demand.basis,
  demand.requirement,
  demand.dueOn,
];

/** The issuer and the day, over the place where the seal goes. A seal is put on by a person, never by a program. */
const drawSeal = (document: Document, printed: PrintedDocument): void => {
  const { left, right } = document.page.margins;
  const width = document.page.width - left - right;
  needRoom(document, SEAL_SIZE + 12);
  const top = document.y + 18;
  const half = width / 2;
  const x = printed.sealPlace === 'left' ? left : left + half;
  document
    .font('body')
    .fontSize(BODY_SIZE + 1)
    .fillColor(INK);
  document.text(printed.issuerName, x, top + 36, { width: half, align: 'center' });
  document.text(printed.issuedOnText, x, document.y + 4, { width: half, align: 'center' });
  document
    .fontSize(9)
    .fillColor(MUTED)
    .text('（印章）', x, document.y + 2, { width: half, align: 'center' });
  document.x = left;
  document.y = Math.max(document.y, top + SEAL_SIZE - 20);
};

const drawMark = (document: Document, printed: PrintedDocument): void => {
  const { left } = document.page.margins;
  needRoom(document, QR_SIZE + 12);
  const top = document.y + 8;
  drawQr(document, printed.verifyText, { x: left, y: top, size: QR_SIZE });
  const words = { width: document.page.width - 2 * left - QR_SIZE - 14 };
  document.font('body').fontSize(8).fillColor(MUTED);
  document.text('扫码核对文号、日期、发文机关和校验值', left + QR_SIZE + 14, top + 8, words);
  document.text(printed.verifyText, words).text(`校验值 ${printed.digest}`, words);
  document.x = left;
  document.y = Math.max(document.y, top + QR_SIZE);
};

const collect = (document: Document): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });

/** Prints an issued document on A4, Chinese as real text. */
export const renderOfficialPdf = async (printed: PrintedDocument): Promise<Buffer> => {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 72, bottom: 60, left: 64, right: 64 },
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: `${printed.title} ${printed.documentNumber}`, Author: printed.issuerName },
  });
  const done = collect(document);
  document.registerFont('body', chineseFont('400Regular'));
  document.registerFont('strong', chineseFont('700Bold'));
  const record = {
    title: printed.title,
    documentNumber: printed.documentNumber,
    unitName: printed.issuerName,
    sections: [],
  };
  drawTitle(document, record);
  drawSection(document, { kind: 'text', paragraphs: printed.opening });
  if (printed.demands.length > 0) {
    document.moveDown(0.6);
    drawSection(document, { kind: 'table', columns: DEMAND_COLUMNS, rows: printed.demands.map(demandCells) });
    document.moveDown(0.6);
  }
  if (printed.closing.length > 0) drawSection(document, { kind: 'text', paragraphs: printed.closing });
  if (printed.signatures.length > 0) drawSection(document, { kind: 'signatures', labels: printed.signatures });
  if (printed.sealPlace !== 'none') drawSeal(document, printed);
  drawMark(document, printed);
  drawFooters(document, record);
  document.end();
  return done;
};
