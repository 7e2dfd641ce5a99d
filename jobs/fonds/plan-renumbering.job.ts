import { bindSingle } from '@/jobs/bind';
import { planRenumberingJob } from '@/server/features/fonds/fonds.jobs';
import { workOutPlan } from '@/server/features/fonds/plan-renumbering';

export const planRenumberingHandler = bindSingle(planRenumberingJob, workOutPlan);
