import exceljs from 'exceljs';
import { inertCell } from '@/server/domain/shared/spreadsheet-cell';
import { type CellValues, refOf, type StatisticalForm } from '@/server/domain/statistics/form';

export interface FormSheet {
  form: StatisticalForm;
  unitName: string;
  year: number;
  asOf: string | null;
  values: CellValues;
  lastYear: CellValues | null;
  /** Lines below the form: what was said to the checks. */
  notes: readonly string[];
}

/* Paper and workbooks are Chinese in every language of the screen. */
const CODE = '代码';
const HEAD = [CODE, '指标名称', '计量单位'];
export const FIRST_CELL = HEAD.length;
const TITLE = 14;
const GREY = 'FFF2F2F2';

const THIN = { style: 'thin' } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN };

const writeSheet = (workbook: exceljs.Workbook, { form, unitName, year, asOf, values, lastYear, notes }: FormSheet) => {
  const widest = Math.max(...form.parts.map((part) => part.columns.length));
  const width = FIRST_CELL + widest * (lastYear ? 2 : 1);
  const sheet = workbook.addWorksheet(form.key.length > 20 ? '报表' : form.key, {
    pageSetup: { paperSize: 9, orientation: width > 7 ? 'landscape' : 'portrait', fitToPage: true, fitToHeight: 0 },
  });
  sheet.columns = [
    { width: 12 },
    { width: 34 },
    { width: 12 },
    ...Array.from({ length: width - FIRST_CELL }, () => ({ width: 16 })),
  ];
  const title = sheet.addRow([inertCell(form.name.zh)]);
  title.font = { bold: true, size: TITLE };
  title.alignment = { horizontal: 'center' };
  sheet.mergeCells(title.number, 1, title.number, width);
  sheet.addRow([`填报单位：${unitName}`, '', '', `${year}年`, asOf ? `数据截至 ${asOf}` : '']);
  for (const part of form.parts) {
    const name = sheet.addRow([inertCell(part.title.zh)]);
    name.font = { bold: true };
    const titles = part.columns.map((column) => inertCell(column.title.zh));
    const head = sheet.addRow([...HEAD, ...titles, ...(lastYear ? titles.map((one) => `上年${one}`) : [])]);
    head.font = { bold: true };
    head.eachCell((cell) => {
      cell.border = BORDER;
      cell.alignment = { horizontal: 'center', wrapText: true };
    });
    for (const row of part.rows) {
      const amounts = (from: CellValues) => part.columns.map((column) => from[refOf(row.key, column.key)] ?? null);
      const line = sheet.addRow([
        row.key,
        inertCell(row.title.zh),
        inertCell(row.unit.zh),
        ...amounts(values),
        ...(lastYear ? amounts(lastYear) : []),
      ]);
      line.eachCell({ includeEmpty: true }, (cell, at) => {
        cell.border = BORDER;
        if (at <= FIRST_CELL) cell.numFmt = '@';
        const column = part.columns[at - FIRST_CELL - 1];
        // Where nobody has to write: computed, a sum, or no cell at all.
        if (at > FIRST_CELL && (!column || row.cells[column.key]?.by !== 'entered'))
          cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: GREY } };
      });
    }
  }
  for (const note of notes) sheet.addRow([inertCell(note)]);
  sheet.addRow(['单位负责人：', '', '', '填表人：', '', '填报日期：']);
};

/** Forms in their layout, one sheet each. Grey cells are computed; white ones are filled in and can be read back. */
export const formWorkbook = async (sheets: readonly FormSheet[]): Promise<Buffer> => {
  const workbook = new exceljs.Workbook();
  for (const sheet of sheets) writeSheet(workbook, sheet);
  return Buffer.from(await workbook.xlsx.writeBuffer());
};

/** Whether a row of a workbook is the head over the columns of a part. */
export const isFormHead = (cells: readonly string[]): boolean => cells[0]?.trim() === CODE;

export interface ReadLine {
  rowNumber: number;
  name: string;
  entered: { ref: string; value: number }[];
  said: string | null;
}

/** 12,345 and １２ are numbers as well. Null: nothing is written; undefined: it is no number. */
const numberOf = (cell: string): number | null | undefined => {
  const plain = cell.normalize('NFKC').replace(/[,\s]/g, '');
  if (plain === '') return null;
  return /^-?\d{1,12}(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
};

/** The entered cells of a line of the form's own workbook, found by its code. Undefined: no line of the form. */
export const readFormLine = (
  form: StatisticalForm,
  rowNumber: number,
  cells: readonly string[],
): ReadLine | undefined => {
  const key = cells[0]?.trim();
  for (const part of form.parts) {
    const row = part.rows.find((one) => one.key === key);
    if (!row) continue;
    const entered: ReadLine['entered'] = [];
    let said: string | null = null;
    for (const [at, column] of part.columns.entries()) {
      if (row.cells[column.key]?.by !== 'entered') continue;
      const value = numberOf(cells[FIRST_CELL + at] ?? '');
      if (value === undefined) said = cells[FIRST_CELL + at] ?? '';
      else if (value !== null) entered.push({ ref: refOf(row.key, column.key), value });
    }
    return { rowNumber, name: row.title.zh, entered, said };
  }
  return undefined;
};
