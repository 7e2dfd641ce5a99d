import { bindStepwise } from '@/jobs/bind';
import { applyChangesJob } from '@/server/features/archive/archive.jobs';
import { runChanges } from '@/server/features/archive/import/apply-changes';

export const applyChangesHandler = bindStepwise(applyChangesJob, runChanges);
