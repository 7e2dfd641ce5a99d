import { archiveRouter } from '@/server/features/archive/archive.router';
import { digitalRouter } from '@/server/features/digital/digital.router';
import { figureRouter } from '@/server/features/figure/figure.router';
import { guidanceRouter } from '@/server/features/guidance/guidance.router';
import { sessionRouter } from '@/server/features/identity/session.router';
import { inspectionRouter } from '@/server/features/inspection/inspection.router';
import { platformRouter } from '@/server/features/platform/platform.router';
import { dispatchRouter } from '@/server/features/tenancy/dispatch.router';
import { grantsRouter } from '@/server/features/tenancy/grants.router';
import { tenancyRouter } from '@/server/features/tenancy/tenancy.router';
import { trainingRouter } from '@/server/features/training/training.router';
import { useRouter } from '@/server/features/use/use.router';
import { workspaceRouter } from '@/server/features/workspace/workspace.router';
import { createCallerFactory, router } from './init.ts';

export const appRouter = router({
  archive: archiveRouter,
  digital: digitalRouter,
  workspace: workspaceRouter,
  session: sessionRouter,
  tenancy: tenancyRouter,
  grants: grantsRouter,
  dispatch: dispatchRouter,
  platform: platformRouter,
  figure: figureRouter,
  guidance: guidanceRouter,
  inspection: inspectionRouter,
  use: useRouter,
  training: trainingRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
