import PDFDocument from 'pdfkit';
import { drawQr } from './barcode.ts';
import { chineseFont } from './pdf.ts';

/** What stands on one certificate. */
export interface PrintedCertificate {
  number: string;
  personName: string;
  unitName: string;
  title: string;
  hours: number;
  heldOnText: string;
  issuerName: string;
  issuedOnText: string;
  validText: string;
  verifyUrl: string;
}

type Document = PDFKit.PDFDocument;

const INK = '#1f2329';
const MUTED = '#5c636e';
const LINE = '#1f4e79';
const QR_SIZE = 84;
const EDGE = 32;

const drawFrame = (document: Document): void => {
  const { width, height } = document.page;
  document
    .lineWidth(2)
    .rect(EDGE, EDGE, width - 2 * EDGE, height - 2 * EDGE)
    .stroke(LINE);
  const inner = EDGE + 6;
  document
    .lineWidth(0.5)
    .rect(inner, inner, width - 2 * inner, height - 2 * inner)
    .stroke(LINE);
};

const drawOne = (document: Document, printed: PrintedCertificate): void => {
  const { width, height } = document.page;
  const [left, inside] = [90, width - 180];
  drawFrame(document);
  document.font('strong').fontSize(34).fillColor(INK);
  document.text('培训证书', left, 92, { width: inside, align: 'center', characterSpacing: 8 });
  document.font('body').fontSize(11).fillColor(MUTED);
  document.text(`证书编号：${printed.number}`, left, 148, { width: inside, align: 'center' });
  document.font('body').fontSize(16).fillColor(INK);
  const words = `${printed.personName}（${printed.unitName}）于${printed.heldOnText}参加“${printed.title}”培训，计${printed.hours}学时，准予结业，特发此证。`;
  document.text(words, left, 204, { width: inside, lineGap: 10, indent: 32 });
  const foot = height - 168;
  drawQr(document, printed.verifyUrl, { x: left, y: foot, size: QR_SIZE });
  document.font('body').fontSize(8).fillColor(MUTED);
  document.text('扫码核验证书编号、姓名和有效期', left, foot + QR_SIZE + 6, { width: 220 });
  document.text(printed.verifyUrl, { width: 220 });
  const half = width / 2;
  document.fontSize(14).fillColor(INK);
  document.text(printed.issuerName, half, foot + 14, { width: half - 90, align: 'center' });
  document.text(printed.issuedOnText, half, foot + 40, { width: half - 90, align: 'center' });
  document.fontSize(9).fillColor(MUTED);
  document.text(`${printed.validText}　（印章）`, half, foot + 66, { width: half - 90, align: 'center' });
};

const collect = (document: Document): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });

/** Certificates on A4 across, one a page, Chinese as real text. */
export const renderCertificatesPdf = async (certificates: readonly PrintedCertificate[]): Promise<Buffer> => {
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: 40, bottom: 20, left: 40, right: 40 },
    autoFirstPage: false,
    lang: 'zh-CN',
    info: { Title: `培训证书 ${certificates[0]?.number ?? ''}`, Author: certificates[0]?.issuerName ?? '' },
  });
  const done = collect(document);
  document.registerFont('body', chineseFont('400Regular'));
  document.registerFont('strong', chineseFont('700Bold'));
  for (const printed of certificates) {
    document.addPage();
    drawOne(document, printed);
  }
  document.end();
  return done;
};
