import { sql } from 'kysely';
import type { ProgressAxis } from '@/server/domain/digital/digitisation-progress';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';
import type { Walk } from './paging.ts';

export interface ProgressSums {
  key: string;
  label: string;
  total: number;
  done: number;
  running: number;
  excluded: number;
  bornDigital: number;
  frames: number;
  pages: number;
}
const AXES: Record<ProgressAxis, { key: string; label: string }> = {
  year: { key: 'i.filing_year::text', label: 'i.filing_year::text' },
  category: { key: 'i.category_code', label: 'i.category_code' },
  fonds: { key: 'i.fonds_id::text', label: "f.number || ' ' || f.name" },
};

/** 卷 and 件 outside volumes that are here, in one pass over the catalogue. Frames are counted where they are linked. */
export const sumProgress = async (tdb: TenantDb, tenantId: number, axis: ProgressAxis): Promise<ProgressSums[]> => {
  const { key, label } = AXES[axis];
  const { rows } = await sql<ProgressSums>`
    with frames as (
      select item_id, count(*) filter (where pages_covered > 0) as frames, sum(pages_covered) as pages from scan_page
      where tenant_id = ${tenantId} and link_state = 'linked' group by item_id),
    born as (
      select distinct item_id from digital_file where tenant_id = ${tenantId} and state = 'stored' and creation_method = 'born_digital')
    select ${sql.raw(key)} as key, ${sql.raw(label)} as label, count(*)::int as total,
      (count(*) filter (where s.done_on is not null))::int as done,
      (count(*) filter (where d.item_id is not null and s.done_on is null))::int as running,
      (count(*) filter (where s.excluded_on is not null))::int as excluded,
      (count(*) filter (where b.item_id is not null))::int as born_digital,
      coalesce(sum(p.frames), 0)::int as frames, coalesce(sum(p.pages), 0)::int as pages
    from archive_item i join fonds f on f.tenant_id = i.tenant_id and f.id = i.fonds_id
      left join item_scan s on s.tenant_id = i.tenant_id and s.item_id = i.id
      left join digitisation_item d on d.tenant_id = i.tenant_id and d.item_id = i.id and d.is_active
      left join frames p on p.item_id = i.id left join born b on b.item_id = i.id
    where i.tenant_id = ${tenantId} and i.state = 'filed' and i.left_on is null and (i.level in ('volume', 'register') or i.parent_id is null)
    group by 1, 2 order by 1 desc limit 2000`.execute(tdb);
  return rows;
};

export interface ProposalRow {
  itemId: string;
  referenceCode: string;
  title: string;
  filingYear: number;
  categoryCode: string;
  pageCount: number | null;
  outs: number;
  boxOuts: number;
  looks: number;
  lastOn: string | null;
  score: number;
}
/**
 * Records that are not scanned, by how often they were asked for in three years: each time that the record was handed
 * out counts three, a look under a grant two, and its box being handed out one, for that may have been for another.
 */
export const listProposals = async (
  tdb: TenantDb,
  tenantId: number,
  options: {
    categoryCode?: string | undefined;
    after: readonly [number, string] | undefined;
    direction: Walk;
    limit: number;
  },
): Promise<ProposalRow[]> => {
  const { after, direction, categoryCode, limit } = options;
  const isBack = direction === 'before';
  const beyondCursor = after
    ? isBack
      ? sql`where (r.score > ${after[0]} or (r.score = ${after[0]} and r.item_id < ${after[1]}::uuid))`
      : sql`where (r.score < ${after[0]} or (r.score = ${after[0]} and r.item_id > ${after[1]}::uuid))`
    : sql``;
  const { rows } = await sql<ProposalRow>`
    with asked as (
      select o.item_id, count(*) as outs, 0 as box_outs, 0 as looks, max(o.out_on) as last_on from storage_out o
      where o.tenant_id = ${tenantId} and o.item_id is not null and o.out_on > (now() - interval '3 years')::date
        and not exists (select 1 from digitisation_item x where x.tenant_id = o.tenant_id and x.out_id = o.id) group by o.item_id
      union all
      select i.id, 0, count(*), 0, max(o.out_on) from storage_out o join archive_item i on i.tenant_id = o.tenant_id and i.box_id = o.box_id
      where o.tenant_id = ${tenantId} and o.box_id is not null and o.out_on > (now() - interval '3 years')::date group by i.id
      union all
      select e.object_id::uuid, 0, 0, count(*), max((e.at at time zone 'Asia/Shanghai')::date) from audit_event e
      where e.tenant_id = ${tenantId} and e.object_kind = 'archive_item' and e.object_id is not null and e.grant_id is not null and e.actor_tenant_id <> ${tenantId}
        and e.action in ('archive.grantedById', 'digital.grantedView') and e.at > now() - interval '3 years' group by e.object_id),
    summed as (
      select item_id, sum(outs)::int as outs, sum(box_outs)::int as box_outs, sum(looks)::int as looks, max(last_on) as last_on from asked group by item_id)
    select * from (
      select i.id as item_id, i.reference_code, i.title, i.filing_year::int as filing_year, i.category_code, i.page_count, u.outs, u.box_outs, u.looks, u.last_on,
        (3 * u.outs + 2 * u.looks + u.box_outs)::int as score
      from summed u join archive_item i on i.tenant_id = ${tenantId} and i.id = u.item_id
      where i.state = 'filed' and i.left_on is null ${categoryCode ? sql`and ${inCategory(categoryCode, 'i')}` : sql``}
        and not exists (select 1 from item_scan s where s.tenant_id = i.tenant_id and s.item_id = i.id)
        and not exists (select 1 from digitisation_item d where d.tenant_id = i.tenant_id and d.item_id = i.id and d.is_active)) r
    ${beyondCursor} order by ${isBack ? sql`r.score asc, r.item_id desc` : sql`r.score desc, r.item_id asc`} limit ${limit}`.execute(
    tdb,
  );
  return rows;
};
