import { bindStepwise } from '@/jobs/bind';
import { linkBatchJob } from '@/server/features/digital/digital.jobs';
import { linkBatch } from '@/server/features/digital/linking/link-batch';

export const linkBatchHandler = bindStepwise(linkBatchJob, linkBatch);
