import { bindStepwise } from '@/jobs/bind';
import { matchBatchJob } from '@/server/features/digital/digital.jobs';
import { matchBatch } from '@/server/features/digital/linking/match-batch';

export const matchBatchHandler = bindStepwise(matchBatchJob, matchBatch);
