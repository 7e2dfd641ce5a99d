import { bindSingle } from '@/jobs/bind';
import { commitFiles } from '@/server/features/digital/commit-files';
import { commitFilesJob } from '@/server/features/digital/digital.jobs';

export const commitFilesHandler = bindSingle(commitFilesJob, commitFiles);
