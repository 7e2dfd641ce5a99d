import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { PrintBook, PrintFact, PrintPart, PrintVolume } from './print-book.ts';

/* The same book for offices that go on writing in Word or WPS. Sizes: half-points for text, twips for paper. */
const FONT = { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman' };
const TWIPS_PER_MM = 56.6929;
const twips = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM);
const PAPER_MM = { A4: [210, 297], A3: [297, 420] } as const;
const BODY = 21;
const rule = { style: BorderStyle.SINGLE, size: 4, color: '5C636E' };
const BORDERS = { top: rule, bottom: rule, left: rule, right: rule };

const line = (text: string, options: { size?: number; bold?: boolean; center?: boolean; after?: number } = {}) =>
  new Paragraph({
    alignment: options.center ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { after: options.after ?? 0 },
    children: [new TextRun({ text, size: options.size ?? BODY, bold: options.bold, font: FONT })],
  });

const cell = (text: string, width: number, options: { bold?: boolean; center?: boolean } = {}) =>
  new TableCell({
    borders: BORDERS,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    children: text.split('\n').map((each) => line(each, options)),
  });

const factsLine = (facts: readonly PrintFact[]) =>
  facts.length === 0 ? [] : [line(facts.map(({ label, value }) => `${label}：${value}`).join('　　'), { after: 120 })];

type Part<Kind extends PrintPart['kind']> = Extract<PrintPart, { kind: Kind }>;

const coverOf = (part: Part<'cover'>): Paragraph[] => [
  new Paragraph({ spacing: { before: 2400 } }),
  line(part.title, { size: 64, bold: true, center: true, after: 900 }),
  ...part.facts.map(({ label, value }) => line(`${label}：${value}`, { size: 32, center: true, after: 240 })),
];

const signLine = (labels: readonly string[] = []) =>
  labels.length === 0
    ? []
    : [
        new Paragraph({ spacing: { before: 240 } }),
        line(labels.map((label) => `${label}：______________`).join('　　')),
      ];

const tableOf = (part: Part<'table'>, innerWidth: number): (Paragraph | Table)[] => {
  const unit = innerWidth / part.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = part.columns.map((column) => Math.floor(column.width * unit));
  const head = new TableRow({
    tableHeader: true,
    children: part.columns.map((column, index) => cell(column.title, widths[index] ?? 0, { bold: true, center: true })),
  });
  const rows = part.rows.map(
    (texts) =>
      new TableRow({
        cantSplit: true,
        children: part.columns.map((column, index) =>
          cell(texts[index] ?? '', widths[index] ?? 0, { center: column.align === 'center' }),
        ),
      }),
  );
  return [
    line(part.title, { size: 36, bold: true, center: true, after: 160 }),
    ...factsLine(part.facts),
    new Table({ layout: TableLayoutType.FIXED, columnWidths: widths, rows: [head, ...rows] }),
    ...signLine(part.signatures),
  ];
};

const formOf = (part: Part<'form'>, innerWidth: number): (Paragraph | Table)[] => {
  const widths = [twips(32), innerWidth - twips(32)];
  const rows = part.fields.map(
    (field) =>
      new TableRow({
        height: { value: twips(field.heightMm ?? 10), rule: 'atLeast' },
        children: [cell(field.label, widths[0] ?? 0, { bold: true, center: true }), cell(field.value, widths[1] ?? 0)],
      }),
  );
  return [
    line(part.title, { size: 36, bold: true, center: true, after: 160 }),
    ...factsLine(part.facts),
    new Table({ layout: TableLayoutType.FIXED, columnWidths: widths, rows }),
    ...signLine(part.signatures),
  ];
};

const textOf = (part: Part<'text'>): Paragraph[] => [
  line(part.title, { size: 36, bold: true, center: true, after: 240 }),
  ...part.paragraphs.map(
    (text) =>
      new Paragraph({
        indent: { firstLine: 480 },
        spacing: { line: 420 },
        children: [new TextRun({ text, size: 24, font: FONT })],
      }),
  ),
  new Paragraph({ spacing: { before: 480 } }),
  ...part.signatures.map((label) => line(`${label}：__________________`, { size: 24, after: 240 })),
];

const partOf = (part: PrintPart, innerWidth: number): (Paragraph | Table)[] => {
  if (part.kind === 'cover') return coverOf(part);
  if (part.kind === 'table') return tableOf(part, innerWidth);
  return part.kind === 'form' ? formOf(part, innerWidth) : textOf(part);
};

const sectionOf = (book: PrintBook, volume: PrintVolume): ISectionOptions => {
  const [short, long] = PAPER_MM[book.paper];
  const isWide = book.orientation === 'landscape';
  const innerWidth = twips((isWide ? long : short) - 35);
  const muted = { size: 18, color: '5C636E', font: FONT };
  return {
    properties: {
      page: {
        // The library turns the sheet itself when it is told the orientation.
        size: {
          width: twips(short),
          height: twips(long),
          orientation: isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          left: twips(20 + book.offsetMm.x),
          right: twips(15),
          top: twips(20 + book.offsetMm.y),
          bottom: twips(18),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({
            children: [new TextRun({ text: [book.unitName, book.header].filter(Boolean).join('　　'), ...muted })],
          }),
        ],
      }),
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [
              new TextRun({
                children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES_IN_SECTION, ' 页'],
                ...muted,
              }),
            ],
          }),
        ],
      }),
    },
    children: volume.parts.flatMap((part, index) => [
      ...(index === 0 ? [] : [new Paragraph({ pageBreakBefore: true })]),
      ...partOf(part, innerWidth),
    ]),
  };
};

/** Sets a book as .docx: one section a volume, so that each counts its own pages. */
export const renderBookDocx = (book: PrintBook): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title: book.title,
      creator: book.unitName,
      sections: book.volumes.map((volume) => sectionOf(book, volume)),
    }),
  );
