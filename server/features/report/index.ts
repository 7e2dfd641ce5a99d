/** What others may use of reports. */
export { checkYear } from './check-year.ts';
export { printOfYear } from './print-of-year.ts';
