import {
  exportPlatformChecksInput,
  listPlatformChecksInput,
  platformCheckPage,
} from '@/server/domain/inspection/platform-check';
import { readReceiptsView, receiptFileInput, receiptPreview } from '@/server/domain/inspection/platform-receipt';
import { fileReference } from '@/server/domain/shared/file-reference';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportPlatformChecks, listPlatformChecksOf } from './platform-checks.ts';
import { previewReceipts, readReceipts } from './platform-receipts.ts';

/** 监管平台报送: closed inspections by the item codes of the government supervision platform. */
export const platformCheckRouter = router({
  list: tenantProcedure('inspection.plan')
    .input(listPlatformChecksInput)
    .output(platformCheckPage)
    .query(({ ctx, input }) => listPlatformChecksOf(ctx.tdb, ctx.scope, input)),
  download: tenantProcedure('inspection.plan')
    .input(exportPlatformChecksInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportPlatformChecks(ctx.tdb, ctx.scope, ctx.objects, input)),
  previewReceipts: tenantProcedure('inspection.plan')
    .input(receiptFileInput)
    .output(receiptPreview)
    .query(({ ctx, input }) => previewReceipts(ctx.tdb, ctx.scope, ctx.objects, input)),
  readReceipts: creatingProcedure('inspection.plan')
    .input(receiptFileInput)
    .output(readReceiptsView)
    .mutation(({ ctx, input }) => readReceipts(ctx.tdb, ctx.scope, ctx.objects, input)),
});
