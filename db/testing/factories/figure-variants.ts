import { type FigureDefinition, figureValue } from '@/server/domain/figure/figures';
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
  /** Of a share: rows that are of the whole and not of the part. */
  besides?: readonly Variant[];
  /** What stands after each row inside, where it is not simply one more: the value, and the rows behind it. */
  after?: (planted: number) => { value: number; rows: number };
}

/** What a figure says once so many rows inside were planted, and no others. */
export const valueAfter = (
  figure: FigureDefinition,
  { adds, after }: FigurePlants,
  planted: number,
): { value: number; rows: number } => {
  if (after) return after(planted);
  // Of a share every planted row inside is in both halves.
  if (figure.aggregate === 'ratio') return { value: 100, rows: planted };
  if (figure.aggregate === 'year_before') return { value: adds - 1, rows: planted };
  return { value: figureValue(figure, planted * adds), rows: planted };
};

/** Aggregates that say nothing where no row is counted: a share, a growth or a statement of nothing is no figure. */
export const isSilentWithoutRows = ({ aggregate }: FigureDefinition): boolean =>
  ['ratio', 'growth', 'stated'].includes(aggregate);

/** One row however often: the first plant is the figure. */
export const onlyOne =
  (value: number): FigurePlants['after'] =>
  () => ({ value, rows: 1 });

export const BEFORE = `${PLANT_YEAR - 1}-12-31`;
export const AFTER = `${PLANT_YEAR + 1}-01-01`;

export const variants = (field: string, ...values: (string | number | string[] | null)[]): Variant[] =>
  values.map((value) => ({ what: `${field} = ${value}`, fields: { [field]: value } }));

/** The two ends of a year, and the two days beyond them. */
export const inYear = (column: string): Variant[] => variants(column, FIRST, LAST);
export const offYear = (column: string): Variant[] => variants(column, BEFORE, AFTER);
