/**
 * Writes a test workbook with invented rows.
 * `node --import tsx e2e/workbooks/make-workbook.ts --rows 5000 --out catalogue.xlsx [--wrong 40] [--seed 1]
 *  [--layout plain|title|two-header|signature|utf8-csv|gbk-csv]` and prints the planted problems as JSON.
 */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { csvLine } from '@/server/domain/shared/spreadsheet-cell';
import { type Catalogue, type CatalogueOptions, makeCatalogue, type PlantedProblem } from './catalogue-rows';

export { appendixAWorkbook } from './example-sheets';

export const LAYOUTS = ['plain', 'title', 'two-header', 'signature', 'utf8-csv', 'gbk-csv'] as const;
export type Layout = (typeof LAYOUTS)[number];

export type MadeWorkbook = {
  /** Wrong rows, with the spreadsheet row each one has in the file. */
  planted: (PlantedProblem & { rowNumber: number })[];
  rowCount: number;
};

/** Columns that hold numbers in a real workbook; everything else is text. */
const NUMBER_HEADINGS = new Set(['序号', '件号', '页数', '盒号']);

type Line = { cells: (string | number)[]; dataIndex?: number; merge?: boolean };

function headerLines(catalogue: Catalogue, layout: Layout): Line[] {
  const headings = [...catalogue.headings];
  if (layout === 'two-header') {
    // Group names above some columns; the others have their heading in the upper row, merged down.
    const grouped: Record<string, string> = {
      档号: '标识',
      件号: '标识',
      题名: '文件信息',
      责任者: '文件信息',
      文号: '文件信息',
    };
    let last = '';
    const upper = headings.map((heading) => {
      const group = grouped[heading] ?? heading;
      const shown = group === last ? '' : group;
      last = group;
      return shown;
    });
    return [{ cells: upper }, { cells: headings.map((heading) => (grouped[heading] ? heading : '')) }];
  }
  if (layout === 'plain' || layout.endsWith('csv')) return [{ cells: headings }];
  const spaced = headings.map((heading) =>
    heading === '题名' ? '题　　名' : heading === '日期' ? '日期\n（8位）' : heading,
  );
  return [
    { cells: ['归档文件目录'], merge: true },
    { cells: ['全宗名称：柳溪镇人民政府', '', '', '', '', '单位：件'] },
    { cells: spaced },
  ];
}

function toLines(catalogue: Catalogue, layout: Layout): Line[] {
  const header = headerLines(catalogue, layout);
  const lines = [...header];
  for (const [dataIndex, row] of catalogue.rows.entries()) {
    if (layout === 'signature' && dataIndex > 0 && dataIndex % 500 === 0) lines.push(...header.slice(-1));
    lines.push({ cells: row, dataIndex });
  }
  if (layout === 'signature') {
    lines.push({ cells: ['合计', '', '', '', '', '', '', catalogue.rows.length] });
    lines.push({ cells: ['整理人：周某', '', '', '检查人：吴某', '', '整理日期：2025年3月1日'] });
  }
  return lines;
}

function typedCells(line: Line, headings: readonly string[]): (string | number)[] {
  if (line.dataIndex === undefined) return line.cells;
  return line.cells.map((cell, index) =>
    NUMBER_HEADINGS.has(headings[index] ?? '') && /^-?\d+$/.test(String(cell)) ? Number(cell) : cell,
  );
}

async function writeXlsx(lines: readonly Line[], catalogue: Catalogue, out: string): Promise<void> {
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useStyles: true, useSharedStrings: true });
  writer.created = new Date(Date.UTC(2025, 0, 1));
  writer.modified = writer.created;
  const sheet = writer.addWorksheet('归档文件目录');
  for (const [index, line] of lines.entries()) {
    const row = sheet.getRow(index + 1);
    row.values = typedCells(line, catalogue.headings).map((cell) => (cell === '' ? null : cell));
    if (line.merge) sheet.mergeCells(index + 1, 1, index + 1, catalogue.headings.length);
    row.commit();
  }
  sheet.commit();
  await writer.commit();
}

/** Writes a workbook and tells which rows are wrong and why. The same options give the same rows. */
export async function makeWorkbook(
  options: CatalogueOptions & { layout?: Layout; out: string },
): Promise<MadeWorkbook> {
  const layout = options.layout ?? 'plain';
  const catalogue = makeCatalogue(options);
  const lines = toLines(catalogue, layout);
  if (layout.endsWith('csv')) {
    const text = lines.map((line) => csvLine(line.cells.map(String))).join('');
    await writeFile(options.out, layout === 'gbk-csv' ? iconv.encode(text, 'gb18030') : `\uFEFF${text}`);
  } else {
    await writeXlsx(lines, catalogue, options.out);
  }
  const rowNumbers = new Map(lines.map((line, index) => [line.dataIndex, index + 1]));
  return {
    planted: catalogue.planted.map((problem) => ({ ...problem, rowNumber: rowNumbers.get(problem.index) ?? 0 })),
    rowCount: catalogue.rows.length,
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '100' },
      wrong: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      layout: { type: 'string', default: 'plain' },
      fonds: { type: 'string', default: 'B031' },
      out: { type: 'string' },
    },
  });
  const layout = LAYOUTS.find((name) => name === values.layout);
  if (!values.out || !layout) throw new Error(`--out is required, --layout is one of ${LAYOUTS.join(', ')}`);
  const made = await makeWorkbook({
    rows: Number(values.rows),
    wrong: Number(values.wrong),
    seed: Number(values.seed),
    fondsNumber: values.fonds,
    layout,
    out: values.out,
  });
  console.log(JSON.stringify(made, null, 2));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
