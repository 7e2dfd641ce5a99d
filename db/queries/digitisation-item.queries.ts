import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/** Filed records that are wanted in a batch: those of the tenant that are there, in the order of their codes. */
export const listWantedRecords = (
  tdb: TenantDb,
  tenantId: number,
  wanted: { itemIds?: readonly string[] | undefined; unscanned?: UnscannedChoice | undefined },
  limit: number,
): Promise<{ id: string; codeSort: string; isBusy: boolean }[]> => {
  const { itemIds, unscanned } = wanted;
  return tdb
    .selectFrom('archiveItem as i')
    .select([
      'i.id',
      'i.codeSort',
      sql<boolean>`exists (select 1 from digitisation_item d where d.tenant_id = i.tenant_id and d.item_id = i.id and d.is_active)
        or exists (select 1 from item_scan s where s.tenant_id = i.tenant_id and s.item_id = i.id)`.as('isBusy'),
    ])
    .where('i.tenantId', '=', tenantId)
    .where('i.state', '=', 'filed')
    .where('i.leftOn', 'is', null)
    .$if(itemIds !== undefined, (query) => query.where(sql<boolean>`i.id = any (${[...(itemIds ?? [])]}::uuid[])`))
    .$if(unscanned !== undefined, (query) =>
      query
        .where(inCategory(unscanned?.categoryCode ?? '', 'i'))
        .where('i.filingYear', '=', unscanned?.filingYear ?? 0)
        .where((eb) => eb.or([eb('i.level', 'in', ['volume', 'register']), eb('i.parentId', 'is', null)]))
        .where(
          sql<boolean>`not exists (select 1 from digitisation_item d where d.tenant_id = i.tenant_id and d.item_id = i.id and d.is_active)`,
        )
        .where(
          sql<boolean>`not exists (select 1 from item_scan s where s.tenant_id = i.tenant_id and s.item_id = i.id)`,
        ),
    )
    .$if(unscanned?.fondsId !== undefined, (query) => query.where('i.fondsId', '=', unscanned?.fondsId ?? ''))
    .orderBy('i.codeSort')
    .orderBy('i.id')
    .limit(limit)
    .execute();
};
export interface UnscannedChoice {
  categoryCode: string;
  filingYear: number;
  fondsId?: string | undefined;
}

export const insertBatchItems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  items: readonly { id: string; codeSort: string }[],
): Promise<number> => {
  const { rows } = await sql<{ itemId: string }>`
    insert into digitisation_item as d (tenant_id, batch_id, item_id, sort_key)
    select ${tenantId}::int, ${batchId}::uuid, r.id, r."codeSort" from json_to_recordset(${JSON.stringify(items)}::json) as r(id uuid, "codeSort" text)
    on conflict (tenant_id, batch_id, item_id) do update set step = 'listed', is_active = true, step_at = now(), note = null, out_id = null
      where d.step = 'withdrawn'
    returning item_id`.execute(tdb);
  return rows.length;
};

export interface BatchItemRow {
  itemId: string;
  referenceCode: string;
  title: string;
  boxLabel: string | null;
  step: string;
  stepAt: string;
  isActive: boolean;
  isSentBack: boolean;
  cataloguePages: number | null;
  paperPages: number | null;
  frames: number;
  pages: number;
  openFindings: number;
  note: string | null;
  sortKey: string;
}
const items = (tdb: TenantDb, tenantId: number, batchId: string, step: string | undefined) =>
  tdb
    .selectFrom('digitisationItem as d')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'd.tenantId').onRef('i.id', '=', 'd.itemId'))
    .where('d.tenantId', '=', tenantId)
    .where('d.batchId', '=', batchId)
    .$if(step !== undefined, (query) => query.where('d.step', '=', step ?? ''));

