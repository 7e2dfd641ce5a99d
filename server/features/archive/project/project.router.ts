import { z } from 'zod';
import { listProjectsInput, projectInput, projectRow, projectView } from '@/server/domain/archive/project';
import { fileReference } from '@/server/domain/shared/file-reference';
import { tenantProcedure } from '@/server/trpc/init';
import { downloadProjects, getProject, listProjects } from './list-projects.ts';

/** 科技档案 by project, part of the router `archive`. */
export const projectProcedures = {
  projects: tenantProcedure('archive.read')
    .input(listProjectsInput)
    .output(z.array(projectRow))
    .query(({ ctx, input }) => listProjects(ctx.tdb, ctx.scope, input)),
  projectByKey: tenantProcedure('archive.read')
    .input(projectInput)
    .output(projectView)
    .query(({ ctx, input }) => getProject(ctx.tdb, ctx.scope, input)),
  downloadProjects: tenantProcedure('archive.read')
    .input(listProjectsInput)
    .output(fileReference)
    .query(({ ctx, input }) => downloadProjects(ctx.tdb, ctx.scope, ctx.objects, input)),
};
