import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface BatchRow {
  id: string;
  batchNumber: string;
  name: string;
  categoryCode: string | null;
  filingYear: number | null;
  plannedFrom: string;
  plannedTo: string;
  estimatedPages: number | null;
  place: string;
  vendorName: string | null;
  contractNumber: string | null;
  state: string;
  sampleRound: number;
  acceptedOn: string | null;
  doneOn: string | null;
  checkJobId: string | null;
  createdByName: string;
  createdAt: string;
  rowVersion: number;
  lateDays: number;
  itemCount: number;
  outCount: number;
  returnedCount: number;
  frames: number;
  pages: number;
}
const today = sql<string>`(now() at time zone 'Asia/Shanghai')::date`;

const batches = (tdb: TenantDb, tenantId: number) =>
  tdb.selectFrom('digitisationBatch as b').where('b.tenantId', '=', tenantId);

const itemsWhere = (condition: string) =>
  sql<number>`(select count(*)::int from digitisation_item d where d.tenant_id = b.tenant_id and d.batch_id = b.id and ${sql.raw(condition)})`;

const BATCH = [
  'b.id',
  'b.batchNumber',
  'b.name',
  'b.categoryCode',
  'b.filingYear',
  'b.plannedFrom',
  'b.plannedTo',
  'b.estimatedPages',
  'b.place',
  'b.vendorName',
  'b.contractNumber',
  'b.state',
  'b.sampleRound',
  'b.acceptedOn',
  'b.doneOn',
  'b.checkJobId',
  'b.createdByName',
  'b.createdAt',
  'b.rowVersion',
  sql<number>`case when b.state = 'running' then greatest(0, ${today} - b.planned_to) else greatest(0, b.done_on - b.planned_to) end`.as(
    'lateDays',
  ),
  itemsWhere("d.step <> 'withdrawn'").as('itemCount'),
  itemsWhere("d.step in ('out', 'prepared', 'scanned', 'processed', 'checked', 'linked')").as('outCount'),
  itemsWhere("d.step = 'returned'").as('returnedCount'),
  sql<number>`(select count(*)::int from scan_page p where p.tenant_id = b.tenant_id and p.batch_id = b.id and p.pages_covered > 0)`.as(
    'frames',
  ),
  sql<number>`(select coalesce(sum(p.pages_covered), 0)::int from scan_page p where p.tenant_id = b.tenant_id and p.batch_id = b.id)`.as(
    'pages',
  ),
] as const;

const withLateDays = (row: unknown): BatchRow => {
  const found = row as BatchRow;
  return { ...found, lateDays: found.lateDays ?? 0 };
};

/** The next number of the year. The counter row of the newest batch is not enough: two may begin at once. */
export const nextBatchNumber = async (tdb: TenantDb, tenantId: number, year: number): Promise<number> => {
  await sql`select pg_advisory_xact_lock(hashtext(${`digitisation-${tenantId}-${year}`}))`.execute(tdb);
  const row = await tdb
    .selectFrom('digitisationBatch')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('tenantId', '=', tenantId)
    .where('year', '=', year)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
};

export interface BatchInsert {
  tenantId: number;
  id: string;
  year: number;
  number: number;
  batchNumber: string;
  name: string;
  categoryCode: string | null;
  filingYear: number | null;
  plannedFrom: string;
  plannedTo: string;
  estimatedPages: number | null;
  place: string;
  vendorName: string | null;
  contractNumber: string | null;
  createdBy: string;
  createdByName: string;
}
export const insertBatch = async (tdb: TenantDb, row: BatchInsert): Promise<void> => {
  await tdb.insertInto('digitisationBatch').values(row).execute();
};

export const findBatchRow = async (tdb: TenantDb, tenantId: number, id: string): Promise<BatchRow | undefined> => {
  const row = await batches(tdb, tenantId).select(BATCH).where('b.id', '=', id).executeTakeFirst();
  return row && withLateDays(row);
};

/** Locked: steps and samples of one batch are written one after the other. */
export const lockBatch = async (tdb: TenantDb, tenantId: number, id: string): Promise<BatchRow | undefined> => {
  await sql`select 1 from digitisation_batch where tenant_id = ${tenantId} and id = ${id} for update`.execute(tdb);
  return findBatchRow(tdb, tenantId, id);
};

