import PDFDocument from 'pdfkit';
import { breakLines, drawLine, type LineStyle, mm, textWidth } from './paper-text.ts';
import { chineseFont } from './pdf.ts';
import { drawTable } from './pdf-table.ts';
import {
  CHARACTERS_A_LINE,
  FIGURE_COLUMNS,
  FIGURES_HEADING,
  figureCells,
  LINES_A_PAGE,
  PAPER,
  type PrintedReport,
} from './printed-report.ts';

/* A report on A4 by GB/T 9704, 22 lines of 28 characters, Chinese as real text that can be searched and copied. */
type Paper = PDFKit.PDFDocument;

const WIDTH = mm(210 - PAPER.left - PAPER.right);
const PITCH = mm(297 - PAPER.top - PAPER.bottom) / LINES_A_PAGE;
/** A hair less than the place of one character, so that 28 stand in a line whatever is rounded. */
const SIZE = WIDTH / CHARACTERS_A_LINE - 0.02;
const TITLE_SIZE = 22;
const TWO_CHARACTERS = '\u3000\u3000';

class Sheet {
  readonly #paper: Paper;
  #line = 0;

  constructor(paper: Paper) {
    this.#paper = paper;
  }

  skip(lines: number): void {
    this.#line += lines;
  }

  /** Keeps so many lines together: otherwise they begin on a new page. */
  keep(lines: number): void {
    if (this.#line + lines > LINES_A_PAGE) this.#turn();
  }

  #turn(): void {
    this.#paper.addPage();
    this.#line = 0;
  }

  draw(text: string, style: LineStyle, lines = 1): void {
    this.keep(lines);
    const y = mm(PAPER.top) + this.#line * PITCH + (PITCH - style.size) / 2;
    drawLine(this.#paper, text, { x: mm(PAPER.left), y, width: WIDTH }, style);
    this.#line += lines;
  }

  paragraph(text: string, weight: LineStyle['weight'], indent: string): void {
    for (const line of breakLines(this.#paper, weight, SIZE, `${indent}${text}`, WIDTH))
      this.draw(line, { weight, size: SIZE });
  }
}

/** 落款: the day four characters from the right, the office centred over it. */
const drawSignature = (paper: Paper, sheet: Sheet, report: PrintedReport): void => {
  sheet.skip(1);
  sheet.keep(2);
  const free = Math.max(
    0,
    textWidth(paper, 'body', SIZE, report.unitName) - textWidth(paper, 'body', SIZE, report.signedOnText),
  );
  const behind = (characters: number) => '\u3000'.repeat(Math.max(0, Math.round(characters)));
  const nameBehind = 4 - free / 2 / SIZE;
  sheet.draw(`${report.unitName}${behind(Math.max(2, nameBehind))}`, { weight: 'body', size: SIZE, align: 'right' });
  sheet.draw(`${report.signedOnText}${behind(4)}`, { weight: 'body', size: SIZE, align: 'right' });
};

const drawText = (paper: Paper, report: PrintedReport): void => {
  const sheet = new Sheet(paper);
  for (const line of breakLines(paper, 'strong', TITLE_SIZE, report.title, WIDTH))
    sheet.draw(line, { weight: 'strong', size: TITLE_SIZE, align: 'center' });
  if (report.draftNote) sheet.draw(report.draftNote, { weight: 'body', size: 12, align: 'center' });
  sheet.skip(1);
  if (report.addressee) sheet.paragraph(`${report.addressee}：`, 'body', '');
  for (const { level, heading, paragraphs } of report.chapters) {
    sheet.keep(2);
    sheet.paragraph(heading, level === 3 ? 'body' : 'strong', TWO_CHARACTERS);
    for (const text of paragraphs) sheet.paragraph(text, 'body', TWO_CHARACTERS);
  }
  drawSignature(paper, sheet, report);
};

const drawFigures = (paper: Paper, report: PrintedReport): void => {
  paper.addPage();
  paper.font('strong').fontSize(14).fillColor('#000').text(FIGURES_HEADING, { width: WIDTH });
  paper.moveDown(0.3).font('body').fontSize(9).text(report.figuresNote, { width: WIDTH }).moveDown(0.6);
  const spans = FIGURE_COLUMNS.map(() => 1);
  drawTable(paper, {
    widths: FIGURE_COLUMNS.map((column) => column.width),
    aligns: FIGURE_COLUMNS.map((column) => column.align ?? 'left'),
    header: { cells: FIGURE_COLUMNS.map((column) => column.title), spans, strong: spans.map((_, index) => index) },
    rows: report.figures.map((figure) => ({ cells: figureCells(figure), spans })),
  });
};

/** — 1 —: odd pages at the right, even ones at the left. */
const drawPageNumbers = (paper: Paper): void => {
  const { start, count } = paper.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    paper.switchToPage(start + index);
    const { bottom } = paper.page.margins;
    // Text below the margin would otherwise open another page.
    paper.page.margins.bottom = 0;
    const align = index % 2 === 0 ? 'right' : 'left';
    const at = { x: mm(PAPER.left) + 14, y: mm(297 - PAPER.bottom + 7), width: WIDTH - 28 };
    drawLine(paper, `— ${index + 1} —`, at, { weight: 'body', size: 14, align });
    paper.page.margins.bottom = bottom;
  }
};

export const renderReportPdf = async (report: PrintedReport): Promise<Buffer> => {
  const paper = new PDFDocument({
    size: 'A4',
    margins: { top: mm(PAPER.top), bottom: mm(PAPER.bottom), left: mm(PAPER.left), right: mm(PAPER.right) },
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: report.title, Author: report.unitName },
  });
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    paper.on('data', (part: Buffer) => parts.push(part));
    paper.on('end', () => resolve(Buffer.concat(parts)));
    paper.on('error', reject);
  });
  paper.registerFont('body', chineseFont('400Regular'));
  paper.registerFont('strong', chineseFont('700Bold'));
  drawText(paper, report);
  if (report.figures.length > 0) drawFigures(paper, report);
  drawPageNumbers(paper);
  paper.end();
  return done;
};
