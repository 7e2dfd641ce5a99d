import { bindStepwise } from '@/jobs/bind';
import { undoBulkEditJob } from '@/server/features/archive/archive.jobs';
import { workUndoBulkEdit } from '@/server/features/archive/catalogue/work-bulk-edit';

export const undoBulkEditHandler = bindStepwise(undoBulkEditJob, workUndoBulkEdit);
