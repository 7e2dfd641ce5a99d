import { bindSingle } from '@/jobs/bind';
import { workThroughTable } from '@/server/features/fonds/apply-renumbering';
import { applyRenumberingJob } from '@/server/features/fonds/fonds.jobs';

export const applyRenumberingHandler = bindSingle(applyRenumberingJob, workThroughTable);
