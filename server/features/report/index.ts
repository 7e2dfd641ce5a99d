/** What others may use of reports. */
export { printOfYear } from './print-of-year.ts';
