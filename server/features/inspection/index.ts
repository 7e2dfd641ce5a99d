/** What other features may use of the inspections. */

export { readCartogram } from './district/cartogram.ts';
export { listDistrict, readDistrictSums } from './district/read-table.ts';
export { drawHashes } from './draw-hashes.ts';
export { getQuestionnaire, openQuestionnaire } from './questionnaire/ask.ts';
