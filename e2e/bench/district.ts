import { withTenantDb } from '@/db/client';
import { listDistrictInput } from '@/server/domain/inspection/district';
import { unitRecordInput } from '@/server/domain/inspection/supervision-record';
import { getReview } from '@/server/features/inspection/checklist/get-review';
import { listDistrict } from '@/server/features/inspection/district/read-table';
import { getUnitRecord } from '@/server/features/inspection/district/unit-record';
import { getInspection } from '@/server/features/inspection/get-inspection';
import { fillDistrict } from './district-rows.ts';
import { inTurn, reportTimes } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const RUNS = 40;
const AGAINST = 'SQL without row-level security';

/** The best hand-written form of the table's first page: what stands in it, past every fence. */
const tableByHand = (bureauId: number): string => `
  with u as (select s.unit_tenant_id as id, t.name, t.kind from supervision s join tenant t on t.id = s.unit_tenant_id
      where s.supervisor_tenant_id = ${bureauId} and s.valid_from <= current_date and (s.valid_to is null or s.valid_to > current_date)),
    l as (select distinct on (subject_tenant_id) subject_tenant_id as id, state, inspected_on, score_percent from inspection
      where tenant_id = ${bureauId} and state <> 'cancelled' order by subject_tenant_id, created_at desc),
    o as (select i.subject_tenant_id as id, count(*) as open, count(*) filter (where f.due_on < current_date and not exists (
        select 1 from dispatch a where a.addressee_tenant_id = ${bureauId} and a.in_reply_to = f.dispatch_id)) as late
      from finding f join inspection i on i.tenant_id = f.tenant_id and i.id = f.inspection_id
      where f.tenant_id = ${bureauId} and f.verified_on is null and f.state in ('issued', 'returned') group by 1),
    y as (select distinct on (tenant_id) tenant_id as id, state, expected_count, accepted_count from filing_year_release
      where addressee_tenant_id = ${bureauId} and filing_year = extract(year from current_date) - 1 order by tenant_id, created_at desc),
    r as (select tenant_id as id, count(*) as figures from figure_release where addressee_tenant_id = ${bureauId}
      and year = extract(year from current_date) group by 1),
    h as (select c.unit_tenant_id as id, sum(s.hours) as hours from course_session s join course_attendance c on c.tenant_id = s.tenant_id and c.session_id = s.id
      where s.tenant_id = ${bureauId} and s.held_on >= date_trunc('year', current_date) group by 1),
    g as (select subject_tenant_id as id, max(guided_on) as day from guidance_event where tenant_id = ${bureauId} and state = 'done' group by 1)
  select u.*, l.*, o.*, y.*, r.figures, h.hours, g.day from u left join l using (id) left join o using (id) left join y using (id)
    left join r using (id) left join h using (id) left join g using (id)
  order by coalesce(o.late, 0) desc, coalesce(o.open, 0) desc, u.id limit 51`;

/**
 * What a supervisor opens every morning, over all units of the scale set: the table, the record of one unit, and the
 * review page of one inspection. Each against SQL of the same question in the same run.
 */
export const benchDistrict = async (world: ScaleWorld): Promise<void> => {
  const { pools, admin, inspector } = world;
  const { inspectionId, unitSlug, unitId } = await fillDistrict(admin, inspector.tenantId, world.unitIds);
  const table = listDistrictInput.parse({});
  const times = await inTurn(
    RUNS,
    () => withTenantDb(pools, inspector, (tdb) => listDistrict(tdb, inspector, table)),
    () => admin.query(tableByHand(inspector.tenantId)),
  );
  reportTimes(`district table, ${world.unitIds.length} grants`, times, AGAINST);
  const record = unitRecordInput.parse({ unitSlug });
  const pair = `((tenant_id = ${inspector.tenantId} and addressee_tenant_id = ${unitId}) or (tenant_id = ${unitId} and addressee_tenant_id = ${inspector.tenantId}))`;
  const read = await inTurn(
    RUNS,
    () => withTenantDb(pools, inspector, (tdb) => getUnitRecord(tdb, inspector, record)),
    async () => {
      await admin.query(`select * from dispatch where ${pair} order by dispatched_at desc, id desc limit 51`);
      await admin.query(`select * from access_grant where ${pair}`);
      await admin.query(`select * from supervision_entry where ${pair}`);
      await admin.query(`select * from filing_year_release where ${pair}`);
      await admin.query(`select year, released_at, count(*) from figure_release where ${pair} group by 1, 2`);
      await admin.query(`select kind, count(*) from dispatch where ${pair} group by 1`);
    },
  );
  reportTimes('record of one unit', read, AGAINST);
  const review = await inTurn(
    RUNS,
    () =>
      withTenantDb(pools, inspector, async (tdb) => {
        await getInspection(tdb, inspector, { inspectionId });
        await getReview(tdb, inspector, { inspectionId });
      }),
    async () => {
      const of = `tenant_id = ${inspector.tenantId} and inspection_id = '${inspectionId}'`;
      await admin.query(
        `select i.*, c.*, l.items, l.sections, l.profile from inspection i join inspection_campaign c on c.tenant_id = i.tenant_id and c.id = i.campaign_id
         join checklist l on l.tenant_id = c.tenant_id and l.id = c.checklist_id where i.tenant_id = ${inspector.tenantId} and i.id = '${inspectionId}'`,
      );
      for (const from of ['finding', 'checklist_answer', 'checklist_answer_file', 'probe_run', 'record_sample'])
        await admin.query(`select * from ${from} where ${of}`);
    },
  );
  reportTimes('review page of one unit', review, AGAINST);
};
