/** What others may use of figures. */
export { computeFigures, computeOne } from './compute-figures.ts';
export { figurePeriod } from './figure-period.ts';
export { listReleasedFigures } from './list-figures.ts';
