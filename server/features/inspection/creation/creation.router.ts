import { z } from 'zod';
import {
  answerProjectInput,
  listProjectsInput,
  listReceivedProjectsInput,
  projectFileRef,
  projectRef,
  projectRowView,
  projectView,
  receivedProjectRef,
  receivedProjectRowView,
  receivedProjectView,
  reportProjectInput,
  saveProjectInput,
  stopProjectInput,
} from '@/server/domain/assessment/creation';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { downloadEvidence, getProject, listProjects, reportProject, saveProject, stopProject } from './projects.ts';
import { answerProject, getReceivedProject, listReceivedProjects } from './received.ts';

const dispatchView = z.object({ dispatchId: uuid });

/** 创建工作: the unit's plan to a level, and what the office above says to its reports. */
export const creationRouter = router({
  list: tenantProcedure('inspection.answer')
    .input(listProjectsInput)
    .output(pageOf(projectRowView))
    .query(({ ctx, input }) => listProjects(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('inspection.answer')
    .input(projectRef)
    .output(projectView)
    .query(({ ctx, input }) => getProject(ctx.tdb, ctx.scope, input)),
  save: creatingProcedure('inspection.answer')
    .input(saveProjectInput)
    .output(z.object({ id: uuid, rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => saveProject(ctx.tdb, ctx.scope, input)),
  report: creatingProcedure('inspection.answer')
    .input(reportProjectInput)
    .output(dispatchView)
    .mutation(({ ctx, input }) => reportProject(ctx.tdb, ctx.scope, input)),
  stop: tenantProcedure('inspection.answer')
    .input(stopProjectInput)
    .output(z.void())
    .mutation(({ ctx, input }) => stopProject(ctx.tdb, ctx.scope, input)),
  downloadFile: tenantProcedure('inspection.answer')
    .input(projectFileRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadEvidence(ctx.tdb, ctx.scope, input)),
  received: tenantProcedure('inspection.plan')
    .input(listReceivedProjectsInput)
    .output(pageOf(receivedProjectRowView))
    .query(({ ctx, input }) => listReceivedProjects(ctx.tdb, ctx.scope, input)),
  receivedById: tenantProcedure('inspection.plan')
    .input(receivedProjectRef)
    .output(receivedProjectView)
    .query(({ ctx, input }) => getReceivedProject(ctx.tdb, ctx.scope, input)),
  answer: creatingProcedure('inspection.plan')
    .input(answerProjectInput)
    .output(dispatchView)
    .mutation(({ ctx, input }) => answerProject(ctx.tdb, ctx.scope, input)),
});
