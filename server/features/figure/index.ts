/** What others may use of figures. */
export { computeFigures, computeOne, type FigureOwner } from './compute-figures.ts';
export { type Countable, type Counted, countableOf, countableOfOwn } from './countable.ts';
export { listDefinedFigures } from './custom/defined-figures.ts';
export { nameCustomFigures } from './custom/read-custom.ts';
export { type MonthFigure, readMonth } from './dashboard/read-month.ts';
export { figurePeriod } from './figure-period.ts';
export { digestOf, type KeptRows, keepRows } from './keep-rows.ts';
export { listReleasedFigures } from './list-figures.ts';
