import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { type DistrictQuestion, districtUnits } from './district-lines.ts';

/* 重点领域: which field a unit was put into, and the lines of the district table added up by field. */

export interface FieldRow {
  field: string;
  units: number;
  inspected: number;
  guided: number;
  filingClosed: number;
  overdueUnits: number;
  openFindings: number;
  filing: number | null;
  score: number | null;
  hours: number;
}

/** One line a field that has a unit. The same lines as the table of units: a number and its rows cannot differ. */
export const readFields = async (tdb: TenantDb, question: DistrictQuestion): Promise<FieldRow[]> => {
  const { rows } = await sql<FieldRow>`
    select u.field, count(*)::int as units, (count(*) filter (where u.inspected_this_year > 0))::int as inspected,
      (count(*) filter (where u.guided_this_year))::int as guided, (count(*) filter (where u.filing_state = 'closed'))::int as filing_closed,
      (count(*) filter (where u.light = 'overdue'))::int as overdue_units, sum(u.open_findings)::int as open_findings,
      round(100.0 * sum(u.filing_accepted) / nullif(sum(u.filing_expected), 0), 1)::float8 as filing,
      round(avg(u.last_score)::numeric, 1)::float8 as score, round((sum(u.training_hours) / count(*))::numeric, 1)::float8 as hours
    from ${districtUnits(question)} u group by u.field order by u.field limit 20`.execute(tdb);
  return rows;
};

export const saveUnitFields = async (
  tdb: TenantDb,
  key: { tenantId: number; field: string; setBy: string; setByName: string },
  unitTenantIds: readonly number[],
): Promise<void> => {
  await sql`
    insert into unit_field (tenant_id, unit_tenant_id, field, set_by, set_by_name)
    select ${key.tenantId}::int, u.id, ${key.field}, ${key.setBy}::uuid, ${key.setByName}
    from unnest(${unitTenantIds as number[]}::int[]) as u (id)
    on conflict (tenant_id, unit_tenant_id) do update
      set field = excluded.field, set_by = excluded.set_by, set_by_name = excluded.set_by_name, set_at = now()`.execute(
    tdb,
  );
};

/** The units go by their kind and name again. */
export const forgetUnitFields = async (
  tdb: TenantDb,
  tenantId: number,
  unitTenantIds: readonly number[],
): Promise<void> => {
  await tdb
    .deleteFrom('unitField')
    .where('tenantId', '=', tenantId)
    .where('unitTenantId', 'in', [...unitTenantIds])
    .execute();
};