export const listBatchItemRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { batchId: string; step?: string | undefined },
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<BatchItemRow[]> => {
  const order = walkOrder('asc', walk.direction);
  const { after } = walk;
  return items(tdb, tenantId, filter.batchId, filter.step)
    .select([
      'd.itemId',
      'i.referenceCode',
      'i.title',
      'd.boxLabel',
      'd.step',
      'd.stepAt',
      'd.isActive',
      'd.isSentBack',
      'i.pageCount as cataloguePages',
      'd.paperPages',
      sql<number>`(select count(*)::int from scan_page p where p.tenant_id = d.tenant_id and p.batch_id = d.batch_id and p.item_id = d.item_id and p.pages_covered > 0)`.as(
        'frames',
      ),
      sql<number>`(select coalesce(sum(p.pages_covered), 0)::int from scan_page p where p.tenant_id = d.tenant_id and p.batch_id = d.batch_id and p.item_id = d.item_id)`.as(
        'pages',
      ),
      sql<number>`(select count(*)::int from scan_finding f join scan_page p on p.tenant_id = f.tenant_id and p.id = f.page_id
        where f.tenant_id = d.tenant_id and f.batch_id = d.batch_id and p.item_id = d.item_id and f.state = 'open')`.as(
        'openFindings',
      ),
      'd.note',
      'd.sortKey',
    ])
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('d.sortKey', 'd.itemId'),
          beyond('asc', walk.direction),
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('d.sortKey', order)
    .orderBy('d.itemId', order)
    .limit(walk.limit)
    .execute();
};
export const countBatchItemRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { batchId: string; step?: string | undefined },
): Promise<number> => countUpToCap(tdb, items(tdb, tenantId, filter.batchId, filter.step).select('d.itemId') as never);

export interface StepRow {
  itemId: string;
  referenceCode: string;
  step: string;
  boxId: string | null;
  boxLabel: string | null;
  outId: string | null;
  cataloguePages: number | null;
  paperPages: number | null;
}
/** Records of a batch at a step, or those named, locked in one order. */
export const lockBatchItems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  which: { step: string } | { itemIds: readonly string[] },
  limit: number,
): Promise<StepRow[]> => {
  const { rows } = await sql<StepRow>`
    select d.item_id, i.reference_code, d.step, i.box_id, b.label || coalesce(' ' || b.box_number, '') as box_label, d.out_id, i.page_count as catalogue_pages, d.paper_pages
    from digitisation_item d join archive_item i on i.tenant_id = d.tenant_id and i.id = d.item_id
      left join box b on b.tenant_id = i.tenant_id and b.id = i.box_id
    where d.tenant_id = ${tenantId} and d.batch_id = ${batchId}
      and ${'step' in which ? sql`d.step = ${which.step}` : sql`d.item_id = any (${[...which.itemIds]}::uuid[])`}
    order by d.sort_key, d.item_id limit ${limit} for update of d`.execute(tdb);
  return rows;
};

export interface StepChange {
  itemId: string;
  boxId?: string | null;
  boxLabel?: string | null;
  outId?: string | null;
  paperPages?: number | null;
}
export const moveItems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  step: string,
  changes: readonly StepChange[],
  options: { isActive: boolean; isSentBack?: boolean; note?: string | null },
): Promise<void> => {
  await sql`
    update digitisation_item d set step = ${step}, step_at = now(), is_active = ${options.isActive}, is_sent_back = coalesce(${options.isSentBack ?? null}::boolean, d.is_sent_back),
      note = coalesce(${options.note ?? null}, d.note), box_id = coalesce(r."boxId", d.box_id), box_label = coalesce(r."boxLabel", d.box_label),
      out_id = coalesce(r."outId", d.out_id), paper_pages = coalesce(r."paperPages", d.paper_pages)
    from json_to_recordset(${JSON.stringify(changes)}::json) as r("itemId" uuid, "boxId" uuid, "boxLabel" text, "outId" uuid, "paperPages" int)
    where d.tenant_id = ${tenantId} and d.batch_id = ${batchId} and d.item_id = r."itemId"`.execute(tdb);
};

