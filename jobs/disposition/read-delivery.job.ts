import { bindSingle } from '@/jobs/bind';
import { readDeliveryJob } from '@/server/features/disposition/disposition.jobs';
import { readDelivery } from '@/server/features/disposition/intake/begin-intake';

export const readDeliveryHandler = bindSingle(readDeliveryJob, (tdb, scope, payload, job) =>
  readDelivery(tdb, scope, payload, job.objects),
);
