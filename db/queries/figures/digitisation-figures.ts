import { sql } from 'kysely';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';

const rowsOf = (query: ReturnType<typeof sql<FigureRecord>>): FigureRows =>
  sql`(${query})`.as('r') as unknown as FigureRows;

/** 卷、册 and 件 outside volumes; photographs by 张. */
const UNIT_OF_COUNT = sql`(i.level in ('volume', 'register') or (i.level = 'piece' and (i.parent_id is null or i.category_code = 'ZP')))`;
const heldOn = (to: string) => sql`i.accessioned_on <= ${to} and (i.left_on is null or i.left_on > ${to})`;
const isDone = (to: string) => sql`(s.done_on is not null and s.done_on <= ${to})`;
/** Kept as photographs, sound, film, objects or electronic records. */
const PAPER = sql`(i.category_code not in ('ZP', 'LY', 'LX', 'SW', 'SJ', 'YJ', 'WY', 'MT') and not exists (select 1 from digital_file e
  where e.tenant_id = i.tenant_id and e.item_id = i.id and e.state = 'stored' and e.creation_method = 'born_digital'))`;

/** DIG-01 */
export const batchesFinished = (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select b.id, b.id as open_id, null::uuid as parent_id, b.name as label, b.batch_number as detail, b.done_on as "on", 1 as amount, b.batch_number as sort_key
    from digitisation_batch b where b.tenant_id = ${tenantId} and b.state = 'done' and b.done_on between ${from} and ${to}`);

/** S1-04 */
export const newItemsScanned = (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select i.id, i.id as open_id, null::uuid as parent_id, i.title as label, i.reference_code as detail, i.accessioned_on as "on", 1 as amount, i.code_sort as sort_key
    from archive_item i join item_scan s on s.tenant_id = i.tenant_id and s.item_id = i.id
    where i.tenant_id = ${tenantId} and i.state <> 'void' and ${UNIT_OF_COUNT} and i.accessioned_on between ${from} and ${to}
      and i.published_on <= ${to} and ${isDone(to)}`);

/** S1-05 */
export const framesLinked = (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select p.id, p.item_id as open_id, null::uuid as parent_id, i.title as label, i.reference_code || ' #' || p.sequence as detail, p.linked_on as "on", 1 as amount,
      i.code_sort || lpad(p.sequence::text, 8, '0') as sort_key
    from scan_page p join archive_item i on i.tenant_id = p.tenant_id and i.id = p.item_id
    where p.tenant_id = ${tenantId} and i.state <> 'void' and p.link_state = 'linked' and p.qc_state = 'passed' and p.pages_covered > 0
      and p.linked_on between ${from} and ${to}`);

/** S2-28 */
export const pagesDigitised = (_tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select p.id, p.item_id as open_id, null::uuid as parent_id, i.title as label, i.reference_code || ' #' || p.sequence as detail, p.qc_passed_on as "on",
      p.pages_covered::int as amount, i.code_sort || lpad(p.sequence::text, 8, '0') as sort_key
    from scan_page p join archive_item i on i.tenant_id = p.tenant_id and i.id = p.item_id
    where p.tenant_id = ${tenantId} and i.state <> 'void' and ${heldOn(to)} and p.qc_state = 'passed' and p.pages_covered > 0 and p.qc_passed_on <= ${to}
    union all
    select x.origin_item_id, t.id, t.id, x.record ->> 'title', x.record ->> 'referenceCode', (t.created_at at time zone 'Asia/Shanghai')::date,
      (x.record ->> 'digitisedPages')::int, 'intake ' || x.sort_key || t.id
    from transfer_intake_item x join transfer_intake t on t.tenant_id = x.tenant_id and t.id = x.intake_id
    where x.tenant_id = ${tenantId} and t.state in ('pending_review', 'accepting', 'accepted') and x.decision <> 'returned'
      and (x.record ->> 'digitisedPages')::int > 0 and (t.created_at at time zone 'Asia/Shanghai')::date <= ${to}
      and not exists (select 1 from scan_page p where p.tenant_id = x.tenant_id and p.item_id = x.item_id and p.qc_state = 'passed')`);

const rate = (tenantId: number, to: string, base: ReturnType<typeof sql>): FigureRows =>
  rowsOf(sql<FigureRecord>`
    select i.id, i.id as open_id, null::uuid as parent_id, i.title as label, i.reference_code as detail, case when ${isDone(to)} then s.done_on end as "on",
      case when ${isDone(to)} then 1 else 0 end as amount, i.code_sort as sort_key
    from archive_item i left join item_scan s on s.tenant_id = i.tenant_id and s.item_id = i.id
    where i.tenant_id = ${tenantId} and i.state <> 'void' and ${UNIT_OF_COUNT} and ${heldOn(to)} and ${base}`);

/** S2-29: what is left out by rule is shown apart. */
export const permanentPaperRate = (_tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  rate(tenantId, to, sql`i.retention_code = 'Y' and ${PAPER} and (s.excluded_on is null or s.excluded_on > ${to})`);

/** S3-62 */
export const holdingsRate = (_tdb: TenantDb, { tenantId, to }: FigureQuestion): FigureRows =>
  rate(tenantId, to, sql`true`);
