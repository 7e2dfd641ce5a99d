import {
  exportPlatformChecksInput,
  listPlatformChecksInput,
  platformCheckPage,
} from '@/server/domain/inspection/platform-check';
import { fileReference } from '@/server/domain/shared/file-reference';
import { router, tenantProcedure } from '@/server/trpc/init';
import { exportPlatformChecks, listPlatformChecksOf } from './platform-checks.ts';

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
});
