import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  HeadingLevel,
  type IParagraphStylePropertiesOptions,
  type IRunStylePropertiesOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import {
  FIGURE_COLUMNS,
  FIGURES_HEADING,
  figureCells,
  PAPER,
  type PrintedFigure,
  type PrintedReport,
} from './printed-report.ts';

/*
 * A report as .docx in the layout of official documents (GB/T 9704): 3号 body, 2号 title, 22 lines of 28 characters.
 * Everything is a style, so that an office changes its fonts in one place. Twips for paper, half-points for text.
 */
const fontOf = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia });
/** Rounded, as the sizes of paper are written: A4 is 11906 × 16838. */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);
const BODY = fontOf('仿宋');
const SIZE = { title: 44, body: 32, small: 21, page: 28 } as const;
const LINE = 580;
const TWO_CHARACTERS = 640;
const INNER_WIDTH = twips(156);

type Style = { run: IRunStylePropertiesOptions; paragraph: IParagraphStylePropertiesOptions };
const style = (font: string, paragraph: IParagraphStylePropertiesOptions = {}, size: number = SIZE.body): Style => ({
  run: { size, font: fontOf(font), color: '000000', bold: false, italics: false },
  paragraph: { spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 }, ...paragraph },
});
const INDENTED = { indent: { firstLine: TWO_CHARACTERS } };

const STYLES = {
  default: {
    document: {
      run: { size: SIZE.body, font: BODY },
      paragraph: { spacing: { line: LINE, lineRule: LineRuleType.EXACT } },
    },
    title: style(
      '方正小标宋简体',
      { alignment: AlignmentType.CENTER, spacing: { line: 700, after: LINE } },
      SIZE.title,
    ),
    heading1: style('黑体', { ...INDENTED, keepNext: true, outlineLevel: 0 }),
    heading2: style('楷体', { ...INDENTED, keepNext: true, outlineLevel: 1 }),
    heading3: style('仿宋', { ...INDENTED, keepNext: true, outlineLevel: 2 }),
  },
  paragraphStyles: [
    { id: 'ReportBody', name: '公文正文', basedOn: 'Normal', quickFormat: true, ...style('仿宋', INDENTED) },
    { id: 'ReportAddressee', name: '公文主送', basedOn: 'Normal', quickFormat: true, ...style('仿宋') },
    {
      id: 'ReportSignature',
      name: '公文落款',
      basedOn: 'Normal',
      quickFormat: true,
      ...style('仿宋', { alignment: AlignmentType.RIGHT, indent: { right: 2 * TWO_CHARACTERS } }),
    },
    {
      id: 'ReportNote',
      name: '公文附注',
      basedOn: 'Normal',
      ...style(
        '楷体',
        { alignment: AlignmentType.CENTER, spacing: { line: LINE, lineRule: LineRuleType.EXACT, after: 240 } },
        24,
      ),
    },
    {
      id: 'ReportTable',
      name: '公文表格',
      basedOn: 'Normal',
      ...style('仿宋', { spacing: { line: 300, lineRule: LineRuleType.EXACT } }, SIZE.small),
    },
  ],
};

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const paragraph = (styleId: string, text: string): Paragraph =>
  new Paragraph({ style: styleId, children: [new TextRun(text)] });

const chapterOf = ({ level, heading, paragraphs }: PrintedReport['chapters'][number]): Paragraph[] => [
  new Paragraph({ heading: HEADINGS[level], children: [new TextRun(heading)] }),
  ...paragraphs.map((text) => paragraph('ReportBody', text)),
];

const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: rule, bottom: rule, left: rule, right: rule };
const ALIGN = { center: AlignmentType.CENTER, right: AlignmentType.RIGHT, left: AlignmentType.LEFT } as const;

const tableOf = (figures: readonly PrintedFigure[]): Table => {
  const unit = INNER_WIDTH / FIGURE_COLUMNS.reduce((sum, column) => sum + column.width, 0);
  const widths = FIGURE_COLUMNS.map((column) => Math.floor(column.width * unit));
  const row = (cells: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            borders: BORDERS,
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            margins: { left: 60, right: 60, top: 30, bottom: 30 },
            children: [
              new Paragraph({
                style: 'ReportTable',
                alignment: isHead ? AlignmentType.CENTER : ALIGN[FIGURE_COLUMNS[index]?.align ?? 'left'],
                children: [new TextRun({ text, bold: isHead })],
              }),
            ],
          }),
      ),
    });
  const head = FIGURE_COLUMNS.map((column) => column.title);
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows: [row(head, true), ...figures.map((figure) => row(figureCells(figure), false))],
  });
};

/** — 1 —: odd pages at the right, even ones at the left. */
const footer = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: ALIGN[alignment],
        indent: alignment === 'right' ? { right: 280 } : { left: 280 },
        children: [new TextRun({ size: SIZE.page, font: fontOf('宋体'), children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });

const SHEET = {
  page: {
    size: { width: twips(210), height: twips(297) },
    margin: {
      top: twips(PAPER.top),
      bottom: twips(PAPER.bottom),
      left: twips(PAPER.left),
      right: twips(PAPER.right),
      footer: twips(PAPER.bottom - 10),
    },
  },
};
const PAGE = {
  ...SHEET,
  // 28 characters in 156 mm are set a little closer than their size: in 4096ths of a point.
  grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: -845 },
};

/** The annex begins a page of its own, off the grid that would draw small print apart; it goes on with the footers. */
const figuresOf = (report: PrintedReport): ISectionOptions => ({
  properties: SHEET,
  children: [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(FIGURES_HEADING)] }),
    paragraph('ReportNote', report.figuresNote),
    tableOf(report.figures),
  ],
});

/** The same report gives the same words, whoever opens it. */
export const renderReportDocx = (report: PrintedReport): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title: report.title,
      creator: report.unitName,
      styles: STYLES,
      evenAndOddHeaderAndFooters: true,
      sections: [
        {
          properties: PAGE,
          footers: { default: footer('right'), even: footer('left') },
          children: [
            new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(report.title)] }),
            ...(report.draftNote ? [paragraph('ReportNote', report.draftNote)] : []),
            ...(report.addressee ? [paragraph('ReportAddressee', `${report.addressee}：`)] : []),
            ...report.chapters.flatMap(chapterOf),
            paragraph('ReportBody', ''),
            paragraph('ReportSignature', report.unitName),
            paragraph('ReportSignature', report.signedOnText),
          ],
        },
        ...(report.figures.length > 0 ? [figuresOf(report)] : []),
      ],
    }),
  );
