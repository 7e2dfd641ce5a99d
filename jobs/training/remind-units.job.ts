import { bindSingle } from '@/jobs/bind';
import { remindUnits } from '@/server/features/training/enrolment/remind-units';
import { remindUnitsJob } from '@/server/features/training/training.jobs';

export const remindUnitsHandler = bindSingle(remindUnitsJob, remindUnits);
