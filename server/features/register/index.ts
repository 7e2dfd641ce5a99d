/** What other features may use of the registers. */
export { enter } from './enter.ts';
