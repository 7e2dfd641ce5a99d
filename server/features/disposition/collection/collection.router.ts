import { z } from 'zod';
import {
  acceptDonationInput,
  agreeDonationInput,
  appealIdInput,
  appealPage,
  declineDonationInput,
  donationDetail,
  donationIdInput,
  donationPage,
  exportAppealsInput,
  exportDonationsInput,
  listAppealsInput,
  listDonationsInput,
  offerDonationInput,
  publishAppealInput,
  valueDonationInput,
} from '@/server/domain/disposition/collection';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { closeAppeal, exportAppeals, listAppeals, publishAppeal } from './appeals.ts';
import { acceptDonation, agreeDonation, declineDonation, offerDonation, valueDonation } from './donations.ts';
import { exportDonations, getDonation, listDonations, printAgreement, printCertificate } from './list-donations.ts';

const moved = z.object({ rowVersion: z.number() });

/** A part of the router `disposition`. */
export const collectionProcedures = {
  appeals: tenantProcedure('disposition.read')
    .input(listAppealsInput)
    .output(appealPage)
    .query(({ ctx, input }) => listAppeals(ctx.tdb, ctx.scope, input)),
  downloadAppeals: tenantProcedure('disposition.read')
    .input(exportAppealsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportAppeals(ctx.tdb, ctx.scope, ctx.objects, input)),
  publishAppeal: creatingProcedure('disposition.collect')
    .input(publishAppealInput)
    .output(z.object({ appealId: uuid }))
    .mutation(({ ctx, input }) => publishAppeal(ctx.tdb, ctx.scope, input)),
  closeAppeal: tenantProcedure('disposition.collect')
    .input(appealIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => closeAppeal(ctx.tdb, ctx.scope, input)),
  donations: tenantProcedure('disposition.read')
    .input(listDonationsInput)
    .output(donationPage)
    .query(({ ctx, input }) => listDonations(ctx.tdb, ctx.scope, input)),
  donationById: tenantProcedure('disposition.read')
    .input(donationIdInput)
    .output(donationDetail)
    .query(({ ctx, input }) => getDonation(ctx.tdb, ctx.scope, input)),
  offerDonation: creatingProcedure('disposition.collect')
    .input(offerDonationInput)
    .output(z.object({ donationId: uuid, donationNumber: z.string() }))
    .mutation(({ ctx, input }) => offerDonation(ctx.tdb, ctx.scope, input)),
  valueDonation: tenantProcedure('disposition.collect')
    .input(valueDonationInput)
    .output(moved)
    .mutation(({ ctx, input }) => valueDonation(ctx.tdb, ctx.scope, input)),
  agreeDonation: tenantProcedure('disposition.collect')
    .input(agreeDonationInput)
    .output(moved)
    .mutation(({ ctx, input }) => agreeDonation(ctx.tdb, ctx.scope, input)),
  declineDonation: tenantProcedure('disposition.collect')
    .input(declineDonationInput)
    .output(moved)
    .mutation(({ ctx, input }) => declineDonation(ctx.tdb, ctx.scope, input)),
  acceptDonation: creatingProcedure('disposition.collect')
    .input(acceptDonationInput)
    .output(z.object({ accessionId: uuid, certificateNumber: z.string() }))
    .mutation(({ ctx, input }) => acceptDonation(ctx.tdb, ctx.scope, input)),
  downloadDonations: tenantProcedure('disposition.read')
    .input(exportDonationsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDonations(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadAgreement: tenantProcedure('disposition.collect')
    .input(donationIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => printAgreement(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadCertificate: tenantProcedure('disposition.collect')
    .input(donationIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => printCertificate(ctx.tdb, ctx.scope, ctx.objects, input)),
};
