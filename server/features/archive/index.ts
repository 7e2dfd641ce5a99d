/** What other features may use of the archive. */

export { checkOne, type Finding } from './check/check-record.ts';
export { composeItem, searchFieldsOf } from './compose-item.ts';
export { createItem } from './create-item.ts';
export { readWorkbook } from './import/read-workbook.ts';
export type { HeaderMatch, SheetRow } from './import/workbook-header.ts';
export { highestNumbers, numberOf, writeNumbered } from './resolve-code.ts';
export { storeWorkbook } from './workbook-writer.ts';