export interface BatchFilter {
  state?: string | undefined;
  year?: number | undefined;
}
const filtered = (tdb: TenantDb, tenantId: number, { state, year }: BatchFilter) =>
  batches(tdb, tenantId)
    .$if(state === 'late', (query) => query.where('b.state', '=', 'running').where('b.plannedTo', '<', today))
    .$if(state !== undefined && state !== 'late', (query) => query.where('b.state', '=', state ?? ''))
    .$if(year !== undefined, (query) => query.where('b.year', '=', year ?? 0));

/** The newest first. */
export const listBatchRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: BatchFilter,
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<BatchRow[]> => {
  const order = walkOrder('desc', walk.direction);
  const { after } = walk;
  const rows = await filtered(tdb, tenantId, filter)
    .select(BATCH)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('b.createdAt', 'b.id'),
          beyond('desc', walk.direction),
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('b.createdAt', order)
    .orderBy('b.id', order)
    .limit(walk.limit)
    .execute();
  return rows.map(withLateDays);
};
export const countBatchRows = (tdb: TenantDb, tenantId: number, filter: BatchFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('b.id') as never);

export const updateBatch = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  values: Partial<{
    state: string;
    sampleRound: number;
    acceptedOn: string | null;
    doneOn: string;
    checkJobId: string;
  }>,
): Promise<void> => {
  await tdb
    .updateTable('digitisationBatch')
    .set({ ...values, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

export const countSteps = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<Map<string, number>> => {
  const rows = await tdb
    .selectFrom('digitisationItem')
    .select(['step', (eb) => eb.fn.countAll<number>().as('count')])
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .groupBy('step')
    .execute();
  return new Map(rows.map((row) => [row.step, Number(row.count)]));
};

export interface StepDone {
  step: string;
  records: number;
  firstAt: string;
  lastAt: string;
  names: string[];
}
/** Who did what and when; a record that was sent back counts once for each step. */
export const listStepsDone = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<StepDone[]> => {
  const { rows } = await sql<StepDone>`
    select step, count(distinct item_id)::int as records, min(done_at) as first_at, max(done_at) as last_at, array_agg(distinct done_by_name order by done_by_name) as names
    from digitisation_step where tenant_id = ${tenantId} and batch_id = ${batchId} and step not in ('withdrawn', 'sent_back')
    group by step order by step`.execute(tdb);
  return rows;
};

export interface BatchSums {
  paperPages: number;
  passedFrames: number;
  linkedFrames: number;
  rescans: number;
  uncheckedFrames: number;
  openFindings: number;
}
export const sumBatch = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<BatchSums> => {
  const { rows } = await sql<BatchSums>`
    select
      (select coalesce(sum(d.paper_pages), 0)::int from digitisation_item d where d.tenant_id = ${tenantId} and d.batch_id = ${batchId} and d.step <> 'withdrawn') as paper_pages,
      (select count(*)::int from scan_finding f where f.tenant_id = ${tenantId} and f.batch_id = ${batchId} and f.state = 'open') as open_findings,
      count(*) filter (where p.qc_state = 'passed')::int as passed_frames, count(*) filter (where p.link_state = 'linked')::int as linked_frames,
      coalesce(sum(p.rescans), 0)::int as rescans, count(*) filter (where p.facts is null)::int as unchecked_frames
    from scan_page p where p.tenant_id = ${tenantId} and p.batch_id = ${batchId} and p.pages_covered > 0`.execute(tdb);
  const [row] = rows;
  if (!row) throw new Error('a sum without a row');
  return row;
};

/** 应扫未扫: records of a category and year that are neither scanned, left out by rule, nor in a running batch. */
export const countMissingOfYear = async (
  tdb: TenantDb,
  tenantId: number,
  categoryCode: string,
  filingYear: number,
): Promise<number> => {
  const { rows } = await sql<{ missing: number }>`
    select count(*)::int as missing from archive_item i
    where i.tenant_id = ${tenantId} and ${inCategory(categoryCode, 'i')} and i.filing_year = ${filingYear} and i.state = 'filed' and i.left_on is null
      and (i.level in ('volume', 'register') or i.parent_id is null)
      and not exists (select 1 from item_scan s where s.tenant_id = i.tenant_id and s.item_id = i.id)
      and not exists (select 1 from digitisation_item d where d.tenant_id = i.tenant_id and d.item_id = i.id and d.is_active)
      and not exists (select 1 from digital_file f where f.tenant_id = i.tenant_id and f.item_id = i.id and f.state = 'stored' and f.creation_method = 'born_digital')`.execute(
    tdb,
  );
  return rows[0]?.missing ?? 0;
};
