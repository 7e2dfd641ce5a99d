import { remindReports } from '@/server/features/safety/remind-reports';
import { remindReportsJob } from '@/server/features/safety/safety.jobs';
import { bindSingle } from '../bind.ts';

export const remindReportsHandler = bindSingle(remindReportsJob, (tdb, scope) => remindReports(tdb, scope));
