import { type ExpressionBuilder, type ReferenceExpression, type SelectQueryBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { GrantDb, TenantDb } from '../client.ts';
import type { DB } from '../schema.gen.ts';

export type Walk = 'after' | 'before';

/** Which way an index is walked for a page in the given order. */
export const walkOrder = (order: 'asc' | 'desc', direction: Walk): 'asc' | 'desc' => {
  if (direction === 'after') return order;
  return order === 'asc' ? 'desc' : 'asc';
};

/** What lies beyond the cursor on that walk. */
export const beyond = (order: 'asc' | 'desc', direction: Walk): '>' | '<' =>
  walkOrder(order, direction) === 'asc' ? '>' : '<';

/** Counts up to the cap: beyond it a list says "more than". */
export const countUpToCap = async <D, T extends keyof D, O>(
  tdb: TenantDb | GrantDb,
  rows: SelectQueryBuilder<D, T, O>,
): Promise<number> => {
  // A query over tables under other names is one over the same database.
  const counted = await tdb
    .selectFrom((rows.limit(COUNT_CAP) as unknown as SelectQueryBuilder<DB, keyof DB, O>).as('r'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

/** `%text%` with the wildcards of the typed text taken as letters. */
export const containing = (typed: string): string => `%${typed.replace(/[\\%_]/g, (found) => `\\${found}`)}%`;

/** Days of a year, as a condition on a date column that an index serves. */
export const inYear =
  <T extends keyof DB>(column: ReferenceExpression<DB, T>, year: number) =>
  (eb: ExpressionBuilder<DB, T>) =>
    eb.and([
      eb(column, '>=', sql<never>`make_date(${year}, 1, 1)`),
      eb(column, '<=', sql<never>`make_date(${year}, 12, 31)`),
    ]);
