import type { JobRow } from '@/db/queries/job-list.queries';
import { type JobState, type JobView, jobFileResult } from '@/server/domain/platform/job';
import type { TenantScope } from '@/server/tenancy/scope';

/** The stored object that a finished job made for this person. A file belongs to who asked for it and to nobody else. */
export const fileOfJob = (row: JobRow, scope: TenantScope): string | null => {
  if (row.state !== 'done' || row.requestedBy === null || row.requestedBy !== scope.accountId) return null;
  const result = jobFileResult.safeParse(row.result);
  return result.success ? result.data.objectId : null;
};

/** Payload and result stay on the server: they may hold more than the viewer may read. */
export const toJobView = (row: JobRow, scope: TenantScope): JobView => ({
  id: row.id,
  name: row.name,
  state: row.state as JobState,
  attempts: row.attempts,
  progressDone: row.progressDone,
  progressTotal: row.progressTotal,
  errorCode: row.errorCode,
  requestedByName: row.requestedByName,
  createdAt: row.createdAt,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
  canRetry: row.state === 'failed' && scope.permissions.has('job.retry'),
  hasFile: fileOfJob(row, scope) !== null,
});
