/** What other features may use of the inspections. */

export { drawHashes } from './draw-hashes.ts';
export { openQuestionnaire } from './questionnaire/ask.ts';
