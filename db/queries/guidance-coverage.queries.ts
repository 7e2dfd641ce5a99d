import { type RawBuilder, sql } from 'kysely';
import { LOW_SCORE } from '@/server/domain/guidance/guidance-vocabulary';
import type { TenantDb } from '../client.ts';
import { type DistrictQuestion, districtUnits } from './district-lines.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/*
 * 指导覆盖. What speaks for guiding a unit is read from the lines of 立档单位一览, from its open questions and from the
 * office's own marks. An archives has no lines below it: it guides the units that transfer to it.
 */

export interface CoverageRow {
  tenantId: number;
  name: string;
  kind: string;
  place: string | null;
  times: number;
  visits: number;
  lastGuidedOn: string | null;
  reasons: string[];
  weight: number;
  mark: string | null;
  markReason: string;
  markVersion: number;
}

const lines = (question: DistrictQuestion): RawBuilder<unknown> => {
  const { tenantId, on } = question;
  return sql`
  units as materialized (
    select n.tenant_id, n.name, n.kind, coalesce(n.tile_name, n.parent_name) as place, n.last_score, n.open_findings,
      n.overdue_findings, n.filing_state
    from ${districtUnits(question)} n where n.kind <> 'vendor'
    union all
    select p.tenant_id, p.name, p.kind, null, null, 0, 0, 'open' from transfer_partners() p
    where not p.is_archives and p.tenant_id not in (select k.tenant_id from known_tenants(${on}::date) k where k.depth > 0)),
  given as (
    select g.subject_tenant_id, max(g.guided_on) as last_on,
      (count(*) filter (where g.guided_on >= date_trunc('year', ${on}::date)))::int as times,
      (count(*) filter (where g.guided_on >= date_trunc('year', ${on}::date) and g.mode in ('onsite', 'model')))::int as visits
    from guidance_event g where g.tenant_id = ${tenantId} and g.state = 'done' and g.subject_tenant_id is not null
      and g.guided_on <= ${on}::date group by 1),
  asking as (
    select d.tenant_id, count(*)::int as questions from dispatch d
    where d.addressee_tenant_id = ${tenantId} and d.kind = 'question' and d.dispatched_at is not null
      and not exists (select 1 from dispatch a where a.tenant_id = ${tenantId} and a.kind = 'answer' and a.in_reply_to = d.id)
    group by 1),
  known as (
    select u.tenant_id, u.name, u.kind, u.place, coalesce(g.times, 0) as times, coalesce(g.visits, 0) as visits,
      g.last_on as last_guided_on, m.mark, coalesce(m.reason, '') as mark_reason, coalesce(m.row_version, 0) as mark_version,
      array_remove(array[
        case when u.overdue_findings > 0 then 'overdue' end, case when m.mark is not null then 'marked' end,
        case when q.questions > 0 then 'asked' end, case when u.filing_state = 'late' then 'late' end,
        case when u.last_score < ${LOW_SCORE} then 'lowScore' end,
        case when u.open_findings > 0 and u.overdue_findings = 0 then 'open' end,
        case when coalesce(g.times, 0) = 0 then 'never' end], null) as reasons
    from units u left join given g on g.subject_tenant_id = u.tenant_id left join asking q on q.tenant_id = u.tenant_id
    left join guidance_mark m on m.tenant_id = ${tenantId} and m.unit_tenant_id = u.tenant_id),
  weighed as materialized (
    select k.*, (case when 'overdue' = any (k.reasons) then 64 else 0 end + case when 'marked' = any (k.reasons) then 32 else 0 end
      + case when 'asked' = any (k.reasons) then 16 else 0 end + case when 'late' = any (k.reasons) then 8 else 0 end
      + case when 'lowScore' = any (k.reasons) then 4 else 0 end + case when 'open' = any (k.reasons) then 2 else 0 end)
      -- Whoever was never guided comes before those who were, with the same reasons or none.
      * 2 + case when k.times = 0 then 1 else 0 end as weight
    from known k)`;
};

export interface CoverageFilter {
  kind?: string | undefined;
  place?: string | undefined;
  guided?: 'yes' | 'no' | 'notVisited' | undefined;
  reason?: string | undefined;
  q?: string | undefined;
}

const conditions = ({ kind, place, guided, reason, q }: CoverageFilter): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (kind) parts.push(sql`w.kind = ${kind}`);
  if (place) parts.push(sql`w.place = ${place}`);
  if (guided === 'yes') parts.push(sql`w.times > 0`);
  if (guided === 'no') parts.push(sql`w.times = 0`);
  if (guided === 'notVisited') parts.push(sql`w.visits = 0`);
  if (reason) parts.push(sql`${reason} = any (w.reasons)`);
  if (q) parts.push(sql`w.name ilike ${containing(q)}`);
  return sql.join(parts, sql` and `);
};

