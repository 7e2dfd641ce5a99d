import { bindSingle } from '@/jobs/bind';
import { sendTransferJob } from '@/server/features/disposition/disposition.jobs';
import { runSendTransfer } from '@/server/features/disposition/transfer/send-transfer';

export const sendTransferHandler = bindSingle(sendTransferJob, (tdb, scope, payload, job) =>
  runSendTransfer(tdb, scope, payload, job.objects),
);
