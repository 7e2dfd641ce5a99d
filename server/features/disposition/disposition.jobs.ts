import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { defineJobContract } from '@/server/outbox/job-contract';

/* What is too long to wait for. Each is one transaction: it happens as a whole, once, or not at all. */

/** Freezes the list of a batch and sends it. */
export const sendTransferJob = defineJobContract({
  name: 'disposition.send-transfer',
  payload: z.strictObject({ batchId: uuid }),
  mode: 'single',
});
/** Reads the list of a delivery and checks it. */
export const readDeliveryJob = defineJobContract({
  name: 'disposition.read-delivery',
  payload: z.strictObject({ intakeId: uuid }),
  mode: 'single',
});
/** Makes the accepted records the archives' own and answers the unit. */
export const finishIntakeJob = defineJobContract({
  name: 'disposition.finish-intake',
  payload: z.strictObject({ intakeId: uuid }),
  mode: 'single',
});
/** Enters the archives' answer on the unit's records. */
export const takeReceiptJob = defineJobContract({
  name: 'disposition.take-receipt',
  payload: z.strictObject({ answerDispatchId: uuid }),
  mode: 'single',
});
/** Applies an opening decision to what its selection finds. */
export const applyOpeningJob = defineJobContract({
  name: 'disposition.apply-opening',
  payload: z.strictObject({ decisionId: uuid }),
  mode: 'single',
});
