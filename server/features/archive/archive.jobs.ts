import { z } from 'zod';
import type { Pools } from '@/db/client';
import { exportListInput } from '@/server/domain/archive/archive-list';
import { exportGrantedSearchInput, exportSearchInput } from '@/server/domain/archive/archive-search';
import { exportCheckInput } from '@/server/domain/archive/check-run';
import { exportForEditingInput } from '@/server/domain/archive/import-batch';
import { exportThematicInput } from '@/server/domain/archive/thematic';
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
const linkOfBatch = ({ batchId }: BatchPayload): string => `archives/imports/${batchId}`;

/** Reads the workbook into rows with their problems. */
export const readImportJob = defineJobContract({
  name: 'archive.read-import',
  payload: batchPayload,
  mode: 'stepwise',
  resultLink: linkOfBatch,
});
/** Files every row that is right. */
export const fileImportJob = defineJobContract({
  name: 'archive.file-import',
  payload: batchPayload,
  mode: 'stepwise',
  resultLink: linkOfBatch,
});
/** Strikes out what an import filed. */
export const undoImportJob = defineJobContract({
  name: 'archive.undo-import',
  payload: batchPayload,
  mode: 'stepwise',
});
/** Corrects the records that an edited export changes. */
export const applyChangesJob = defineJobContract({
  name: 'archive.apply-changes',
  payload: batchPayload,
  mode: 'stepwise',
});
/** Writes a list into a workbook that can be edited and read back. */
export const exportForEditingJob = defineJobContract({
  name: 'archive.export-for-editing',
  payload: exportForEditingInput,
  mode: 'stepwise',
});
/** Writes a list into a workbook. The payload is the question, not the answer. */
export const exportListJob = defineJobContract({
  name: 'archive.export-list',
  payload: exportListInput,
  mode: 'stepwise',
});

const bulkEditPayload = z.strictObject({ editId: uuid });
export type BulkEditPayload = z.infer<typeof bulkEditPayload>;

/** Makes one change in many records, chunk by chunk. */
export const runBulkEditJob = defineJobContract({
  name: 'archive.run-bulk-edit',
  payload: bulkEditPayload,
  mode: 'stepwise',
});
/** Puts the old values back. */
export const undoBulkEditJob = defineJobContract({
  name: 'archive.undo-bulk-edit',
  payload: bulkEditPayload,
  mode: 'stepwise',
});

/** Writes what a search finds into a workbook. */
export const exportSearchJob = defineJobContract({
  name: 'archive.export-search',
  payload: exportSearchInput,
  mode: 'stepwise',
});

/** Writes what a search across opened units finds into a workbook. */
export const exportGrantedSearchJob = defineJobContract({
  name: 'archive.export-granted-search',
  payload: exportGrantedSearchInput,
  mode: 'stepwise',
});

/** Writes the records of a topic in all opened units into a workbook. */
export const exportThematicJob = defineJobContract({
  name: 'archive.export-thematic',
  payload: exportThematicInput,
  mode: 'stepwise',
});

const checkPayload = z.strictObject({ runId: uuid });
export type CheckPayload = z.infer<typeof checkPayload>;

/** Puts the records of a scope through the rules. */
export const runCheckJob = defineJobContract({ name: 'archive.run-check', payload: checkPayload, mode: 'stepwise' });
/** Writes a work list into a workbook. The payload is the question, not the answer. */
export const exportCheckJob = defineJobContract({
  name: 'archive.export-check',
  payload: exportCheckInput,
  mode: 'stepwise',
});
