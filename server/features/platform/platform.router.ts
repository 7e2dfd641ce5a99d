import { z } from 'zod';
import {
  auditEventPage,
  auditFilter,
  auditSealPage,
  listAuditEventsInput,
  listAuditSealsInput,
} from '@/server/domain/platform/audit-log';
import { jobPage, jobView, listJobsInput } from '@/server/domain/platform/job';
import { listNoticesInput, markNoticesReadInput, noticePage } from '@/server/domain/platform/notice';
import { listTodosInput, todoPage } from '@/server/domain/platform/todo';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { router, tenantProcedure } from '@/server/trpc/init';
import { completeTodo } from './complete-todo.ts';
import { downloadAuditLog } from './download-audit-log.ts';
import { downloadJobResult } from './download-job-result.ts';
import { listAuditEvents, listAuditSeals } from './list-audit-events.ts';
import { getJob, listJobs } from './list-jobs.ts';
import { listNotices } from './list-notices.ts';
import { listTodos } from './list-todos.ts';
import { markNoticesRead } from './mark-notices-read.ts';
import { retryJob } from './retry-job.ts';

const byId = z.strictObject({ id: uuid });

export const platformRouter = router({
  todos: tenantProcedure('workspace.enter')
    .input(listTodosInput)
    .output(todoPage)
    .query(({ ctx, input }) => listTodos(ctx.tdb, ctx.scope, input)),
  completeTodo: tenantProcedure('workspace.enter')
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => completeTodo(ctx.tdb, ctx.scope, input)),
  notices: tenantProcedure('workspace.enter')
    .input(listNoticesInput)
    .output(noticePage)
    .query(({ ctx, input }) => listNotices(ctx.tdb, ctx.scope, input)),
  markNoticesRead: tenantProcedure('workspace.enter')
    .input(markNoticesReadInput)
    .output(z.object({ marked: z.number().int() }))
    .mutation(({ ctx, input }) => markNoticesRead(ctx.tdb, ctx.scope, input)),
  jobs: tenantProcedure('job.read')
    .input(listJobsInput)
    .output(jobPage)
    .query(({ ctx, input }) => listJobs(ctx.tdb, ctx.scope, input)),
  jobById: tenantProcedure('job.read')
    .input(byId)
    .output(jobView)
    .query(({ ctx, input }) => getJob(ctx.tdb, ctx.scope, input)),
  retryJob: tenantProcedure('job.retry')
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => retryJob(ctx.tdb, ctx.scope, input)),
  downloadJobResult: tenantProcedure('job.read')
    .input(byId)
    .output(fileReference)
    .query(({ ctx, input }) => downloadJobResult(ctx.tdb, ctx.scope, input)),
  auditEvents: tenantProcedure('audit.readGrantReads')
    .input(listAuditEventsInput)
    .output(auditEventPage)
    .query(({ ctx, input }) => listAuditEvents(ctx.tdb, ctx.scope, input)),
  auditSeals: tenantProcedure('audit.read')
    .input(listAuditSealsInput)
    .output(auditSealPage)
    .query(({ ctx, input }) => listAuditSeals(ctx.tdb, ctx.scope, input)),
  downloadAuditLog: tenantProcedure('audit.read')
    .input(z.strictObject(auditFilter))
    .output(fileReference)
    .query(({ ctx, input }) => downloadAuditLog(ctx.tdb, ctx.scope, ctx.objects, input)),
});
