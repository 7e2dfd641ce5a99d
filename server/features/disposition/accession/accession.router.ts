import { z } from 'zod';
import {
  accessionDetail,
  accessionIdInput,
  accessionPage,
  accessionRecordPage,
  exportAccessionRecordsInput,
  exportAccessionsInput,
  exportRetireesInput,
  linkableImportPage,
  linkRecordsInput,
  listAccessionRecordsInput,
  listAccessionsInput,
  listLinkableImportsInput,
  listRetireesInput,
  registerAccessionInput,
  registeredRetirees,
  registerRetireesInput,
  retireePage,
  voidAccessionInput,
} from '@/server/domain/disposition/accession';
import {
  exportTopicUnitsInput,
  listTopicUnitsInput,
  topicUnitPage,
} from '@/server/domain/disposition/topic-deliveries';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { linkRecords, listImportsToLink, unlinkRecords } from './link-records.ts';
import { exportAccessionRecords, listAccessionRecords } from './list-accession-records.ts';
import { exportAccessions, getAccession, listAccessions } from './list-accessions.ts';
import { exportRetirees, listRetirees } from './list-retirees.ts';
import { exportTopicUnits, listTopicUnits } from './list-topic-units.ts';
import { printAccession } from './print-accession.ts';
import { registerAccession, voidAccession } from './register-accession.ts';
import { registerRetirees } from './register-retirees.ts';

/** A part of the router `disposition`. */
export const accessionProcedures = {
  accessions: tenantProcedure('disposition.read')
    .input(listAccessionsInput)
    .output(accessionPage)
    .query(({ ctx, input }) => listAccessions(ctx.tdb, ctx.scope, input)),
  accessionById: tenantProcedure('disposition.read')
    .input(accessionIdInput)
    .output(accessionDetail)
    .query(({ ctx, input }) => getAccession(ctx.tdb, ctx.scope, input)),
  registerAccession: creatingProcedure('disposition.register')
    .input(registerAccessionInput)
    .output(z.object({ accessionId: uuid, accessionNumber: z.string() }))
    .mutation(({ ctx, input }) => registerAccession(ctx.tdb, ctx.scope, input)),
  voidAccession: tenantProcedure('disposition.register')
    .input(voidAccessionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => voidAccession(ctx.tdb, ctx.scope, input)),
  linkRecords: tenantProcedure('disposition.register')
    .input(linkRecordsInput)
    .output(z.object({ linked: z.number() }))
    .mutation(({ ctx, input }) => linkRecords(ctx.tdb, ctx.scope, input)),
  unlinkRecords: tenantProcedure('disposition.register')
    .input(linkRecordsInput)
    .output(z.object({ unlinked: z.number() }))
    .mutation(({ ctx, input }) => unlinkRecords(ctx.tdb, ctx.scope, input)),
  linkableImports: tenantProcedure('disposition.register')
    .input(listLinkableImportsInput)
    .output(linkableImportPage)
    .query(({ ctx, input }) => listImportsToLink(ctx.tdb, ctx.scope, input)),
  accessionRecords: tenantProcedure('disposition.read')
    .input(listAccessionRecordsInput)
    .output(accessionRecordPage)
    .query(({ ctx, input }) => listAccessionRecords(ctx.tdb, ctx.scope, input)),
  downloadAccessionRecords: tenantProcedure('disposition.read')
    .input(exportAccessionRecordsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportAccessionRecords(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadAccessions: tenantProcedure('disposition.read')
    .input(exportAccessionsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportAccessions(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadAccessionForm: tenantProcedure('disposition.read')
    .input(accessionIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => printAccession(ctx.tdb, ctx.scope, ctx.objects, { ...input, form: 'register' })),
  downloadAccessionReceipt: tenantProcedure('disposition.read')
    .input(accessionIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => printAccession(ctx.tdb, ctx.scope, ctx.objects, { ...input, form: 'receipt' })),
  topicUnits: tenantProcedure('disposition.read')
    .input(listTopicUnitsInput)
    .output(topicUnitPage)
    .query(({ ctx, input }) => listTopicUnits(ctx.tdb, ctx.scope, input)),
  downloadTopicUnits: tenantProcedure('disposition.read')
    .input(exportTopicUnitsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportTopicUnits(ctx.tdb, ctx.scope, ctx.objects, input)),
  registerRetirees: creatingProcedure('disposition.register')
    .input(registerRetireesInput)
    .output(registeredRetirees)
    .mutation(({ ctx, input }) => registerRetirees(ctx.tdb, ctx.scope, input, ctx.objects)),
  retirees: tenantProcedure('disposition.read')
    .input(listRetireesInput)
    .output(retireePage)
    .query(({ ctx, input }) => listRetirees(ctx.tdb, ctx.scope, input)),
  downloadRetirees: tenantProcedure('disposition.register')
    .input(exportRetireesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportRetirees(ctx.tdb, ctx.scope, ctx.objects, input)),
};
