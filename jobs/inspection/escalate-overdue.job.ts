import { escalateOverdue } from '@/server/features/inspection/closure/escalate';
import { escalateOverdueJob } from '@/server/features/inspection/inspection.jobs';
import { bindSingle } from '../bind.ts';

export const escalateOverdueHandler = bindSingle(escalateOverdueJob, (tdb, scope) => escalateOverdue(tdb, scope));
