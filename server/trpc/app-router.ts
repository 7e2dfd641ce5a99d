import { workspaceRouter } from '@/server/features/workspace/workspace.router';
import { createCallerFactory, router } from './init.ts';

export const appRouter = router({
  workspace: workspaceRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
