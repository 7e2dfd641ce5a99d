import { z } from 'zod';
import { inspectionRef } from '@/server/domain/inspection/inspection';
import {
  onsitePack,
  onsiteRecordView,
  saveAnswerInput,
  savedAnswer,
  savedSignature,
  signInput,
  withdrawPhotoInput,
} from '@/server/domain/inspection/onsite';
import { siteSampleInput, siteSampleView } from '@/server/domain/inspection/onsite-sample';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { downloadSignature, downloadSitePhoto, getOnsiteRecord } from './get-onsite-record.ts';
import { readSiteSample } from './read-sample.ts';
import { saveAnswer } from './save-answer.ts';
import { signOnSite } from './sign-on-site.ts';
import { takePack } from './take-pack.ts';
import { withdrawSitePhoto } from './withdraw-photo.ts';

/** 现场检查: what a phone takes along and sends back. Photos come by POST /w/<slug>/onsite-photos. */
export const onsiteRouter = router({
  takePack: tenantProcedure('inspection.inspect')
    .input(inspectionRef)
    .output(onsitePack)
    .mutation(({ ctx, input }) => takePack(ctx.tdb, ctx.scope, input)),
  sample: grantProcedure('inspection.inspect')
    .input(siteSampleInput)
    .output(siteSampleView)
    .query(({ ctx, input }) => readSiteSample(ctx.gdb, ctx.scope, input)),
  saveAnswer: creatingProcedure('inspection.inspect')
    .input(saveAnswerInput)
    .output(savedAnswer)
    .mutation(({ ctx, input }) => saveAnswer(ctx.tdb, ctx.scope, input)),
  sign: creatingProcedure('inspection.inspect')
    .input(signInput)
    .output(savedSignature)
    .mutation(({ ctx, input }) => signOnSite(ctx.tdb, ctx.scope, ctx.objects, input)),
  withdrawPhoto: tenantProcedure('inspection.inspect')
    .input(withdrawPhotoInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawSitePhoto(ctx.tdb, ctx.scope, input)),
  record: tenantProcedure('inspection.read')
    .input(inspectionRef)
    .output(onsiteRecordView)
    .query(({ ctx, input }) => getOnsiteRecord(ctx.tdb, ctx.scope, input)),
  downloadPhoto: tenantProcedure('inspection.read')
    .input(inspectionRef.extend({ photoId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadSitePhoto(ctx.tdb, ctx.scope, input)),
  downloadSignature: tenantProcedure('inspection.read')
    .input(inspectionRef.extend({ signatureId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadSignature(ctx.tdb, ctx.scope, input)),
});
