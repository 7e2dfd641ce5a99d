import { bindSingle } from '@/jobs/bind';
import { printCertificates } from '@/server/features/training/certificates/print-certificates';
import { printCertificatesJob } from '@/server/features/training/training.jobs';

export const printCertificatesHandler = bindSingle(printCertificatesJob, (tdb, scope, payload, job) =>
  printCertificates(tdb, scope, job.objects, payload),
);
