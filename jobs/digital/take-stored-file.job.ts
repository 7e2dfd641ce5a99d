import { bindStepwise } from '@/jobs/bind';
import { takeStoredFileJob } from '@/server/features/digital/digital.jobs';
import { takeStoredFile } from '@/server/features/digital/take-stored-file';

export const takeStoredFileHandler = bindStepwise(takeStoredFileJob, takeStoredFile);
