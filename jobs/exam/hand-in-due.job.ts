import { handInDue, handInDueJob } from '@/server/features/exam';
import { bindSingle } from '../bind.ts';

export const handInDueHandler = bindSingle(handInDueJob, (tdb, scope) => handInDue(tdb, scope));
