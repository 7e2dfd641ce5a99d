import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 监管平台报送: closed inspections with what the platform asks of each, and the catalogue of its items. */

export interface SupervisionItemRow {
  itemCode: string;
  name: string;
  legalItem: string | null;
  validFrom: string;
  validUntil: string | null;
}

/** The whole catalogue: which of its lines was in force is a question of each inspection's own day. */
export const listSupervisionItems = async (tdb: TenantDb, tenantId: number): Promise<SupervisionItemRow[]> => {
  const { rows } = await sql<SupervisionItemRow>`
    select e.said ->> 'itemCode' as item_code, e.said ->> 'name' as name, e.said ->> 'legalItem' as legal_item,
      e.entry_on as valid_from, e.until_on as valid_until
    from register_entry e where e.tenant_id = ${tenantId} and e.register_code = 'supervision_item' and e.state = 'current'
    order by 1, e.entry_on, e.id limit 2000`.execute(tdb);
  return rows;
};

export interface PlatformCheckRow {
  inspectionId: string;
  campaignId: string;
  campaignTitle: string;
  method: string;
  isRandom: boolean;
  noticeNumber: string | null;
  unitName: string;
  unitKind: string;
  inspectedOn: string | null;
  closedOn: string;
  inspectors: { name: string; certificate: string | null }[];
  result: string | null;
  demands: number;
  met: number;
  publishedAt: string | null;
  list: unknown;
  faultyCodes: string[];
  receipts: ReceiptRow[];
}

export interface ReceiptRow {
  itemCode: string;
  outcome: 'accepted' | 'returned';
  platformNumber: string | null;
  reason: string | null;
  answeredOn: string;
}

export interface PlatformCheckFilter {
  year?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  receipt?: 'none' | 'returned' | 'accepted' | undefined;
}

/** The last that the platform said of each code of an inspection `i`. */
const LAST_SAID = sql.raw(`(select distinct on (q.item_code) q.* from platform_receipt q
  where q.tenant_id = i.tenant_id and q.inspection_id = i.id order by q.item_code, q.answered_on desc, q.id desc)`);
const STANDING = {
  none: sql`not exists (select 1 from ${LAST_SAID} s)`,
  returned: sql`exists (select 1 from ${LAST_SAID} s where s.outcome = 'returned')`,
  accepted: sql`exists (select 1 from ${LAST_SAID} s) and not exists (select 1 from ${LAST_SAID} s where s.outcome = 'returned')`,
};

const condition = (
  tenantId: number,
  { year, from, to, receipt, ids }: PlatformCheckFilter & { ids?: readonly string[] | undefined },
): RawBuilder<unknown> => {
  const parts = [sql`i.tenant_id = ${tenantId} and i.state = 'closed' and i.closed_on is not null`];
  if (year) parts.push(sql`i.closed_on >= make_date(${year}, 1, 1) and i.closed_on < make_date(${year + 1}, 1, 1)`);
  if (from) parts.push(sql`i.closed_on >= ${from}::date`);
  if (to) parts.push(sql`i.closed_on <= ${to}::date`);
  if (ids) parts.push(sql`i.id = any (${[...ids]}::uuid[])`);
  if (receipt) parts.push(STANDING[receipt]);
  return sql.join(parts, sql` and `);
};

const ISSUED = sql.raw(
  "f.tenant_id = i.tenant_id and f.inspection_id = i.id and f.state not in ('draft', 'withdrawn')",
);

/** The last closed first; or some by their ids. */
export const listPlatformChecks = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PlatformCheckFilter & { ids?: readonly string[] | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<PlatformCheckRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (i.closed_on, i.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<PlatformCheckRow>`
    select i.id as inspection_id, i.campaign_id, c.title as campaign_title, c.kind as method, i.selected_by = 'random' as is_random,
      i.notice_number, i.subject_name as unit_name, i.subject_kind as unit_kind, i.inspected_on, i.closed_on, i.result,
      coalesce((select jsonb_agg(jsonb_build_object('name', i.inspector_names[a.at], 'certificate', p.certificate_number) order by a.at)
        from unnest(i.inspector_account_ids) with ordinality a(account_id, at)
        left join inspector_profile p on p.tenant_id = i.tenant_id and p.account_id = a.account_id), '[]') as inspectors,
      (select count(*)::int from finding f where ${ISSUED}) as demands,
      (select count(*)::int from finding f where ${ISSUED} and f.state = 'verified') as met,
      array(select distinct f.checklist_code from finding f where ${ISSUED}) as faulty_codes,
      (select max(b.published_at) from publication b where b.tenant_id = i.tenant_id and b.inspection_id = i.id
        and b.withdrawn_at is null) as published_at,
      l.items as list,
      coalesce((select jsonb_agg(jsonb_build_object('itemCode', s.item_code, 'outcome', s.outcome, 'platformNumber', s.platform_number,
        'reason', s.reason, 'answeredOn', s.answered_on)) from ${LAST_SAID} s), '[]') as receipts
    from inspection i
    join inspection_campaign c on c.tenant_id = i.tenant_id and c.id = i.campaign_id
    join checklist l on l.tenant_id = c.tenant_id and l.id = c.checklist_id
    where ${condition(tenantId, filter)} ${past}
    order by i.closed_on ${order}, i.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countPlatformChecks = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PlatformCheckFilter,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from inspection i where ${condition(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};
