import type { TenantDb } from '../client.ts';

/* 归档时限 of the unit where it differs from the general rule. */

export interface DeadlineRow {
  id: string;
  code: string;
  yearFrom: number;
  yearsAfter: number;
  month: number;
  day: number;
  basis: string;
}
const DEADLINE = ['id', 'code', 'yearFrom', 'yearsAfter', 'month', 'day', 'basis'] as const;

/** All of them: one for each of the seven kinds and each year there can be. */
export const listDeadlineRows = (tdb: TenantDb, tenantId: number): Promise<DeadlineRow[]> =>
  tdb
    .selectFrom('filingDeadline')
    .select(DEADLINE)
    .where('tenantId', '=', tenantId)
    .orderBy('code')
    .orderBy('yearFrom', 'desc')
    .limit(7_700)
    .execute();

/** One version of a rule a year; said again, the later word counts. */
export const upsertDeadline = (tdb: TenantDb, row: DeadlineRow & { tenantId: number }): Promise<DeadlineRow> =>
  tdb
    .insertInto('filingDeadline')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'code', 'yearFrom'])
        .doUpdateSet({ yearsAfter: row.yearsAfter, month: row.month, day: row.day, basis: row.basis }),
    )
    .returning(DEADLINE)
    .executeTakeFirstOrThrow();
