/** What others may use of the statistical return. */
export { computeIndicators } from './compute-indicator.ts';
