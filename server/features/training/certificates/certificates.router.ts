import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  certificatePage,
  certificateRef,
  issueCertificatesInput,
  issueCertificatesView,
  listCertificatesInput,
  printCertificatesInput,
  revokeCertificateInput,
  verifiedCertificate,
  verifyCertificateInput,
} from '@/server/domain/training/certificate';
import { creatingProcedure, publicProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { issueCertificates, listCertificates, revokeCertificate, verifyCertificate } from './certificates.ts';
import { askPrint, downloadCertificate } from './print-certificates.ts';

/** 培训证书: issued by the organiser, held by the unit's people, verified by everybody. */
export const certificatesRouter = router({
  list: tenantProcedure('training.manage')
    .input(listCertificatesInput)
    .output(certificatePage)
    .query(({ ctx, input }) => listCertificates(ctx.tdb, ctx.scope, input)),
  issue: creatingProcedure('training.organise')
    .input(issueCertificatesInput)
    .output(issueCertificatesView)
    .mutation(({ ctx, input }) => issueCertificates(ctx.tdb, ctx.scope, ctx.publicOrigin ?? '', input)),
  revoke: tenantProcedure('training.organise')
    .input(revokeCertificateInput)
    .output(z.void())
    .mutation(({ ctx, input }) => revokeCertificate(ctx.tdb, ctx.scope, input)),
  print: creatingProcedure('training.manage')
    .input(printCertificatesInput)
    .output(z.object({ jobId: uuid, certificates: z.number().int() }))
    .mutation(({ ctx, input }) => askPrint(ctx.tdb, ctx.scope, input)),
  download: tenantProcedure('training.manage')
    .input(certificateRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadCertificate(ctx.tdb, ctx.scope, ctx.objects, input)),
  verify: publicProcedure('the code of 128 random bits stands on the paper; it answers less than stands there')
    .input(verifyCertificateInput)
    .output(verifiedCertificate)
    .query(({ ctx, input }) => verifyCertificate(ctx.pools, input)),
});
