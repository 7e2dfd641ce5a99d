import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/**
 * Takes the next numbers of a scope and answers the first of them. The counter's row stays locked until the transaction
 * ends, so numbers are given in turn, and a rolled back transaction gives its numbers back: no gap, no double.
 * A scope that is counted for the first time goes on after the highest code that stands there already, or stood there
 * before it was retired.
 * @param codePrefix sort key of the scope's codes up to the number
 */
export const takeNumbers = async (
  tdb: TenantDb,
  tenantId: number,
  scope: string,
  codePrefix: string,
  count: number,
): Promise<number> => {
  const { rows } = await sql<{ last: number }>`
    insert into number_counter as c (tenant_id, scope, last_number)
    values (${tenantId}, ${scope}, ${count} + greatest(0, (
      select substring(i.code_sort from ${codePrefix.length + 1} for 8)::int from archive_item i
      where i.tenant_id = ${tenantId} and i.code_sort > ${codePrefix} collate "C" and i.code_sort < ${`${codePrefix}:`} collate "C"
      order by i.code_sort desc limit 1), (
      select substring(h.old_sort from ${codePrefix.length + 1} for 8)::int from archive_code_history h
      where h.tenant_id = ${tenantId} and h.old_sort > ${codePrefix} collate "C" and h.old_sort < ${`${codePrefix}:`} collate "C"
      order by h.old_sort desc limit 1)))
    on conflict (tenant_id, scope) do update set last_number = c.last_number + ${count}
    returning last_number as last`.execute(tdb);
  return (rows[0]?.last ?? count) - count + 1;
};

/** Numbers that came with their codes: counting goes on after the highest. Scopes are locked in one order. */
export const raiseNumbers = async (
  tdb: TenantDb,
  tenantId: number,
  highest: ReadonlyMap<string, number>,
): Promise<void> => {
  if (highest.size === 0) return;
  const scopes = [...highest.keys()].sort();
  await sql`
    insert into number_counter as c (tenant_id, scope, last_number)
    select ${tenantId}, t.scope, t.number from unnest(${scopes}::text[], ${scopes.map((scope) => highest.get(scope) ?? 0)}::int[]) as t (scope, number) order by t.scope
    on conflict (tenant_id, scope) do update set last_number = greatest(c.last_number, excluded.last_number)`.execute(
    tdb,
  );
};
