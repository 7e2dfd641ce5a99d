/** A report as it goes on paper: its words, with the figures as numbers in them. */
export interface PrintedReport {
  title: string;
  unitName: string;
  /** 主送 */
  addressee: string | null;
  /** What is not approved says so under its title. */
  draftNote: string | null;
  chapters: readonly { level: 1 | 2 | 3; heading: string; paragraphs: readonly string[] }[];
  /** 成文日期 */
  signedOnText: string;
  /** 数据一览; empty: without it. */
  figures: readonly PrintedFigure[];
  figuresNote: string;
}
export interface PrintedFigure {
  code: string;
  name: string;
  value: string;
  period: string;
  rows: string;
}

export const FIGURE_COLUMNS = [
  { title: '编号', width: 12, align: 'center' as const },
  { title: '指标', width: 30 },
  { title: '数值', width: 16, align: 'right' as const },
  { title: '期间', width: 33, align: 'center' as const },
  { title: '明细', width: 9, align: 'right' as const },
];
export const figureCells = ({ code, name, value, period, rows }: PrintedFigure): string[] => [
  code,
  name,
  value,
  period,
  rows,
];
export const FIGURES_HEADING = '附：本文数据一览';

/* GB/T 9704: A4, the text 156 × 225 mm, 22 lines of 28 characters. Millimetres. */
export const PAPER = { top: 37, bottom: 35, left: 28, right: 26 } as const;
export const LINES_A_PAGE = 22;
export const CHARACTERS_A_LINE = 28;
