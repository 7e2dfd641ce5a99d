import { archiveRouter } from '@/server/features/archive/archive.router';
import { workspaceRouter } from '@/server/features/workspace/workspace.router';
import { trainingRouter } from '@/server/features/training/training.router';
import { useRouter } from '@/server/features/use/use.router';
import { guidanceRouter } from '@/server/features/guidance/guidance.router';
import { figureRouter } from '@/server/features/figure/figure.router';
import { createCallerFactory, router } from './init.ts';

export const appRouter = router({
  archive: archiveRouter,
  workspace: workspaceRouter,
  figure: figureRouter,
  guidance: guidanceRouter,
  use: useRouter,
  training: trainingRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
