import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { defineJobContract } from '@/server/outbox/job-contract';

/** Puts the promised files of a record into its OCFL object. */
export const commitFilesJob = defineJobContract({
  name: 'digital.commit-files',
  payload: z.strictObject({ itemId: uuid }),
  mode: 'single',
  resultLink: ({ itemId }) => `archives/${itemId}/files`,
});
/** Makes a file that came with a paper of the workflow a file of its record. */
export const takeStoredFileJob = defineJobContract({
  name: 'digital.take-stored-file',
  payload: z.strictObject({ itemId: uuid, objectId: uuid }),
  mode: 'stepwise',
  resultLink: ({ itemId }) => `archives/${itemId}/files`,
});
/** Reads the pages of a stored file. */
export const recogniseFileJob = defineJobContract({
  name: 'digital.recognise-file',
  payload: z.strictObject({ fileId: uuid }),
  mode: 'stepwise',
  isBackground: true,
});

/** Reads stored files again and compares them with what was stored. */
export const verifyFilesJob = defineJobContract({
  name: 'digital.verify-files',
  payload: z.strictObject({ sweepId: uuid }),
  mode: 'stepwise',
  isBackground: true,
  resultLink: () => 'digital/fixity',
});
/** Scans the files that came in while no virus scanner was there. */
export const scanAgainJob = defineJobContract({
  name: 'digital.scan-again',
  payload: z.strictObject({}),
  mode: 'stepwise',
  isBackground: true,
});
/** Asks the scanner again about a file in which a virus was found. */
export const rescanFileJob = defineJobContract({
  name: 'digital.rescan-file',
  payload: z.strictObject({ incidentId: uuid }),
  mode: 'stepwise',
  resultLink: ({ incidentId }) => `digital/incidents/${incidentId}`,
});
/** Puts a damaged file right, from the second copy or from the object itself. */
export const repairFileJob = defineJobContract({
  name: 'digital.repair-file',
  payload: z.strictObject({ incidentId: uuid }),
  mode: 'stepwise',
  resultLink: ({ incidentId }) => `digital/incidents/${incidentId}`,
});

const batchPayload = z.strictObject({ batchId: uuid });
const linkOfBatch = ({ batchId }: { batchId: string }): string => `digital/${batchId}`;
/** Matches the files of a batch to records. */
export const matchBatchJob = defineJobContract({
  name: 'digital.match-batch',
  payload: batchPayload,
  mode: 'stepwise',
  resultLink: linkOfBatch,
});
/** Puts the matched files of a batch into their records. */
export const linkBatchJob = defineJobContract({
  name: 'digital.link-batch',
  payload: batchPayload,
  mode: 'stepwise',
  resultLink: linkOfBatch,
});
/** Takes the files of a batch out of their records again. */
export const undoLinkingJob = defineJobContract({
  name: 'digital.undo-linking',
  payload: batchPayload,
  mode: 'stepwise',
  resultLink: linkOfBatch,
});

/** 四性检测 of the records of a run. */
export const fourPropertyJob = defineJobContract({
  name: 'digital.four-property',
  payload: z.strictObject({ runId: uuid }),
  mode: 'stepwise',
  resultLink: ({ runId }) => `digital/checks/${runId}`,
});
/** Makes the layered PDF of a record. */
export const layeredPdfJob = defineJobContract({
  name: 'digital.make-layered-pdf',
  payload: z.strictObject({ layeredId: uuid }),
  mode: 'stepwise',
});
