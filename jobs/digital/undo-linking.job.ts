import { bindStepwise } from '@/jobs/bind';
import { undoLinkingJob } from '@/server/features/digital/digital.jobs';
import { undoBatch } from '@/server/features/digital/linking/undo-linking';

export const undoLinkingHandler = bindStepwise(undoLinkingJob, undoBatch);
