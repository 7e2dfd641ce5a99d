import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 任务 as its tenant sees it. What a worker does with the rows stands in job-run.queries.ts. */

export interface JobRow {
  id: string;
  name: string;
  state: string;
  attempts: number;
  progressDone: number;
  progressTotal: number | null;
  result: unknown;
  errorCode: string | null;
  requestedBy: string | null;
  requestedByName: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

const jobs = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('jobRun')
    .select(['id', 'name', 'state', 'attempts', 'progressDone', 'progressTotal', 'result', 'errorCode', 'requestedBy'])
    .select(['requestedByName', 'createdAt', 'startedAt', 'finishedAt'])
    .where('tenantId', '=', tenantId);

export const listJobRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { states: readonly string[] | undefined; requestedBy: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<JobRow[]> => {
  let query = jobs(tdb, tenantId);
  if (filter.states) query = query.where('state', 'in', [...filter.states]);
  if (filter.requestedBy) query = query.where('requestedBy', '=', filter.requestedBy);
  const { cursor } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'id'), beyond('desc', page.direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', page.direction);
  return query
    .orderBy('createdAt', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const findJobRow = (tdb: TenantDb, tenantId: number, id: string): Promise<JobRow | undefined> =>
  jobs(tdb, tenantId).where('id', '=', id).executeTakeFirst();

/** Owes a failed job once more, from its first attempt. Answers its name; nothing when it has not failed. */
export const oweAgain = (tdb: TenantDb, tenantId: number, id: string): Promise<{ name: string } | undefined> =>
  tdb
    .updateTable('jobRun')
    .set({ state: 'owed', attempts: 0, availableAt: sql`now()`, rungAt: null, startedAt: null, finishedAt: null })
    .set({ errorCode: null, errorDetail: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('name')
    .executeTakeFirst();
