import { fileReference } from '@/server/domain/shared/file-reference';
import { monthBriefInput } from '@/server/domain/tenancy/brief';
import { homeView } from '@/server/domain/tenancy/home';
import { currentWorkspaceView } from '@/server/domain/tenancy/workspace';
import { router, tenantProcedure } from '@/server/trpc/init';
import { getCurrentWorkspace } from './get-current-workspace.ts';
import { getHome } from './get-home.ts';
import { printBrief } from './print-brief.ts';

export const workspaceRouter = router({
  current: tenantProcedure('workspace.enter')
    .output(currentWorkspaceView)
    .query(({ ctx }) => getCurrentWorkspace(ctx.tdb, ctx.scope)),
  home: tenantProcedure('workspace.enter')
    .output(homeView)
    .query(({ ctx }) => getHome(ctx.tdb, ctx.scope)),
  downloadBrief: tenantProcedure('figure.read')
    .input(monthBriefInput)
    .output(fileReference)
    .query(({ ctx, input }) => printBrief(ctx.tdb, ctx.scope, ctx.objects, input)),
});
