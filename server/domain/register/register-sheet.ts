import { z } from 'zod';
import { optionalText, uuid } from '@/server/domain/shared/ids';
import { cellOfValue, valueOfCell } from './register-cells.ts';
import type { RegisterDefinition } from './register-definition.ts';
import { type entryView, registerCode } from './register-entry.ts';
import { checkValues, type FieldProblem, type RegisterValues } from './register-values.ts';

/*
 * 表格登记: many entries of a register in one sheet, new ones and ones that are changed. A row is cells of text, as typed
 * or pasted; this reads it. Pure: the browser judges while somebody types, the server judges again.
 */

export const MOST_SHEET_ROWS = 500;

const cells = z
  .record(z.string().max(40), z.string().max(1_000))
  .refine((row) => Object.keys(row).length <= 60, 'too many cells');
const sheetRow = z.strictObject({
  key: z.string().min(1).max(40),
  cells,
  /** An entry that the row changes, as it stood when it was read. */
  itemId: uuid.optional(),
  rowVersion: z.number().int().optional(),
  seen: cells.optional(),
});
export type SheetRow = z.infer<typeof sheetRow>;
const sheetRows = z.array(sheetRow).max(MOST_SHEET_ROWS);

export const sheetView = z.object({
  /** Null: nothing is kept. */
  draft: z.object({ rows: sheetRows, rowVersion: z.number().int(), savedAt: z.string() }).nullable(),
});
export type SheetView = z.infer<typeof sheetView>;

/** Version 0: none was kept when the sheet was opened. */
export const keepSheetInput = z.strictObject({ code: registerCode, rows: sheetRows, rowVersion: z.number().int() });
export type KeepSheetInput = z.infer<typeof keepSheetInput>;

export const enterSheetInput = z.strictObject({
  code: registerCode,
  rows: sheetRows.min(1),
  /** Why entries are changed; asked for where one is. */
  reason: optionalText(200),
});
export type EnterSheetInput = z.infer<typeof enterSheetInput>;
export const sheetResult = z.object({
  entered: z.number().int(),
  /** Rows that stood in the register word for word. */
  known: z.number().int(),
  changed: z.number().int(),
});
export type SheetResult = z.infer<typeof sheetResult>;

/** Cells of an entry, as they are typed. */
export const cellsOfEntry = (
  definition: RegisterDefinition,
  values: z.infer<typeof entryView>['values'],
  language: 'zh' | 'en',
): Record<string, string> =>
  Object.fromEntries(
    definition.fields.flatMap((field) => {
      const text = String(cellOfValue(field, values[field.key], language));
      return text === '' ? [] : [[field.key, text]];
    }),
  );

/** What a row means as an entry, or what is wrong with which cell. */
export const readSheetRow = (
  definition: RegisterDefinition,
  row: Readonly<Record<string, string>>,
): { values: RegisterValues; problems: [] } | { values: null; problems: FieldProblem[] } =>
  checkValues(
    definition,
    Object.fromEntries(
      definition.fields.flatMap((field) => {
        const value = valueOfCell(field, row[field.key] ?? '');
        return value === undefined ? [] : [[field.key, value]];
      }),
    ),
  );

/** Whether a row says something else than the entry that it stands for. */
export const isRowChanged = (row: Pick<SheetRow, 'cells' | 'seen'>): boolean => {
  const seen = row.seen ?? {};
  return [...new Set([...Object.keys(seen), ...Object.keys(row.cells)])].some(
    (key) => (seen[key] ?? '').trim() !== (row.cells[key] ?? '').trim(),
  );
};
