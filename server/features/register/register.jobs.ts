import { z } from 'zod';
import type { Pools } from '@/db/client';
import { makeFileInput } from '@/server/domain/register/register-entry';
import { uuid } from '@/server/domain/shared/ids';
import { defineJobContract } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';

/** What a step-by-step use case works with; the worker's binder gives it, and so does a test. */
export interface RegisterSteps<Payload> {
  pools: Pools;
  scope: TenantScope;
  payload: Payload;
  /** Throws when the job was cancelled or has to stop. */
  progress(done: number, total: number | null): Promise<void>;
  signal: AbortSignal;
}

/** Puts periods that lack an entry before those who keep the registers. */
export const remindPeriodsJob = defineJobContract({
  name: 'register.remind',
  payload: z.strictObject({}),
  mode: 'single',
});

/** Writes a register into a workbook or onto paper. The payload is the question, not the answer. */
export const makeFileJob = defineJobContract({ name: 'register.make-file', payload: makeFileInput, mode: 'stepwise' });

const importPayload = z.strictObject({ importId: uuid });
export type ImportPayload = z.infer<typeof importPayload>;

/** Enters the rows of a file. */
export const readImportJob = defineJobContract({
  name: 'register.read-file',
  payload: importPayload,
  mode: 'stepwise',
  resultLink: ({ importId }) => `registers/imports/${importId}`,
});
