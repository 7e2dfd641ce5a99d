import { bindSingle } from '@/jobs/bind';
import { takeReceiptJob } from '@/server/features/disposition/disposition.jobs';
import { enterReceipt } from '@/server/features/disposition/transfer/take-receipt';

export const takeReceiptHandler = bindSingle(takeReceiptJob, (tdb, scope, payload, job) =>
  enterReceipt(tdb, scope, payload, job.objects),
);
