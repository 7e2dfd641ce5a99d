import { homeView } from '@/server/domain/tenancy/home';
import { currentWorkspaceView } from '@/server/domain/tenancy/workspace';
import { router, tenantProcedure } from '@/server/trpc/init';
import { getCurrentWorkspace } from './get-current-workspace.ts';
import { getHome } from './get-home.ts';

export const workspaceRouter = router({
  current: tenantProcedure('workspace.enter')
    .output(currentWorkspaceView)
    .query(({ ctx }) => getCurrentWorkspace(ctx.tdb, ctx.scope)),
  home: tenantProcedure('workspace.enter')
    .output(homeView)
    .query(({ ctx }) => getHome(ctx.tdb, ctx.scope)),
});
