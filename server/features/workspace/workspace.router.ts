import { currentWorkspaceView } from '@/server/domain/tenancy/workspace';
import { router, tenantProcedure } from '@/server/trpc/init';
import { getCurrentWorkspace } from './get-current-workspace.ts';

export const workspaceRouter = router({
  current: tenantProcedure('workspace.enter')
    .output(currentWorkspaceView)
    .query(({ ctx }) => getCurrentWorkspace(ctx.tdb, ctx.scope)),
});
