import { warnExpiry } from '@/server/features/inspection/rating/ledger';
import { warnExpiryJob } from '@/server/features/inspection/rating/rating.jobs';
import { bindSingle } from '../bind.ts';

export const warnExpiryHandler = bindSingle(warnExpiryJob, (tdb, scope) => warnExpiry(tdb, scope));
