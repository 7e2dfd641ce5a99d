import { bindStepwise } from '@/jobs/bind';
import { runBulkEditJob } from '@/server/features/archive/archive.jobs';
import { workBulkEdit } from '@/server/features/archive/catalogue/work-bulk-edit';

export const runBulkEditHandler = bindStepwise(runBulkEditJob, workBulkEdit);
