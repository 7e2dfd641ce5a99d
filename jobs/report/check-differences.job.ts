import { checkDifferences } from '@/server/features/report/check-differences';
import { checkDifferencesJob } from '@/server/features/report/report.jobs';
import { bindSingle } from '../bind.ts';

export const checkDifferencesHandler = bindSingle(checkDifferencesJob, (tdb, scope) => checkDifferences(tdb, scope));
