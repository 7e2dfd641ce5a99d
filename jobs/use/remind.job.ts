import { remindOfUse } from '@/server/features/use/remind';
import { remindUseJob } from '@/server/features/use/use.jobs';
import { bindSingle } from '../bind.ts';

export const remindUseHandler = bindSingle(remindUseJob, (tdb, scope) => remindOfUse(tdb, scope));
