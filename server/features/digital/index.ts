/** What other features may use of the files of records. */

export { attachMade, type MadeFile } from './attach-made.ts';
export { findNewestRun } from './four-property/read-runs.ts';
export { oweStoredFile } from './take-stored-file.ts';
