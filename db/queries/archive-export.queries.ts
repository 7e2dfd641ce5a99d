import type { TenantDb } from '../client.ts';

export interface PersonJobRow {
  state: string;
  progressDone: number;
  result: unknown;
  errorCode: string | null;
}

/** A job of one of some kinds that this person asked for. */
export const findJobOfPerson = (
  tdb: TenantDb,
  key: { tenantId: number; accountId: string; id: string; names: readonly string[] },
): Promise<PersonJobRow | undefined> =>
  tdb
    .selectFrom('jobRun')
    .select(['state', 'progressDone', 'result', 'errorCode'])
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('name', 'in', [...key.names])
    .where('requestedBy', '=', key.accountId)
    .executeTakeFirst();
