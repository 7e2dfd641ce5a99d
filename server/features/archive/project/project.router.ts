import { z } from 'zod';
import {
  incompleteFilter,
  incompletePage,
  listIncompleteInput,
  listNumberGapsInput,
  numberGapFilter,
  numberGapPage,
} from '@/server/domain/archive/incomplete';
import { listProjectsInput, projectInput, projectRow, projectView } from '@/server/domain/archive/project';
import { fileReference } from '@/server/domain/shared/file-reference';
import { tenantProcedure } from '@/server/trpc/init';
import { downloadIncomplete, downloadNumberGaps, listIncomplete, listNumberGaps } from './list-incomplete.ts';
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
  incomplete: tenantProcedure('archive.read')
    .input(listIncompleteInput)
    .output(incompletePage)
    .query(({ ctx, input }) => listIncomplete(ctx.tdb, ctx.scope, input)),
  downloadIncomplete: tenantProcedure('archive.read')
    .input(incompleteFilter)
    .output(fileReference)
    .query(({ ctx, input }) => downloadIncomplete(ctx.tdb, ctx.scope, ctx.objects, input)),
  numberGaps: tenantProcedure('archive.read')
    .input(listNumberGapsInput)
    .output(numberGapPage)
    .query(({ ctx, input }) => listNumberGaps(ctx.tdb, ctx.scope, input)),
  downloadNumberGaps: tenantProcedure('archive.read')
    .input(numberGapFilter)
    .output(fileReference)
    .query(({ ctx, input }) => downloadNumberGaps(ctx.tdb, ctx.scope, ctx.objects, input)),
};