export const insertSteps = async (
  tdb: TenantDb,
  tenantId: number,
  event: { batchId: string; step: string; doneBy: string | null; doneByName: string; note: string | null },
  rows: readonly { id: string; itemId: string }[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tdb
    .insertInto('digitisationStep')
    .values(rows.map((row) => ({ tenantId, ...event, ...row })))
    .execute();
};

export const listItemSteps = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  itemId: string,
): Promise<{ step: string; doneAt: string; doneByName: string; note: string | null }[]> =>
  tdb
    .selectFrom('digitisationStep')
    .select(['step', 'doneAt', 'doneByName', 'note'])
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('itemId', '=', itemId)
    .orderBy('seq')
    .limit(200)
    .execute();

/** Hands records out of the store for the batch; what is out already is answered and not handed out again. */
export const handItemsOut = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly { id: string; itemId: string }[],
  out: { holderName: string; holderUnit: string | null; purpose: string; dueOn: string; handedByName: string },
): Promise<string[]> => {
  const { rows: made } = await sql<{ itemId: string }>`
    insert into storage_out (tenant_id, id, item_id, holder_name, holder_unit, purpose, out_on, due_on, handed_by_name)
    select ${tenantId}::int, r.id, r."itemId", ${out.holderName}, ${out.holderUnit}, ${out.purpose}, (now() at time zone 'Asia/Shanghai')::date,
      greatest(${out.dueOn}::date, (now() at time zone 'Asia/Shanghai')::date), ${out.handedByName}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "itemId" uuid)
    on conflict do nothing returning item_id`.execute(tdb);
  return made.map((row) => row.itemId);
};
export const takeItemsBack = async (
  tdb: TenantDb,
  tenantId: number,
  outIds: readonly string[],
  takenByName: string,
): Promise<void> => {
  await sql`update storage_out set returned_on = (now() at time zone 'Asia/Shanghai')::date, taken_by_name = ${takenByName}, row_version = row_version + 1
    where tenant_id = ${tenantId} and id = any (${[...outIds]}::uuid[]) and returned_on is null`.execute(tdb);
};

export interface HandOverRow {
  boxLabel: string | null;
  records: number;
  out: number;
  back: number;
  paperPages: number;
  outAt: string | null;
  backAt: string | null;
  handedBy: string[];
  takenBy: string[];
}
/** By box, records without one last: what left the store and what came back. */
export const listHandOver = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  limit: number,
): Promise<HandOverRow[]> => {
  const { rows } = await sql<HandOverRow>`
    select d.box_label, count(distinct d.item_id)::int as records,
      (count(distinct d.item_id) filter (where o.item_id is not null))::int as out,
      (count(distinct d.item_id) filter (where r.item_id is not null))::int as back,
      coalesce(sum(d.paper_pages), 0)::int as paper_pages, min(o.done_at) as out_at, max(r.done_at) as back_at,
      coalesce(array_agg(distinct o.done_by_name) filter (where o.done_by_name is not null), '{}') as handed_by,
      coalesce(array_agg(distinct r.done_by_name) filter (where r.done_by_name is not null), '{}') as taken_by
    from digitisation_item d
    left join lateral (select s.item_id, s.done_at, s.done_by_name from digitisation_step s where s.tenant_id = d.tenant_id and s.batch_id = d.batch_id
      and s.item_id = d.item_id and s.step = 'out' order by s.seq desc limit 1) o on true
    left join lateral (select s.item_id, s.done_at, s.done_by_name from digitisation_step s where s.tenant_id = d.tenant_id and s.batch_id = d.batch_id
      and s.item_id = d.item_id and not d.is_active and s.step in ('returned', 'withdrawn') and o.item_id is not null order by s.seq desc limit 1) r on true
    where d.tenant_id = ${tenantId} and d.batch_id = ${batchId}
    group by d.box_label order by d.box_label nulls last limit ${limit}`.execute(tdb);
  return rows;
};
