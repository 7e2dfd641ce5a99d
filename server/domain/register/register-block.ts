import { fieldsOfHeadings, valueOfCell } from './register-cells.ts';
import type { RegisterDefinition, RegisterField } from './register-definition.ts';
import { checkValues, type FieldProblem, type RegisterValues } from './register-values.ts';

/* A block of cells with its headings, as Excel puts it on the clipboard. The form shows what it means before it is sent. */

export interface BlockRow {
  /** 1 is the first row below the headings. */
  row: number;
  raw: RegisterValues;
  values: RegisterValues | null;
  problems: FieldProblem[];
}
export interface RegisterBlock {
  /** The field of each column; null where the heading says nothing known. */
  columns: (string | null)[];
  rows: BlockRow[];
}

/** Lines and cells of what was copied from a sheet. */
export const cellsOfClipboard = (pasted: string): string[][] =>
  pasted
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t'));

const valuesOfCells = (fields: readonly (RegisterField | null)[], cells: readonly string[]): RegisterValues =>
  Object.fromEntries(
    fields.flatMap((field, column) => {
      const value = field ? valueOfCell(field, cells[column] ?? '') : undefined;
      return field && value !== undefined ? [[field.key, value]] : [];
    }),
  );

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Each row as an entry, or what is wrong with it. Empty rows are passed over. */
export const readBlock = (definition: RegisterDefinition, cells: readonly (readonly string[])[]): RegisterBlock => {
  const [headings = [], ...lines] = cells;
  const fields = fieldsOfHeadings(definition, headings);
  const rows = lines.flatMap((line, index): BlockRow[] => {
    if (isEmpty(line)) return [];
    const raw = valuesOfCells(fields, line);
    return [{ row: index + 1, raw, ...checkValues(definition, raw) }];
  });
  return { columns: fields.map((field) => field?.key ?? null), rows };
};
