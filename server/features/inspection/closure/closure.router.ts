import { z } from 'zod';
import { inspectorView } from '@/server/domain/inspection/campaign';
import { fileCaseInput } from '@/server/domain/inspection/case-file';
import {
  answerEscalationInput,
  answerExtensionInput,
  askExtensionInput,
  decideLookBackInput,
  escalateInput,
  extensionView,
  findingRowView,
  inspectionClosure,
  listFindingsInput,
  listPublicationsInput,
  publicationRowView,
  publishedInput,
  publishedView,
  publishInput,
  rankedUnitView,
  rankUnitsInput,
  startLookBackInput,
  withdrawPublicationInput,
} from '@/server/domain/inspection/closure';
import { rectifiedRecord } from '@/server/domain/inspection/finding';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, publicProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { listInspectors } from '../draw-pool.ts';
import { answerEscalation, askCongress } from './escalate.ts';
import { answerExtension, askExtension } from './extensions.ts';
import { fileCase } from './file-case.ts';
import { getClosure, listMyExtensions } from './get-closure.ts';
import { exportFindings, listFindings } from './list-findings.ts';
import { decideLookBack, startLookBack } from './look-back.ts';
import { listPublications, listPublishedBy, publish, withdrawPublication } from './publish.ts';
import { rankUnits } from './rank-units.ts';
import { previewRectified } from './rectified-record.ts';

const demandRef = z.strictObject({ findingDispatchId: uuid });
const exportInput = listFindingsInput.omit({ cursor: true, direction: true, limit: true });
const publicationRef = z.object({ id: uuid });

/** From findings to closure: the list of problems, extensions, escalation, look-back, publication, the case file. */
export const closureRouter = router({
  findings: tenantProcedure('inspection.read')
    .input(listFindingsInput)
    .output(pageOf(findingRowView))
    .query(({ ctx, input }) => listFindings(ctx.tdb, ctx.scope, input)),
  downloadFindings: tenantProcedure('inspection.read')
    .input(exportInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportFindings(ctx.tdb, ctx.scope, ctx.objects, input)),
  ofInspection: tenantProcedure('inspection.read')
    .input(z.strictObject({ inspectionId: uuid }))
    .output(inspectionClosure)
    .query(({ ctx, input }) => getClosure(ctx.tdb, ctx.scope, input)),

  rectified: tenantProcedure('inspection.answer')
    .input(demandRef)
    .output(rectifiedRecord.nullable())
    .query(({ ctx, input }) => previewRectified(ctx.tdb, ctx.scope, input)),
  myExtensions: tenantProcedure('inspection.answer')
    .input(demandRef)
    .output(z.array(extensionView))
    .query(({ ctx, input }) => listMyExtensions(ctx.tdb, ctx.scope, input)),
  askExtension: creatingProcedure('inspection.answer')
    .input(askExtensionInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => askExtension(ctx.tdb, ctx.scope, input)),
  answerExtension: creatingProcedure('inspection.inspect')
    .input(answerExtensionInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => answerExtension(ctx.tdb, ctx.scope, input)),

  askCongress: creatingProcedure('inspection.plan')
    .input(escalateInput)
    .output(z.object({ escalationId: uuid }))
    .mutation(({ ctx, input }) => askCongress(ctx.tdb, ctx.scope, input)),
  answerEscalation: tenantProcedure('inspection.plan')
    .input(answerEscalationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => answerEscalation(ctx.tdb, ctx.scope, input)),

  rankUnits: tenantProcedure('inspection.plan')
    .input(rankUnitsInput)
    .output(pageOf(rankedUnitView))
    .query(({ ctx, input }) => rankUnits(ctx.tdb, ctx.scope, input)),
  inspectors: tenantProcedure('inspection.plan')
    .output(z.array(inspectorView))
    .query(({ ctx }) => listInspectors(ctx.tdb, ctx.scope, [])),
  startLookBack: creatingProcedure('inspection.plan')
    .input(startLookBackInput)
    .output(z.object({ campaignId: uuid, findings: z.number().int() }))
    .mutation(({ ctx, input }) => startLookBack(ctx.tdb, ctx.scope, input)),
  decideLookBack: creatingProcedure('inspection.inspect')
    .input(decideLookBackInput)
    .output(z.object({ newFindingId: uuid.nullable() }))
    .mutation(({ ctx, input }) => decideLookBack(ctx.tdb, ctx.scope, input)),

  publications: tenantProcedure('inspection.read')
    .input(listPublicationsInput)
    .output(pageOf(publicationRowView))
    .query(({ ctx, input }) => listPublications(ctx.tdb, ctx.scope, input)),
  publish: creatingProcedure('inspection.plan')
    .input(publishInput)
    .output(publicationRef)
    .mutation(({ ctx, input }) => publish(ctx.tdb, ctx.scope, input)),
  withdrawPublication: tenantProcedure('inspection.plan')
    .input(withdrawPublicationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawPublication(ctx.tdb, ctx.scope, input)),
  published: publicProcedure('what a bureau has put before the public: units and counts, no person')
    .input(publishedInput)
    .output(pageOf(publishedView).extend({ name: z.string() }))
    .query(({ ctx, input }) => listPublishedBy(ctx.pools, input)),

  fileCase: creatingProcedure('inspection.inspect')
    .input(fileCaseInput)
    .output(z.object({ itemId: uuid, referenceCode: z.string() }))
    .mutation(({ ctx, input }) => fileCase(ctx.tdb, ctx.scope, ctx.objects, input)),
});
