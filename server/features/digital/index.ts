/** What other features may use of the files of records. */

export { findNewestRun } from './four-property/read-runs.ts';
