import bwipjs from 'bwip-js/node';
import {
  AlignmentType,
  BorderStyle,
  Document,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { DEMAND_COLUMNS, demandCells, type PrintedDocument } from './official-document-pdf.ts';

/* The same document for offices that go on in Word or WPS. Sizes: half-points for text, twips for paper. */
const FONT = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman' };
const HEAD_FONT = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hAnsi: 'Times New Roman' };
const INNER_WIDTH = 8844;
const rule = { style: BorderStyle.SINGLE, size: 4, color: '5C636E' };
const BORDERS = { top: rule, bottom: rule, left: rule, right: rule };

interface LineOptions {
  size?: number;
  bold?: boolean;
  align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  indent?: boolean;
  after?: number;
  font?: typeof FONT;
}

const line = (text: string, options: LineOptions = {}): Paragraph =>
  new Paragraph({
    alignment: options.align ?? AlignmentType.LEFT,
    spacing: { after: options.after ?? 0, line: 400 },
    ...(options.indent ? { indent: { firstLine: 560 } } : {}),
    children: [
      new TextRun({ text, size: options.size ?? 28, bold: options.bold ?? false, font: options.font ?? FONT }),
    ],
  });

/** 称谓顶格, the rest two characters in. */
const paragraphsOf = (texts: readonly string[]): Paragraph[] =>
  texts.map((text) => line(text, { indent: !text.endsWith('：') }));

const cell = (text: string, width: number, head: boolean): TableCell =>
  new TableCell({
    borders: BORDERS,
    width: { size: width, type: WidthType.DXA },
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    children: [
      new Paragraph({
        alignment: head ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [new TextRun({ text, size: 21, bold: head, font: FONT })],
      }),
    ],
  });

const demandTable = (demands: PrintedDocument['demands']): Table => {
  const unit = INNER_WIDTH / DEMAND_COLUMNS.reduce((sum, column) => sum + column.width, 0);
  const widths = DEMAND_COLUMNS.map((column) => Math.floor(column.width * unit));
  const row = (texts: readonly string[], head: boolean): TableRow =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, index) => cell(text, widths[index] ?? 0, head)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows: [
      row(
        DEMAND_COLUMNS.map((column) => column.title),
        true,
      ),
      ...demands.map((demand) => row(demandCells(demand), false)),
    ],
  });
};

const sealOf = (printed: PrintedDocument): Paragraph[] => {
  if (printed.sealPlace === 'none') return [];
  const align = printed.sealPlace === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT;
  return [
    new Paragraph({ spacing: { before: 600 } }),
    line(printed.issuerName, { align }),
    line(printed.issuedOnText, { align }),
    line('（印章）', { align, size: 18 }),
  ];
};

const markOf = async (printed: PrintedDocument): Promise<Paragraph[]> => {
  const data = await bwipjs.toBuffer({ bcid: 'qrcode', text: printed.verifyText, scale: 3, eclevel: 'M' } as never);
  return [
    new Paragraph({
      spacing: { before: 300 },
      children: [
        new ImageRun({
          type: 'png',
          data,
          transformation: { width: 96, height: 96 },
          altText: { name: '核对码', title: '核对码', description: printed.verifyText },
        }),
      ],
    }),
    line(`扫码核对：${printed.verifyText}`, { size: 16 }),
    line(`校验值 ${printed.digest}`, { size: 16 }),
  ];
};

/** An issued document as .docx, of the same frozen words as the PDF. */
export const renderOfficialDocx = async (printed: PrintedDocument): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title: `${printed.title} ${printed.documentNumber}`,
      creator: printed.issuerName,
      sections: [
        {
          properties: { page: { margin: { top: 1440, bottom: 1300, left: 1530, right: 1530 } } },
          children: [
            line(printed.title, { size: 40, bold: true, align: AlignmentType.CENTER, after: 120, font: HEAD_FONT }),
            line(printed.documentNumber, { align: AlignmentType.CENTER, after: 300 }),
            ...paragraphsOf(printed.opening),
            ...(printed.demands.length > 0 ? [demandTable(printed.demands)] : []),
            ...paragraphsOf(printed.closing),
            ...printed.signatures.map((label) => line(`${label}：__________________`, { after: 200 })),
            ...sealOf(printed),
            ...(await markOf(printed)),
          ],
        },
      ],
    }),
  );
