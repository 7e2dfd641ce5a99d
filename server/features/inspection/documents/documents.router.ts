import { z } from 'zod';
import {
  issueDocumentInput,
  listDocumentsInput,
  officialDocumentView,
  recordServiceInput,
  saveTemplateInput,
  templateView,
  verifiedDocument,
  verifyInput,
} from '@/server/domain/inspection/official-document';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, pressingProcedure, publicProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { downloadPdf, downloadWord, verifyDocument } from './download-document.ts';
import { issueDocument } from './issue-document.ts';
import { exportDocuments, listDocuments, listInspectionDocuments } from './list-documents.ts';
import { recordService } from './record-service.ts';
import { listTemplates, saveTemplate } from './templates.ts';

const documentRef = z.strictObject({ documentId: uuid });
const exportInput = listDocumentsInput.pick({ code: true, year: true, search: true });

/** 执法文书: templates, issuing, service, and the public page that says whether a paper is one of ours. */
export const documentsRouter = router({
  list: tenantProcedure('inspection.read')
    .input(listDocumentsInput)
    .output(pageOf(officialDocumentView))
    .query(({ ctx, input }) => listDocuments(ctx.tdb, ctx.scope, input)),
  ofInspection: tenantProcedure('inspection.read')
    .input(z.strictObject({ inspectionId: uuid }))
    .output(z.array(officialDocumentView))
    .query(({ ctx, input }) => listInspectionDocuments(ctx.tdb, ctx.scope, input)),
  downloadList: tenantProcedure('inspection.read')
    .input(exportInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDocuments(ctx.tdb, ctx.scope, ctx.objects, input)),
  issue: pressingProcedure('inspection.inspect')
    .input(issueDocumentInput)
    .output(z.object({ id: uuid, documentNumber: z.string() }))
    .mutation(({ ctx, input }) => issueDocument(ctx.tdb, ctx.scope, ctx.press, input)),
  recordService: creatingProcedure('inspection.inspect')
    .input(recordServiceInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => recordService(ctx.tdb, ctx.scope, input)),
  downloadPdf: tenantProcedure('inspection.read')
    .input(documentRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadPdf(ctx.tdb, ctx.scope, input)),
  downloadWord: tenantProcedure('inspection.read')
    .input(documentRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadWord(ctx.tdb, ctx.scope, ctx.objects, input)),
  templates: tenantProcedure('inspection.plan')
    .output(z.array(templateView))
    .query(({ ctx }) => listTemplates(ctx.tdb, ctx.scope)),
  saveTemplate: creatingProcedure('inspection.plan')
    .input(saveTemplateInput)
    .output(z.object({ version: z.number().int() }))
    .mutation(({ ctx, input }) => saveTemplate(ctx.tdb, ctx.scope, input)),
  verify: publicProcedure('the code of 128 random bits stands on the paper; it answers what stands there too')
    .input(verifyInput)
    .output(verifiedDocument)
    .query(({ ctx, input }) => verifyDocument(ctx.pools, input)),
});
