/** What others may use of figures. */
export { type ComputedFigure, computeFigures, computeOne, type FigureOwner } from './compute-figures.ts';
export { figurePeriod } from './figure-period.ts';
export { listReleasedFigures } from './list-figures.ts';
export { keepRows } from './release-figures.ts';
