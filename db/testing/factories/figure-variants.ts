import { FIRST, type Fields, LAST, PLANT_YEAR, type Plant } from './figure-plant-rows.ts';

/* What every set of plants is written with. */

export interface Variant {
  what: string;
  fields: Fields;
}
export interface FigurePlants {
  plant: Plant;
  /** What an inside row adds to the figure before it is put in the unit of the report. */
  adds: number;
  inside: readonly Variant[];
  outside: readonly Variant[];
}

export const BEFORE = `${PLANT_YEAR - 1}-12-31`;
export const AFTER = `${PLANT_YEAR + 1}-01-01`;

export const variants = (field: string, ...values: (string | number | string[] | null)[]): Variant[] =>
  values.map((value) => ({ what: `${field} = ${value}`, fields: { [field]: value } }));

/** The two ends of a year, and the two days beyond them. */
export const inYear = (column: string): Variant[] => variants(column, FIRST, LAST);
export const offYear = (column: string): Variant[] => variants(column, BEFORE, AFTER);
