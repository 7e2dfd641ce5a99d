import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findJobRow, listJobRows } from '@/db/queries/job-list.queries';
import type { JobView, ListJobsInput } from '@/server/domain/platform/job';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { toJobView } from './to-job-view.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** Jobs of this tenant, newest first. */
export const listJobs = async (tdb: TenantDb, scope: TenantScope, input: ListJobsInput): Promise<Page<JobView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const filter = {
    states: input.state ? [input.state] : undefined,
    requestedBy: input.mine && scope.accountId ? scope.accountId : undefined,
  };
  const read = await listJobRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  return cutPage(
    read.map((row) => toJobView(row, scope)),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    (job) => encodeCursor([job.createdAt, job.id]),
  );
};

export const getJob = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<JobView> => {
  const row = await findJobRow(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `job ${input.id} is not one of tenant ${scope.tenantId}`);
  return toJobView(row, scope);
};
