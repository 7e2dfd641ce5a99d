import { clockOf, fieldsOfHeadings, valueOfCell } from './register-cells.ts';
import type { RegisterDefinition, RegisterField } from './register-definition.ts';
import { checkValues, type FieldProblem, type RegisterValues } from './register-values.ts';

/* Rows of a file that a device or another program wrote: one column for day and time, finer numbers, silent columns. */

const STAMP = /^(\S*\d[年月日]?)[T\s]+((?:上午|下午|[AaPp][Mm])?\s*\d{1,2}[:：时点]\S*(?:\s*[AaPp][Mm])?)$/u;

/** Fractions of seconds and the mark of a zone: a logger's clock is the clock on the wall of its room, whatever it says. */
const FINER = /(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** The day and the time of a cell that holds both. */
const splitStamp = (cell: string): { day: string; time: string } | null => {
  const found = STAMP.exec(cell.trim());
  return found ? { day: found[1] ?? '', time: clockOf((found[2] ?? '').replace(FINER, '')) } : null;
};

const fixedIn = (definition: RegisterDefinition, fixed: Readonly<Record<string, string>>): RegisterValues =>
  Object.fromEntries(
    (definition.fixedInFile ?? []).flatMap((key) => {
      const field = definition.fields.find((one) => one.key === key);
      const value = field && fixed[key] ? valueOfCell(field, fixed[key]) : undefined;
      return value === undefined ? [] : [[key, value]];
    }),
  );

/** A device measures finer than people write. */
const rounded = (field: RegisterField, value: RegisterValues[string] | undefined) =>
  field.kind === 'number' && typeof value === 'number' ? Number(value.toFixed(field.decimals)) : value;

/** A day beside its time in one cell fills both fields, whichever of them the heading meant. */
const stampValues = (definition: RegisterDefinition, cell: string): RegisterValues | null => {
  const stamp = splitStamp(cell);
  const day = definition.fields.find(({ key }) => key === definition.dayField);
  if (!stamp || !day) return null;
  const time = definition.fields.find(({ kind }) => kind === 'time');
  const on = valueOfCell(day, stamp.day) ?? stamp.day;
  return time ? { [day.key]: on, [time.key]: stamp.time } : { [day.key]: on };
};

/** How well a row of cells reads as headings; 0 when it cannot be them. */
export const headingsScore = (definition: RegisterDefinition, cells: readonly string[]): number => {
  const fields = fieldsOfHeadings(definition, cells).filter((field) => field !== null);
  const hasDay = fields.some((field) => field.key === definition.dayField || field.kind === 'time');
  return hasDay && fields.length > 1 ? fields.length : 0;
};

/** A row of a file as an entry, or what is wrong with it. */
export const readFileRow = (
  definition: RegisterDefinition,
  fields: readonly (RegisterField | null)[],
  cells: readonly string[],
  fixed: Readonly<Record<string, string>>,
): { values: RegisterValues; problems: [] } | { values: null; problems: FieldProblem[] } => {
  const raw: RegisterValues = fixedIn(definition, fixed);
  for (const [column, field] of fields.entries()) {
    const cell = cells[column] ?? '';
    if (!field || cell.trim() === '') continue;
    const isStamp = field.key === definition.dayField || field.kind === 'time';
    const both = isStamp ? stampValues(definition, cell) : null;
    const value = rounded(field, valueOfCell(field, cell));
    if (both) Object.assign(raw, both);
    else if (value !== undefined) raw[field.key] = value;
  }
  return checkValues(definition, raw);
};