export interface CoverageSums {
  total: number;
  kinds: { kind: string; units: number; guided: number; visited: number; marked: number; markedGuided: number }[];
  places: string[];
}

/** A page, the unit with the weightiest reasons first, and the sums over all units whatever the filter. */
export const readCoverage = async (
  tdb: TenantDb,
  question: DistrictQuestion,
  filter: CoverageFilter,
  page: { cursor: [number, number] | undefined; direction: Walk; limit: number },
): Promise<{ rows: CoverageRow[]; sums: CoverageSums }> => {
  const { cursor, direction, limit } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (w.weight, w.tenant_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::int, ${cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<{ page: CoverageRow[] | null } & CoverageSums>`
    with ${lines(question)},
    shown as (select w.* from weighed w where ${conditions(filter)} ${past}
      order by w.weight ${order}, w.tenant_id ${order} limit ${limit + 1}),
    by_kind as (select w.kind, count(*)::int as units, (count(*) filter (where w.times > 0))::int as guided,
      (count(*) filter (where w.visits > 0))::int as visited, (count(*) filter (where w.mark is not null))::int as marked,
      (count(*) filter (where w.mark is not null and w.times > 0))::int as marked_guided from weighed w group by 1)
    select (select count(*)::int from weighed w where ${conditions(filter)}) as total,
      (select json_agg(json_build_object('tenantId', s.tenant_id, 'name', s.name, 'kind', s.kind, 'place', s.place,
        'times', s.times, 'visits', s.visits, 'lastGuidedOn', s.last_guided_on, 'reasons', s.reasons, 'weight', s.weight,
        'mark', s.mark, 'markReason', s.mark_reason, 'markVersion', s.mark_version)
        order by s.weight ${order}, s.tenant_id ${order}) from shown s) as page,
      (select coalesce(json_agg(json_build_object('kind', b.kind, 'units', b.units, 'guided', b.guided, 'visited', b.visited,
        'marked', b.marked, 'markedGuided', b.marked_guided) order by b.kind), '[]') from by_kind b) as kinds,
      (select coalesce(json_agg(p.place order by p.place), '[]') from (select distinct w.place from weighed w
        where w.place is not null) p) as places`.execute(tdb);
  const [row] = rows;
  if (!row) throw new Error('coverage answers one row');
  const { page: shown, ...sums } = row;
  return { rows: shown ?? [], sums };
};

export interface PlanRow {
  unitKind: string;
  targetUnits: number;
  note: string;
  rowVersion: number;
}
export const listGuidancePlans = (tdb: TenantDb, tenantId: number, year: number): Promise<PlanRow[]> =>
  tdb
    .selectFrom('guidancePlan')
    .select(['unitKind', 'targetUnits', 'note', 'rowVersion'])
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .orderBy('unitKind')
    .limit(20)
    .execute();

/** Answers whether it was written: a plan is new, or stands at the version that was seen. */
export const saveGuidancePlan = async (
  tdb: TenantDb,
  key: { tenantId: number; year: number; unitKind: string; rowVersion: number },
  to: { targetUnits: number; note: string; updatedByName: string },
): Promise<boolean> => {
  const { rowVersion, ...row } = key;
  if (rowVersion === 0) {
    const added = await tdb
      .insertInto('guidancePlan')
      .values({ ...row, ...to })
      .onConflict((conflict) => conflict.columns(['tenantId', 'year', 'unitKind']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tdb
    .updateTable('guidancePlan')
    .set({ ...to, updatedAt: sql`now()`, rowVersion: rowVersion + 1 })
    .where('tenantId', '=', row.tenantId)
    .where('year', '=', row.year)
    .where('unitKind', '=', row.unitKind)
    .where('rowVersion', '=', rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

/** The same for 急重难 marks. */
export const saveGuidanceMark = async (
  tdb: TenantDb,
  key: { tenantId: number; unitTenantId: number; rowVersion: number },
  to: { mark: string | null; reason: string; updatedByName: string },
): Promise<boolean> => {
  const { rowVersion, ...row } = key;
  if (rowVersion === 0) {
    const added = await tdb
      .insertInto('guidanceMark')
      .values({ ...row, ...to })
      .onConflict((conflict) => conflict.columns(['tenantId', 'unitTenantId']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tdb
    .updateTable('guidanceMark')
    .set({ ...to, updatedAt: sql`now()`, rowVersion: rowVersion + 1 })
    .where('tenantId', '=', row.tenantId)
    .where('unitTenantId', '=', row.unitTenantId)
    .where('rowVersion', '=', rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};
