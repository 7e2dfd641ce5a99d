import { z } from 'zod';
import type { Pools } from '@/db/client';
import { exportListInput } from '@/server/domain/archive/archive-list';
import { uuid } from '@/server/domain/shared/ids';
import type { ObjectStore } from '@/server/objects/object-store';
import { defineJobContract } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';

/** What a step-by-step use case works with; the worker's binder gives it, and so does a test. */
export interface ArchiveSteps<Payload> {
  pools: Pools;
  scope: TenantScope;
  payload: Payload;
  /** Throws when the job was cancelled or has to stop. */
  progress(done: number, total: number | null): Promise<void>;
  signal: AbortSignal;
}
export type ArchiveStepwise<Payload> = (steps: ArchiveSteps<Payload>, objects: ObjectStore) => Promise<unknown>;

const batchPayload = z.strictObject({ batchId: uuid });
export type BatchPayload = z.infer<typeof batchPayload>;

/** Reads the workbook into rows with their problems. */
export const readImportJob = defineJobContract({
  name: 'archive.read-import',
  payload: batchPayload,
  mode: 'stepwise',
});
/** Files every row that is right. */
export const fileImportJob = defineJobContract({
  name: 'archive.file-import',
  payload: batchPayload,
  mode: 'stepwise',
});
/** Writes a list into a workbook. The payload is the question, not the answer. */
export const exportListJob = defineJobContract({
  name: 'archive.export-list',
  payload: exportListInput,
  mode: 'stepwise',
});
