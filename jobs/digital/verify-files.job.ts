import { bindStepwise } from '@/jobs/bind';
import { verifyFilesJob } from '@/server/features/digital/digital.jobs';
import { verifyFiles } from '@/server/features/digital/fixity/verify-files';

export const verifyFilesHandler = bindStepwise(verifyFilesJob, verifyFiles);
