import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { defineJobContract } from '@/server/outbox/job-contract';

const payload = z.strictObject({ renumberingId: uuid });
export type RenumberingPayload = z.infer<typeof payload>;

/** Works out the table of a large renumbering. */
export const planRenumberingJob = defineJobContract({ name: 'fonds.plan-renumbering', payload, mode: 'single' });
/** Writes the new codes of a large renumbering, all or none. */
export const applyRenumberingJob = defineJobContract({ name: 'fonds.apply-renumbering', payload, mode: 'single' });
