import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface InspectionOfYearRow {
  inspectionId: string;
  campaignId: string;
  campaignTitle: string;
  inspectedOn: string;
}

/** The last inspection of a unit by this office that was held in the year. */
export const findInspectionOfYear = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { subjectTenantId: number; year: number },
): Promise<InspectionOfYearRow | undefined> => {
  const { rows } = await sql<InspectionOfYearRow>`
    select i.id as inspection_id, i.campaign_id, c.title as campaign_title, h.on_day as inspected_on
    from inspection i join inspection_campaign c on c.tenant_id = i.tenant_id and c.id = i.campaign_id
    cross join lateral (select coalesce(i.inspected_on, i.closed_on, i.scheduled_on) as on_day) h
    where i.tenant_id = ${tenantId} and i.subject_tenant_id = ${asked.subjectTenantId}
      and i.state in ('inspecting', 'rectifying', 'closed')
      and h.on_day >= make_date(${asked.year}::int, 1, 1) and h.on_day < make_date(${asked.year + 1}::int, 1, 1)
    order by h.on_day desc, i.id desc limit 1`.execute(tdb);
  return rows[0];
};
