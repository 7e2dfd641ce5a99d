import { remindPeriodsJob } from '@/server/features/register/register.jobs';
import { remindPeriods } from '@/server/features/register/remind-periods';
import { bindSingle } from '../bind.ts';

export const remindPeriodsHandler = bindSingle(remindPeriodsJob, (tdb, scope) => remindPeriods(tdb, scope));
