import { exportListHandler } from './archive/export-list.job.ts';
import { fileImportHandler } from './archive/file-import.job.ts';
import { readImportHandler } from './archive/read-import.job.ts';
import type { JobBinding } from './bind.ts';
import { commitFilesHandler } from './digital/commit-files.job.ts';
import { linkBatchHandler } from './digital/link-batch.job.ts';
import { matchBatchHandler } from './digital/match-batch.job.ts';
import { recogniseFileHandler } from './digital/recognise-file.job.ts';
import { undoLinkingHandler } from './digital/undo-linking.job.ts';

/**
 * Every job that a worker can do, once each: a contract of `server/features/<feature>/<feature>.jobs.ts` bound to its
 * use case with `bindSingle` or `bindStepwise` in `jobs/<feature>/`. `registry.test.ts` finds a contract that is
 * missing here.
 */
export const registry: readonly JobBinding[] = [
  readImportHandler,
  fileImportHandler,
  exportListHandler,
  commitFilesHandler,
  recogniseFileHandler,
  matchBatchHandler,
  linkBatchHandler,
  undoLinkingHandler,
];

/** By name. Two bindings of one name are a mistake of the programmer, so the worker does not start. */
export const indexBindings = (bindings: readonly JobBinding[]): ReadonlyMap<string, JobBinding> => {
  const byName = new Map<string, JobBinding>();
  for (const binding of bindings) {
    if (byName.has(binding.contract.name)) throw new Error(`job ${binding.contract.name} is bound twice`);
    byName.set(binding.contract.name, binding);
  }
  return byName;
};
